package earshot.dissect.oscar.oft;

/// The checksum of OFT headers: FFFF minus the sum of the file's big-endian 16-bit words, in ones-complement
/// arithmetic, kept in the upper half of 32 bits. An odd last byte is the upper half of a word.
final class OftChecksum {
    /// Of no bytes.
    static final long NOTHING = 0xffff_0000L;

    private long sum;
    private boolean odd;

    void add(byte[] bytes, int offset, int length) {
        int at = offset, end = offset + length;
        if (odd && at < end) {
            sum += bytes[at++] & 0xff;
            odd = false;
        }
        for (; at + 1 < end; at += 2) sum += (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
        if (at < end) {
            sum += (bytes[at] & 0xff) << 8;
            odd = true;
        }
        if (sum >>> 48 != 0) fold();
    }

    private void fold() {
        while (sum >>> 16 != 0) sum = (sum & 0xffff) + (sum >>> 16);
    }

    /// As in the header.
    long value() {
        fold();
        long word = 0xffff - sum;
        return word << 16;
    }
}
