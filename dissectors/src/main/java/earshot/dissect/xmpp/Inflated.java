package earshot.dissect.xmpp;

import earshot.bytes.Cursor;
import earshot.dissect.Opener;
import earshot.dissect.Out;
import earshot.flow.Direction;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Stream compression (XEP-0138): each direction is one zlib stream to the end of the connection. What comes
/// out is a stream again, begun anew, between the same parties.
///
/// Bounded: a direction that expands more than [#MOST_RATIO] times, once it has given [#FREE] bytes, is read
/// no further. Nor is one with a gap, because what follows refers to what is lost.
final class Inflated {
    private static final int MOST_RATIO = 300;
    private static final long FREE = 8 << 20;

    private final Out out;
    private final Out.Inner inner;
    private final Inflater[] inflaters = {new Inflater(), new Inflater()};
    private final boolean[] stopped = new boolean[2];
    private final byte[] buffer = new byte[8192];

    /// @param out for what is wrong with the compressed stream itself
    Inflated(Out out, Opener stream) {
        this.out = out;
        this.inner = out.inner("zlib", "xmpp", stream);
    }

    void read(Direction from, Cursor in) {
        if (stopped[from.ordinal()]) return;
        Inflater inflater = inflaters[from.ordinal()];
        inflater.setInput(in.array(), in.position(), in.remaining());
        try {
            while (!inflater.needsInput() && !inflater.finished()) {
                int n = inflater.inflate(buffer);
                if (n > 0) inner.data(from, buffer, 0, n);
                else if (inflater.needsDictionary()) stop(from, "needs a dictionary");
                if (tooMuch(inflater)) stop(from, "expands more than " + MOST_RATIO + " times");
                if (n == 0 || stopped[from.ordinal()]) return;
            }
        } catch (DataFormatException e) {
            stop(from, "is not zlib");
        }
    }

    private static boolean tooMuch(Inflater inflater) {
        return inflater.getBytesWritten() > FREE && inflater.getBytesWritten() / MOST_RATIO > inflater.getBytesRead();
    }

    private void stop(Direction from, String why) {
        stopped[from.ordinal()] = true;
        String side = from == Direction.CLIENT ? "client " : "server ";
        out.anomaly("bad-compression", "the compressed stream of the " + side + why);
        inner.gap(from, 0);
    }

    void gap(Direction from) {
        if (!stopped[from.ordinal()]) stop(from, "has a gap");
    }

    void end() {
        inner.end();
        for (Inflater inflater : inflaters) inflater.end();
    }
}
