package earshot.dissect.oicq;

import java.nio.ByteBuffer;

/// The other direction of [Tea], for tests: enciphers under the key 00 01 … 0f, with zeros for what should be random.
final class TeaSealed {
    private TeaSealed() {}

    static byte[] sealed(byte[] text) {
        int pad = (8 - (text.length + 10) % 8) % 8;
        ByteBuffer plain = ByteBuffer.allocate(1 + pad + 2 + text.length + 7);
        plain.put((byte) pad).position(1 + pad + 2).put(text).rewind();
        ByteBuffer cipher = ByteBuffer.allocate(plain.capacity());
        long mixedBefore = 0, cipherBefore = 0;
        while (plain.hasRemaining()) {
            long mixed = plain.getLong() ^ cipherBefore;
            cipherBefore = block(mixed) ^ mixedBefore;
            mixedBefore = mixed;
            cipher.putLong(cipherBefore);
        }
        return cipher.array();
    }

    private static long block(long block) {
        int y = (int) (block >>> 32), z = (int) block, sum = 0;
        for (int i = 0; i < 16; i++) {
            sum += 0x9e3779b9;
            y += (z << 4) + 0x00010203 ^ z + sum ^ (z >>> 5) + 0x04050607;
            z += (y << 4) + 0x08090a0b ^ y + sum ^ (y >>> 5) + 0x0c0d0e0f;
        }
        return (long) y << 32 | z & 0xffff_ffffL;
    }
}
