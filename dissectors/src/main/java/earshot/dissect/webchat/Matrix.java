package earshot.dissect.webchat;

import earshot.dissect.Out;
import earshot.web.WebReader;
import earshot.web.WebReading;
import earshot.web.WebRequest;
import java.util.List;

/// Matrix: the client-server API of all versions, federation between servers, and what servers tell bridges.
public final class Matrix implements WebReader {
    @Override
    public String name() {
        return "matrix";
    }

    @Override
    public boolean wants(WebRequest request) {
        return request.pathStarts("/_matrix/");
    }

    /// What is called, decoded: `rooms, !r:x.example, send, …`. Without `/_matrix/client/` and the version, which is one
    /// part (`v3`, `r0`), two (`api/v1`, `unstable/org.matrix.msc3575`) or, for media of old, stands elsewhere.
    static List<String> call(WebRequest request) {
        List<String> all = request.segments();
        int at = 1;
        if (at < all.size() && all.get(at).equals("client")) at++;
        if (at + 1 < all.size() && all.get(at).equals("api")) at++;
        boolean unstable = at < all.size() && all.get(at).equals("unstable");
        if (unstable || at < all.size() && isVersion(all.get(at))) at++;
        if (unstable && at < all.size() && all.get(at).startsWith("org.matrix.")) at++;
        return all.subList(Math.min(at, all.size()), all.size());
    }

    private static boolean isVersion(String part) {
        return part.length() <= 3 && (part.startsWith("v") || part.startsWith("r")) && part.length() > 1;
    }

    @Override
    public WebReading begin(Out out) {
        return new MatrixCalls(out);
    }
}
