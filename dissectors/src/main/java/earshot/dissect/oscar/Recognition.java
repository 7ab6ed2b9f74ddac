package earshot.dissect.oscar;

import earshot.bytes.Cursor;
import earshot.dissect.Opening;
import earshot.dissect.Verdict;
import earshot.flow.Direction;

/// Whether a young flow is OSCAR, by content alone.
///
/// From its start: the client's hello is enough (TOC clients say `FLAPON` first); the server's alone is not,
/// since TOC servers say the same: its next frame must hold a SNAC. In the middle: the frames of each
/// direction must chain, and a SNAC that only one side sends tells which side is the client; lone keep-alives
/// decide nothing yet.
final class Recognition {
    private static final long VERSION = 1;
    /// Frames looked at in a direction.
    private static final int MOST_FRAMES = 16;

    private Recognition() {}

    static Verdict of(Opening opening) {
        return opening.fromStart() ? fromStart(opening) : midStream(opening);
    }

    private static Verdict fromStart(Opening opening) {
        Verdict client = hello(opening.bytes(Direction.CLIENT)), server = hello(opening.bytes(Direction.SERVER));
        if (client == Verdict.NO || server == Verdict.NO) return Verdict.NO;
        if (client == Verdict.YES && onlyNamed(opening.bytes(Direction.CLIENT))) {
            return secondFrame(opening.bytes(Direction.CLIENT));
        }
        if (client == Verdict.YES) return Verdict.YES;
        return server == Verdict.YES ? secondFrame(opening.bytes(Direction.SERVER)) : Verdict.MORE;
    }

    /// `*`, channel 1, a length of at least 4, version 1.
    private static Verdict hello(Cursor in) {
        if (in.remaining() == 0) return Verdict.MORE;
        if (in.peek(0) != '*' || in.remaining() > 1 && in.peek(1) != Flap.HELLO) return Verdict.NO;
        if (in.remaining() < Flap.HEADER + 4) return Verdict.MORE;
        return in.peek16(4) >= 4 && in.peek32(Flap.HEADER) == VERSION ? Verdict.YES : Verdict.NO;
    }

    /// Whether the client's hello holds a name (TLV 01) and nothing that proves it: so begins TOC where its first
    /// line went missing.
    private static boolean onlyNamed(Cursor in) {
        return in.peek16(Flap.HEADER + 4) == 1 && in.peek16(4) == 8 + in.peek16(Flap.HEADER + 6);
    }

    private static Verdict secondFrame(Cursor in) {
        int at = Flap.HEADER + in.peek16(4);
        if (in.remaining() < at + 2) return Verdict.MORE;
        if (in.peek(at) != '*' || !Flap.isChannel(in.peek(at + 1))) return Verdict.NO;
        if (in.peek(at + 1) != Flap.SNAC) return Verdict.YES;
        if (in.remaining() < at + Flap.HEADER + Snac.HEADER) return Verdict.MORE;
        return Snac.isSane(in, at + Flap.HEADER) ? Verdict.YES : Verdict.NO;
    }

    private static Verdict midStream(Opening opening) {
        Side client = Side.of(opening.bytes(Direction.CLIENT)), server = Side.of(opening.bytes(Direction.SERVER));
        if (client.verdict == Verdict.NO || server.verdict == Verdict.NO) return Verdict.NO;
        // What is said by one side shows which it is; the other's word counts as much.
        if (client.sender != null) return client.sender == Direction.CLIENT ? Verdict.YES : Verdict.REVERSED;
        if (server.sender != null) return server.sender == Direction.SERVER ? Verdict.YES : Verdict.REVERSED;
        return Verdict.MORE;
    }

    /// What one direction shows.
    ///
    /// @param sender the side that sends such SNACs; null where none was seen that tells
    private record Side(Verdict verdict, Direction sender) {
        private static final Side UNDECIDED = new Side(Verdict.MORE, null), OTHER = new Side(Verdict.NO, null);

        static Side of(Cursor in) {
            if (in.remaining() == 0) return UNDECIDED;
            int at = Flap.resync(in);
            // A stream joined inside a long frame shows nothing until it ends.
            if (at < 0) return ~at >= Flap.LONGEST ? OTHER : UNDECIDED;
            int sequence = -1;
            for (int frames = 0; frames < MOST_FRAMES; frames++) {
                if (in.remaining() < at + Flap.HEADER) return UNDECIDED;
                boolean header = in.peek(at) == '*' && Flap.isChannel(in.peek(at + 1));
                int next = in.peek16(at + 2);
                if (!header || sequence >= 0 && !Flap.follows(sequence, next)) return OTHER;
                sequence = next;
                if (in.peek(at + 1) == Flap.SNAC) {
                    if (in.remaining() < at + Flap.HEADER + Snac.HEADER) return UNDECIDED;
                    if (!Snac.isSane(in, at + Flap.HEADER)) return OTHER;
                    Direction sender = Snac.side(in.peek16(at + Flap.HEADER), in.peek16(at + Flap.HEADER + 2));
                    if (sender != null) return new Side(Verdict.MORE, sender);
                }
                at += Flap.HEADER + in.peek16(at + 4);
            }
            return UNDECIDED;
        }
    }
}
