package earshot.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The head of a request. One object stands for one exchange: two requests are never equal.
public final class WebRequest {
    private static final int MOST_SEGMENTS = 32;

    private final String method, target;
    private final WebFields fields;
    private final int pathAt, queryAt;
    private String host;

    /// @param target as on the wire: a path with its query, or a whole URI where the request is for a proxy
    /// @param fields looked up when asked for; `host` is the authority
    public WebRequest(String method, String target, WebFields fields) {
        this.method = method;
        this.target = target;
        this.fields = fields;
        int scheme = target.startsWith("/") ? -1 : target.indexOf("://");
        int slash = scheme < 0 ? 0 : target.indexOf('/', scheme + 3);
        this.pathAt = slash < 0 ? target.length() : slash;
        int query = target.indexOf('?', pathAt);
        this.queryAt = query < 0 ? target.length() : query;
    }

    public String method() {
        return method;
    }

    public String target() {
        return target;
    }

    /// Whether the request is for a proxy that is to pass it on.
    public boolean forProxy() {
        return !target.startsWith("/") && target.contains("://");
    }

    /// The path as written, percent signs and all.
    public String path() {
        return target.substring(pathAt, queryAt);
    }

    /// Whether the path begins so, without making it.
    public boolean pathStarts(String prefix) {
        return target.startsWith(prefix, pathAt) && pathAt + prefix.length() <= queryAt;
    }

    /// The path's parts between its slashes, decoded.
    public List<String> segments() {
        List<String> segments = new ArrayList<>();
        for (String one : path().split("/", MOST_SEGMENTS)) if (!one.isEmpty()) segments.add(Form.decoded(one, false));
        return segments;
    }

    /// What follows the question mark, as written; "" for nothing.
    public String query() {
        return queryAt < target.length() ? target.substring(queryAt + 1) : "";
    }

    /// The first value of a parameter of the query, decoded; "" where it is absent.
    public String parameter(String name) {
        return queryAt == target.length() ? "" : Form.read(query()).field(name);
    }

    /// The host asked for, in lower case, without port; "" where none is named.
    public String host() {
        if (host == null) {
            String authority = authority();
            int port = authority.lastIndexOf(':');
            boolean bare = port > authority.lastIndexOf(']');
            host = (bare ? authority.substring(0, port) : authority).toLowerCase(Locale.ROOT);
        }
        return host;
    }

    /// The host asked for, with the port where it is written.
    public String authority() {
        if (!forProxy()) return field("host").strip();
        String authority = target.substring(target.indexOf("://") + 3, pathAt);
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    /// @param name in lower case
    /// @return "" where it is absent
    public String field(String name) {
        return fields.field(name);
    }

    @Override
    public String toString() {
        return method + " " + target;
    }
}
