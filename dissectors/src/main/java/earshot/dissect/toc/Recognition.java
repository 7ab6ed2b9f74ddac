package earshot.dissect.toc;

import earshot.bytes.Cursor;
import earshot.dissect.Opening;
import earshot.dissect.Verdict;
import earshot.flow.Direction;

/// Whether a young flow is TOC, by content alone: `FLAPON`, or a line that only TOC has in a frame. OSCAR's
/// frames look the same, so frames without such a line decide nothing.
final class Recognition {
    /// Frames before the first line that are looked at: openings and keep-alives.
    private static final int MOST_FRAMES = 8;

    private Recognition() {}

    static Verdict of(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        return opening.fromStart() ? fromStart(client, server) : midStream(client, server);
    }

    private static Verdict fromStart(Cursor client, Cursor server) {
        if (client.peek(0) == 'F') return flapon(client);
        Sflap.Speaker first = first(client), second = first(server);
        if (first == Sflap.Speaker.CLIENT || second == Sflap.Speaker.SERVER) return Verdict.YES;
        return first == Sflap.Speaker.MORE && second == Sflap.Speaker.MORE ? Verdict.MORE : Verdict.NO;
    }

    private static Verdict flapon(Cursor client) {
        if (!client.startsWith(Sflap.FLAPON)) return Sflap.mayGrow(client) ? Verdict.MORE : Verdict.NO;
        int next = client.peek(Sflap.FLAPON.length());
        return next < 0 ? Verdict.MORE : next == '\r' || next == '\n' ? Verdict.YES : Verdict.NO;
    }

    /// Who speaks in the first line of a direction that is seen from its beginning.
    private static Sflap.Speaker first(Cursor in) {
        int at = 0;
        for (int frames = 0; frames < MOST_FRAMES; frames++) {
            int channel = in.peek(at + 1), length = in.peek16(at + 4);
            boolean other = channel == Sflap.SIGN_ON || channel == Sflap.KEEP_ALIVE;
            if (!other || in.peek(at) != '*') return Sflap.speakerAt(in, at);
            if (length < 0) return Sflap.Speaker.MORE;
            at += Sflap.HEADER + length;
        }
        return Sflap.Speaker.NOBODY;
    }

    private static Verdict midStream(Cursor client, Cursor server) {
        Sflap.Speaker first = anywhere(client), second = anywhere(server);
        if (first == Sflap.Speaker.CLIENT || second == Sflap.Speaker.SERVER) return Verdict.YES;
        if (first == Sflap.Speaker.SERVER || second == Sflap.Speaker.CLIENT) return Verdict.REVERSED;
        return Verdict.MORE;
    }

    private static Sflap.Speaker anywhere(Cursor in) {
        int at = Sflap.resync(in);
        return at < 0 ? Sflap.Speaker.MORE : Sflap.speakerAt(in, at);
    }
}
