package earshot.dissect.xmpp;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.flow.Direction;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Stream compression (XEP-0138): each direction is one zlib stream to the end of the connection. What comes
/// out is read by the stream that was read before, which knows who is at either end.
///
/// Bounded: a direction that expands more than [#MOST_RATIO] times, once it has given [#FREE] bytes, is read
/// no further.
final class Inflated implements Dissection {
    private static final int MOST_RATIO = 300;
    private static final long FREE = 8 << 20;

    private final Out out;
    private final Out.Inner inner;
    private final Inflater[] inflaters = {new Inflater(), new Inflater()};
    private final boolean[] broken = new boolean[2];
    private final byte[] buffer = new byte[8192];

    Inflated(Out out, XmppStream stream) {
        this.out = out;
        this.inner = out.inner("zlib", "xmpp", stream::resumed);
    }

    @Override
    public int frame(Direction from, Cursor in) {
        return in.remaining();
    }

    @Override
    public int longestMessage() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void message(Direction from, Cursor in) {
        int side = from.ordinal();
        if (broken[side]) return;
        Inflater inflater = inflaters[side];
        inflater.setInput(in.array(), in.position(), in.remaining());
        try {
            while (!inflater.needsInput() && !inflater.finished()) {
                int n = inflater.inflate(buffer);
                if (n == 0) {
                    if (inflater.needsDictionary()) stop(from, "needs a dictionary");
                    break;
                }
                inner.data(from, buffer, 0, n);
                if (tooMuch(inflater)) {
                    stop(from, "expands more than " + MOST_RATIO + " times");
                    break;
                }
            }
        } catch (DataFormatException e) {
            stop(from, "is not zlib: " + e.getMessage());
        }
    }

    private static boolean tooMuch(Inflater inflater) {
        return inflater.getBytesWritten() > FREE && inflater.getBytesWritten() / MOST_RATIO > inflater.getBytesRead();
    }

    private void stop(Direction from, String why) {
        if (broken[from.ordinal()]) return;
        broken[from.ordinal()] = true;
        out.anomaly(
                "bad-compression",
                "the compressed stream of the " + (from == Direction.CLIENT ? "client " : "server ") + why);
        inner.gap(from, 0);
    }

    @Override
    public void gap(Direction from, long bytes) {
        // What follows refers to what is lost.
        stop(from, "has a gap");
    }

    @Override
    public int resync(Direction from, Cursor in) {
        return ~in.remaining();
    }

    @Override
    public void end() {
        inner.end();
        for (Inflater inflater : inflaters) inflater.end();
    }
}
