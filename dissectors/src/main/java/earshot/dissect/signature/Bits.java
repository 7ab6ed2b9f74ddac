package earshot.dissect.signature;

import earshot.bytes.Cursor;

/// Looking ahead without moving, where the bytes stand the other way round or are compared. All give -1 or false
/// where the bytes are not there.
final class Bits {
    private Bits() {}

    static int u16le(Cursor in, int i) {
        int value = in.peek16(i);
        return value < 0 ? -1 : Short.reverseBytes((short) value) & 0xffff;
    }

    static long u32le(Cursor in, int i) {
        long value = in.peek32(i);
        return value < 0 ? -1 : Integer.reverseBytes((int) value) & 0xffff_ffffL;
    }

    /// The 24-bit big-endian value.
    static int u24(Cursor in, int i) {
        return in.peek(i + 2) < 0 ? -1 : in.peek(i) << 16 | in.peek16(i + 1);
    }

    /// Whether `n` bytes of `a`, from `i`, are those of `b`, from `k`.
    static boolean same(Cursor a, int i, Cursor b, int k, int n) {
        if (a.remaining() < i + n || b.remaining() < k + n) return false;
        for (int j = 0; j < n; j++) if (a.peek(i + j) != b.peek(k + j)) return false;
        return true;
    }

    /// Whether `n` bytes from `i` are all `value`.
    static boolean all(Cursor in, int i, int n, int value) {
        if (in.remaining() < i + n) return false;
        for (int j = 0; j < n; j++) if (in.peek(i + j) != value) return false;
        return true;
    }

    static boolean zero(Cursor in, int i, int n) {
        return all(in, i, n, 0);
    }

    /// Whether what is there agrees with the beginning of these bytes, as far as it goes.
    static boolean agrees(Cursor in, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (in.peek(i) < 0) return true;
            if (in.peek(i) != bytes[i]) return false;
        }
        return true;
    }
}
