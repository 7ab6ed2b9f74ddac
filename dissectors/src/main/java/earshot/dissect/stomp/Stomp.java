package earshot.dissect.stomp;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;
import java.util.List;

/// STOMP; the package says what is covered.
public final class Stomp implements Dissector {
    private static final List<String> FIRST = List.of("CONNECT", "STOMP"), WELCOME = List.of("CONNECTED", "ERROR");
    /// What has a destination, and so tells itself from any other text.
    private static final List<String> SENT = List.of("SEND"), DELIVERED = List.of("MESSAGE");

    private static final int HEAD = 2048;

    /// How much of a flow begun before the capture is looked at, how far for control characters, and how many frames.
    private static final int MIDDLE = 2048, LOOK = 96, MOST = 8;

    @Override
    public String name() {
        return "stomp";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte == 'C' || firstByte == (side == Direction.CLIENT ? 'S' : 'E');
    }

    @Override
    public Verdict recognise(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        if (opening.fromStart()) {
            Verdict first = header(client, FIRST, "accept-version:", "login:", "host:");
            return server.remaining() > 0 && Frame.command(server, WELCOME) == Dissection.LOST ? Verdict.NO : first;
        }
        if (isBinary(client) || isBinary(server)) return Verdict.NO;
        if (anywhere(client, SENT) || anywhere(server, DELIVERED)) return Verdict.YES;
        if (anywhere(client, DELIVERED) || anywhere(server, SENT)) return Verdict.REVERSED;
        return client.remaining() + server.remaining() > MIDDLE ? Verdict.NO : Verdict.MORE;
    }

    /// Frames are text but for the NUL at their end: a control character of another kind settles it at once.
    private static boolean isBinary(Cursor in) {
        for (int i = 0; i < LOOK; i++) {
            int c = in.peek(i);
            if (c < 0) return false;
            if (c < ' ' && c != 0 && c != '\t' && c != '\n' && c != '\r') return true;
            if (c == 0 && in.peek(i + 1) == 0) return true;
        }
        return false;
    }

    /// One of the commands, with one of these headers.
    private static Verdict header(Cursor in, List<String> commands, String... names) {
        if (in.remaining() == 0) return Verdict.MORE;
        int line = Frame.command(in, commands);
        if (line == Dissection.LOST) return Verdict.NO;
        if (line == Dissection.MORE) return Verdict.MORE;
        for (int at = line; at > 0 && at < HEAD; at = in.indexOf('\n', at) + 1) {
            for (String name : names) if (in.startsWith(at, name)) return Verdict.YES;
            if (in.peek(at) == '\n' || in.peek(at) == 0) return Verdict.NO;
        }
        return in.remaining() > HEAD ? Verdict.NO : Verdict.MORE;
    }

    private static boolean anywhere(Cursor in, List<String> commands) {
        for (int n = 0, frames = 0; n >= 0 && n < in.remaining() && frames < MOST; n = next(in, n), frames++) {
            Cursor here = in.copy();
            here.skip(n);
            if (header(here, commands, "destination:") == Verdict.YES) return true;
        }
        return false;
    }

    /// Behind the next NUL and the line ends after it; -1 where there is none.
    static int next(Cursor in, int from) {
        int nul = in.indexOf(0, from);
        if (nul < 0) return -1;
        int at = nul + 1;
        while (in.peek(at) == '\n' || in.peek(at) == '\r') at++;
        return at;
    }

    @Override
    public Dissection begin(Out out) {
        return new StompFlow(out);
    }
}
