package earshot.dissect.oicq;

import java.util.Arrays;

/// QQ's chained TEA. Deciphers only.
final class Tea {
    private static final int BLOCK = 8, ROUNDS = 16, DELTA = 0x9e3779b9, ZEROS = 7;
    /// DELTA times ROUNDS.
    private static final int LAST_SUM = 0xe3779b90;

    private Tea() {}

    /// The plain text, null where the key is wrong or the cipher text none.
    static byte[] open(byte[] cipher, byte[] key) {
        if (key.length != 16 || cipher.length < 2 * BLOCK || cipher.length % BLOCK != 0) return null;
        byte[] plain = new byte[cipher.length];
        long mixed = 0, before = 0;
        for (int at = 0; at < cipher.length; at += BLOCK) {
            long block = word(cipher, at);
            mixed = block(block ^ mixed, key);
            long value = mixed ^ before;
            before = block;
            for (int i = 0; i < BLOCK; i++) plain[at + i] = (byte) (value >> 56 - 8 * i);
        }
        int from = (plain[0] & 7) + 3, to = plain.length - ZEROS;
        for (int i = to; i < plain.length; i++) if (plain[i] != 0) return null;
        return from > to ? null : Arrays.copyOfRange(plain, from, to);
    }

    private static long block(long block, byte[] key) {
        int y = (int) (block >>> 32), z = (int) block;
        int a = half(key, 0), b = half(key, 4), c = half(key, 8), d = half(key, 12);
        int sum = LAST_SUM;
        for (int i = 0; i < ROUNDS; i++) {
            z -= (y << 4) + c ^ y + sum ^ (y >>> 5) + d;
            y -= (z << 4) + a ^ z + sum ^ (z >>> 5) + b;
            sum -= DELTA;
        }
        return (long) y << 32 | z & 0xffff_ffffL;
    }

    private static long word(byte[] bytes, int at) {
        return (long) half(bytes, at) << 32 | half(bytes, at + 4) & 0xffff_ffffL;
    }

    private static int half(byte[] bytes, int at) {
        return (bytes[at] & 255) << 24 | (bytes[at + 1] & 255) << 16 | (bytes[at + 2] & 255) << 8 | bytes[at + 3] & 255;
    }
}
