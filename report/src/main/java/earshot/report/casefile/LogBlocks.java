package earshot.report.casefile;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Blocks of lines as gzip members (RFC 1952), always with the same header. One thread; holds native memory
/// until closed.
final class LogBlocks implements AutoCloseable {
    /// Raw bytes of a block, but for one that a single longer line fills.
    static final int RAW = 128 * 1024;
    /// No block is longer when unpacked: what says it is was not written by us.
    static final int LONGEST = 1 << 28;

    private static final int HEADER = 10, TRAILER = 8;
    /// Magic, deflate, no flags, no time, fastest, unknown system.
    private static final byte[] HEAD = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 4, (byte) 255};

    private final Deflater deflater = new Deflater(1, true);
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private byte[] out = new byte[RAW + RAW / 8];

    /// The array that [#pack] and [#unpack] wrote to; good until their next call.
    byte[] bytes() {
        return out;
    }

    /// @return how long the member is
    int pack(byte[] raw, int length) {
        deflater.reset();
        deflater.setInput(raw, 0, length);
        deflater.finish();
        System.arraycopy(HEAD, 0, out, 0, HEADER);
        int size = HEADER;
        while (!deflater.finished()) {
            if (out.length - size < 1024) out = Arrays.copyOf(out, out.length * 2);
            size += deflater.deflate(out, size, out.length - size - TRAILER);
        }
        crc.reset();
        crc.update(raw, 0, length);
        little((int) crc.getValue(), size);
        little(length, size + 4);
        return size + TRAILER;
    }

    /// Unpacks the member that begins there.
    ///
    /// @return how many bytes it holds; -1 where no whole undamaged member stands there
    int unpack(byte[] from, int offset, int length) {
        packedLength = 0;
        if (length < HEADER + TRAILER || !Arrays.equals(from, offset, offset + HEADER, HEAD, 0, HEADER)) return -1;
        inflater.reset();
        inflater.setInput(from, offset + HEADER, length - HEADER);
        int size = 0;
        try {
            while (!inflater.finished()) {
                if (size == out.length) {
                    if (size >= LONGEST) return -1;
                    out = Arrays.copyOf(out, size * 2);
                }
                int n = inflater.inflate(out, size, out.length - size);
                if (n == 0 && (inflater.needsInput() || inflater.needsDictionary())) return -1;
                size += n;
            }
        } catch (DataFormatException e) {
            return -1;
        }
        int trailer = HEADER + (int) inflater.getBytesRead();
        if (length - trailer < TRAILER) return -1;
        crc.reset();
        crc.update(out, 0, size);
        if (little(from, offset + trailer) != (int) crc.getValue()) return -1;
        if (little(from, offset + trailer + 4) != size) return -1;
        packedLength = trailer + TRAILER;
        return size;
    }

    private int packedLength;

    /// How long the member was that [#unpack] last read.
    int packedLength() {
        return packedLength;
    }

    private void little(int value, int at) {
        for (int i = 0; i < 4; i++) out[at + i] = (byte) (value >>> 8 * i);
    }

    private static int little(byte[] bytes, int at) {
        int value = 0;
        for (int i = 3; i >= 0; i--) value = value << 8 | bytes[at + i] & 0xff;
        return value;
    }

    @Override
    public void close() {
        deflater.end();
        inflater.end();
    }
}
