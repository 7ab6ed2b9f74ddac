package earshot.dissect.irc;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Direction;
import java.nio.charset.StandardCharsets;

/// The lines of one IRC connection: where they begin and end, and whether a client or a server sends them.
final class IrcFlow implements Dissection {
    /// See the package documentation. Re-reading the beginning of a growing line is what bounds it.
    static final int LONGEST = 16 * 1024;

    private final Out out;
    private final Wire wire;
    private final ClientSession session;
    private Reading reading;
    private boolean confirmed;
    /// Whether the next bytes of a direction are surely, or in the server's case possibly, the rest of a line.
    private final boolean[] midLine = new boolean[2];

    IrcFlow(Out out) {
        this.out = out;
        wire = new Wire(out);
        session = new ClientSession(wire);
        reading = session;
        out.service("irc");
    }

    @Override
    public int frame(Direction from, Cursor in) {
        return lineEnd(in, 0);
    }

    /// How many bytes the line has that begins so far ahead, its end included; [#MORE] where it has none yet.
    static int lineEnd(Cursor in, int begin) {
        int length = in.remaining();
        for (int i = begin; i < length; i++) {
            int c = in.peek(i);
            if (c == '\n') return i + 1 - begin;
            if (c == '\r') return (in.peek(i + 1) == '\n' ? i + 2 : i + 1) - begin;
        }
        return MORE;
    }

    @Override
    public int longestMessage() {
        return LONGEST;
    }

    @Override
    public int resync(Direction from, Cursor in) {
        int length = lineEnd(in, 0);
        if (!midLine[from.ordinal()]) {
            if (length == MORE && in.remaining() < LONGEST) return ~0;
            if (length != MORE && length <= LONGEST && plausible(from, octets(in, length))) return 0;
        }
        midLine[from.ordinal()] = length == MORE;
        return length == MORE ? ~in.remaining() : length;
    }

    private static String octets(Cursor in, int length) {
        return in.copy().text(length, StandardCharsets.ISO_8859_1);
    }

    /// Whether this can only be a whole line: at the start of a capture, and after what a client sent was lost.
    private static boolean plausible(Direction from, String octets) {
        Line line = Line.read(octets.strip());
        if (line == null) return false;
        if (from == Direction.CLIENT) {
            return Commands.CLIENT.contains(line.command())
                    && octets.charAt(0) == line.command().charAt(0);
        }
        Source source = line.from();
        boolean known = line.numeric() >= 0 || Commands.SERVER.contains(line.command());
        return known
                && !line.source().isEmpty()
                && (source.mask() || source.name().indexOf('.') > 0);
    }

    @Override
    public void message(Direction from, Cursor in) {
        int end = in.remaining();
        while (end > 0 && (in.peek(end - 1) == '\r' || in.peek(end - 1) == '\n')) end--;
        String octets = octets(in, end);
        Line line = reading.parse(octets);
        if (line == null) {
            if (!octets.isBlank()) out.anomaly("irc-line-not-understood", end + " bytes without a command");
            return;
        }
        if (!confirmed) {
            confirmed = true;
            out.confirm("signature:irc", Confidence.CERTAIN, false);
        }
        if (reading == session && !session.proven() && ServerLink.introduces(line)) {
            reading = new ServerLink(wire, session.registration().passwords());
        }
        reading.line(from, line);
    }

    @Override
    public void gap(Direction from, long bytes) {
        midLine[from.ordinal()] |= from == Direction.SERVER;
        reading.gap(from, bytes);
    }

    @Override
    public void end() {
        reading.end();
    }
}
