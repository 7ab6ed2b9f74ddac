package earshot.dissect.quic;

import earshot.bytes.Cursor;
import java.util.Arrays;
import java.util.BitSet;

/// What CRYPTO frames carry, put in order: they come in any order, overlap, and are sent again. What comes first stays.
final class CryptoStream {
    /// Longer than any ClientHello; what lies beyond is not kept.
    static final int MOST = 32 * 1024;

    private byte[] bytes = new byte[2048];
    private final BitSet there = new BitSet();

    void add(long offset, Cursor piece) {
        if (offset >= MOST) return;
        int begin = (int) offset, end = Math.min(MOST, begin + piece.remaining());
        if (end > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
        for (int at = there.nextClearBit(begin); at < end; at = there.nextClearBit(at)) {
            int next = there.nextSetBit(at), stop = next < 0 ? end : Math.min(next, end);
            System.arraycopy(piece.array(), piece.position() + at - begin, bytes, at, stop - at);
            there.set(at, stop);
        }
    }

    /// The bytes from the beginning without a hole.
    Cursor beginning() {
        return new Cursor(bytes, 0, there.nextClearBit(0));
    }

    int heldBytes() {
        return bytes.length + there.size() / 8;
    }
}
