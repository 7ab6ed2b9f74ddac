package earshot.dissect.oscar;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;

/// The frame around everything: `*`, a channel, a sequence number, a length. TOC uses the same frames.
final class Flap {
    static final int HEADER = 6;
    static final int LONGEST = HEADER + 0xffff;

    static final int HELLO = 1, SNAC = 2, ERROR = 3, SIGN_OFF = 4, KEEP_ALIVE = 5;

    /// What a frame longer than this is not believed while hunting: clients keep to 8 KiB.
    private static final int HUNTED = 0x2000;

    private static final int NO = -1, MORE = 0, YES = 1;

    private Flap() {}

    /// See [Dissection#frame].
    static int frame(Cursor in) {
        if (in.remaining() > 0 && in.peek(0) != '*') return Dissection.LOST;
        if (in.remaining() > 1 && !isChannel(in.peek(1))) return Dissection.LOST;
        return in.remaining() < HEADER ? Dissection.MORE : HEADER + in.peek16(4);
    }

    /// See [Dissection#resync]: a frame is believed when it holds a sane SNAC or a hello, or when another one
    /// with the next sequence number follows.
    static int resync(Cursor in) {
        for (int at = in.indexOf('*', 0); at >= 0; at = in.indexOf('*', at + 1)) {
            int believed = believe(in, at);
            if (believed == YES) return at;
            if (believed == MORE) return ~at;
        }
        return ~in.remaining();
    }

    private static int believe(Cursor in, int at) {
        int there = in.remaining() - at;
        int channel = in.peek(at + 1);
        if (there > 1 && !isChannel(channel)) return NO;
        if (there < HEADER) return MORE;
        int length = in.peek16(at + 4);
        if (length > HUNTED) return NO;
        return switch (channel) {
            case HELLO -> length < 4 ? NO : judge(there, HEADER + 4, in.peek32(at + HEADER) == 1);
            case SNAC -> length < Snac.HEADER ? NO : judge(there, HEADER + Snac.HEADER, Snac.isSane(in, at + HEADER));
            case KEEP_ALIVE -> length != 0 ? NO : judge(there, HEADER + 4, isChained(in, at, HEADER));
            default -> judge(there, HEADER + length + 4, isChained(in, at, HEADER + length));
        };
    }

    private static int judge(int there, int needed, boolean holds) {
        return there < needed ? MORE : holds ? YES : NO;
    }

    private static boolean isChained(Cursor in, int at, int length) {
        int next = at + length;
        return in.peek(next) == '*' && isChannel(in.peek(next + 1)) && follows(in.peek16(at + 2), in.peek16(next + 2));
    }

    /// Some write that the sequence wraps at 0x8000, others at 0x10000: either will do.
    static boolean follows(int before, int after) {
        return after == (before + 1 & 0xffff) || before == 0x7fff && after == 0;
    }

    static boolean isChannel(int value) {
        return value >= HELLO && value <= KEEP_ALIVE;
    }
}
