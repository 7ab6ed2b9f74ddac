package earshot.dissect.myspaceim;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// MySpaceIM with its servers.
public final class MySpaceIm implements Dissector {
    private static final String GREETING = "\\lc\\1\\nc\\", LOGIN = "\\login2\\";
    private static final String SENT = "\\sesskey\\", RECEIVED = "\\f\\";
    private static final int FAR = 4;

    @Override
    public String name() {
        return "myspaceim";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte == '\\';
    }

    @Override
    public Verdict recognise(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        if (server.startsWith(GREETING) || client.startsWith(LOGIN)) return Verdict.YES;
        if (opening.fromStart()) return may(server, GREETING) && may(client, LOGIN) ? Verdict.MORE : Verdict.NO;
        if (message(client, SENT) || message(server, RECEIVED)) return Verdict.YES;
        if (message(client, RECEIVED) || message(server, SENT)) return Verdict.REVERSED;
        boolean hopeless = hopeless(client) || hopeless(server);
        return hopeless ? Verdict.NO : Verdict.MORE;
    }

    private static boolean hopeless(Cursor in) {
        return in.remaining() > FAR && !in.startsWith("\\bm\\") || in.remaining() > 64;
    }

    private static boolean may(Cursor in, String wanted) {
        for (int i = 0; i < Math.min(in.remaining(), wanted.length()); i++) {
            if (in.peek(i) != wanted.charAt(i)) return false;
        }
        return true;
    }

    /// `\bm\1\sesskey\…` of a client, `\bm\1\f\…` of a server.
    private static boolean message(Cursor in, String next) {
        if (!in.startsWith("\\bm\\")) return false;
        int at = 4;
        while (in.peek(at) >= '0' && in.peek(at) <= '9') at++;
        return at > 4 && at < 9 && in.startsWith(at, next);
    }

    @Override
    public Dissection begin(Out out) {
        return new MySpaceFlow(out);
    }
}
