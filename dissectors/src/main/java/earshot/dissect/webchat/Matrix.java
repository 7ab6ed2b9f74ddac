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

    /// What is called, decoded: `rooms, !r:x.example, send, …`; `media, upload`; `federation, send, …`. Without
    /// `/_matrix/client/` and the version, which is one part (`v3`, `r0`) or two (`api/v1`,
    /// `unstable/org.matrix.msc3575`).
    static List<String> call(WebRequest request) {
        List<String> call = request.segments();
        call.removeFirst();
        boolean client = !call.isEmpty() && call.getFirst().equals("client");
        int at = client ? 0 : 1;
        if (client) call.removeFirst();
        if (at < call.size() && call.get(at).equals("api")) call.remove(at);
        boolean unstable = at < call.size() && call.get(at).equals("unstable");
        if (unstable || at < call.size() && isVersion(call.get(at))) call.remove(at);
        if (unstable && at < call.size() && call.get(at).startsWith("org.matrix.")) call.remove(at);
        return call;
    }

    private static boolean isVersion(String part) {
        return part.length() <= 3 && (part.startsWith("v") || part.startsWith("r")) && part.length() > 1;
    }

    @Override
    public WebReading begin(Out out) {
        return new MatrixCalls(out);
    }
}
