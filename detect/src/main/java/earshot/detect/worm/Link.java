package earshot.detect.worm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A link as it stands in a message: the parts that payloads are told by.
///
/// @param host lower case, without user and port
/// @param port "" where none is written
/// @param path from the first slash to the query
/// @param query with what follows it
/// @param disguised a user part stands before the host
record Link(String host, String port, String path, String query, boolean disguised) {
    private static final int LONGEST_TEXT = 8192, LONGEST = 2048, MOST = 4;
    private static final Set<String> BARE = Set.of(
            "com", "net", "org", "biz", "info", "ru", "de", "io", "cn", "uk", "kr", "nl", "fr", "tk", "cc", "us", "to",
            "me", "tv", "co", "xyz", "top", "example", "test", "invalid");
    private static final Set<String> USUAL_PORTS = Set.of("", "80", "443", "8080", "8443");

    /// The links of a text, with a scheme, `www.` or a well-known ending; at most four.
    static List<Link> in(String text) {
        List<Link> links = new ArrayList<>(2);
        int end = Math.min(text.length(), LONGEST_TEXT);
        for (int at = 0; at < end && links.size() < MOST; ) {
            int stop = word(text, at, end);
            if (stop > at) {
                Link link = read(text.substring(at, Math.min(stop, at + LONGEST)));
                if (link != null && !links.contains(link)) links.add(link);
            }
            at = stop + 1;
        }
        return links;
    }

    /// Where the run of link characters that begins here ends.
    private static int word(String text, int at, int end) {
        int i = at;
        while (i < end && !separates(text.charAt(i))) i++;
        return i;
    }

    private static boolean separates(char c) {
        return c <= ' ' || c == '<' || c == '>' || c == '"' || c == '\'' || c == '|' || c == '\u00a0';
    }

    private static Link read(String word) {
        int scheme = scheme(word);
        int from = scheme >= 0 ? scheme : leading(word);
        int to = word.length();
        while (to > from && ".,;:!?)]}*".indexOf(word.charAt(to - 1)) >= 0) to--;
        if (to <= from) return null;
        return parts(word.substring(from, to), scheme >= 0);
    }

    /// The index behind `://`, -1 where there is none.
    private static int scheme(String word) {
        int at = word.indexOf("://");
        if (at < 0) return -1;
        String before = word.substring(Math.max(0, at - 5), at).toLowerCase(Locale.ROOT);
        return before.endsWith("http") || before.endsWith("https") || before.endsWith("ftp") ? at + 3 : -1;
    }

    private static int leading(String word) {
        int i = 0;
        while (i < word.length() && "([{*:,".indexOf(word.charAt(i)) >= 0) i++;
        return i;
    }

    private static Link parts(String rest, boolean schemed) {
        int slash = first(rest, "/?#");
        String authority = rest.substring(0, slash);
        int user = authority.lastIndexOf('@');
        String hostPort = authority.substring(user + 1).toLowerCase(Locale.ROOT);
        int colon = hostPort.lastIndexOf(':');
        if (hostPort.endsWith("]")) colon = -1;
        String host = colon < 0 ? hostPort : hostPort.substring(0, colon);
        String port = colon < 0 ? "" : hostPort.substring(colon + 1);
        if (host.isEmpty() || !schemed && (user >= 0 || !bare(host, slash < rest.length()))) return null;
        String local = rest.substring(slash);
        int query = first(local, "?#");
        return new Link(host, port, local.substring(0, query), local.substring(query), user >= 0);
    }

    private static int first(String text, String any) {
        for (int i = 0; i < text.length(); i++) if (any.indexOf(text.charAt(i)) >= 0) return i;
        return text.length();
    }

    /// Whether this is a host although no scheme says so: by its beginning or ending, or because a path follows.
    private static boolean bare(String host, boolean path) {
        int dot = host.lastIndexOf('.');
        if (dot <= 0) return false;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '.' && c != '-') return false;
        }
        if (host.startsWith("www.")) return true;
        String ending = host.substring(dot + 1);
        if (host.contains("..") || !Character.isLetterOrDigit(host.charAt(0))) return false;
        boolean letters = ending.length() >= 2 && ending.chars().allMatch(c -> c >= 'a' && c <= 'z');
        return BARE.contains(ending) || path && letters;
    }

    String exact() {
        return place() + path + query;
    }

    /// What stays the same where parameters and numbers vary.
    String shape() {
        return place() + general(path);
    }

    /// The domain that somebody had to register; an address literal is any address.
    String domain() {
        if (literal()) return place();
        String[] labels = host.split("\\.");
        int n = labels.length;
        if (n <= 2) return host;
        boolean second = labels[n - 1].length() == 2 && labels[n - 2].length() <= 3;
        return String.join(".", List.of(labels).subList(n - (second ? 3 : 2), n));
    }

    private String place() {
        // A worm that serves itself names a different address each time, but the same port.
        return literal() ? "[address]:" + port : port.isEmpty() ? host : host + ':' + port;
    }

    boolean literal() {
        if (host.startsWith("[")) return true;
        for (int i = 0; i < host.length(); i++)
            if (!Character.isDigit(host.charAt(i)) && host.charAt(i) != '.') return false;
        return true;
    }

    /// Digits become one, and segments that look random are left open.
    private static String general(String path) {
        StringBuilder out = new StringBuilder();
        for (String segment : path.split("/", -1)) {
            int digits = 0;
            for (int i = 0; i < segment.length(); i++) if (Character.isDigit(segment.charAt(i))) digits++;
            if (out.length() > 0 || !segment.isEmpty()) out.append('/');
            if (digits >= 2 && segment.length() >= 8 && segment.indexOf('.') < 0 && segment.indexOf('-') < 0) {
                out.append('*');
            } else {
                out.append(segment.replaceAll("[0-9]+", "0"));
            }
        }
        return out.toString();
    }

    /// The file that the path ends in, "" for none.
    String file() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// Whether the link is of a kind that people rarely send.
    boolean odd() {
        return disguised
                || literal()
                || !USUAL_PORTS.contains(port)
                || FileKind.of(file()) == FileKind.PROGRAM
                || FileKind.of(file()) == FileKind.DISGUISED;
    }

    /// Whether the link names this account: it was made for it.
    boolean names(String id) {
        int at = id.indexOf('@');
        String local = at > 0 ? id.substring(0, at) : id;
        return local.length() >= 4 && (path + query).toLowerCase(Locale.ROOT).contains(local);
    }
}
