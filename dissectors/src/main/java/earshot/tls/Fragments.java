package earshot.tls;

import earshot.bytes.Cursor;
import java.util.Arrays;
import java.util.BitSet;

/// Bytes that arrive in any order, overlap, and are sent again, with their place: the CRYPTO frames of QUIC, the
/// fragments
/// of a DTLS message. What comes first stays.
public final class Fragments {
    /// Longer than any ClientHello and nearly all certificates; what lies beyond is not kept.
    public static final int MOST = 32 * 1024;

    private byte[] bytes = new byte[1024];
    private final BitSet there = new BitSet();

    public void add(long offset, Cursor piece) {
        if (offset >= MOST) return;
        int begin = (int) offset, end = Math.min(MOST, begin + piece.remaining());
        if (end > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
        for (int at = there.nextClearBit(begin); at < end; at = there.nextClearBit(at)) {
            int next = there.nextSetBit(at), stop = next < 0 ? end : Math.min(next, end);
            System.arraycopy(piece.array(), piece.position() + at - begin, bytes, at, stop - at);
            there.set(at, stop);
        }
    }

    /// The bytes from the beginning without a hole, lent until the next [#add].
    public Cursor beginning() {
        return new Cursor(bytes, 0, there.nextClearBit(0));
    }

    public int heldBytes() {
        return bytes.length + there.size() / 8;
    }
}
