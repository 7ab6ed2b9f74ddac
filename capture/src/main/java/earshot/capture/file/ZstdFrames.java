package earshot.capture.file;

import java.io.InputStream;

/// Cuts zstd data into frames, and these into blocks, for a decoder that is given one frame as a stream.
///
/// Skippable frames are left out. The frame's checksum is kept back, and a frame that ends too early is
/// given an end: so the decoder gives all it has, and the caller says what is wrong. Never gives bytes of
/// two blocks at once, so that [#blocks] is the number of the block being decoded.
final class ZstdFrames extends InputStream {
    private static final int MAGIC = 0xfd2fb528, SKIPPABLE = 0x184d2a5;
    private static final int BLOCK = 128 * 1024;
    private static final int WINDOW = 8 * 1024 * 1024;
    private static final int CHECKED = 4, SINGLE_SEGMENT = 32;
    private static final int REPEATED = 1, RESERVED = 3;

    private final Stored stored;
    private final long most;
    private final byte[] buffer = new byte[64 * 1024];
    private int at, end;

    /// What the decoder is to be given next: a frame header, or a block with its header.
    private final byte[] unit = new byte[BLOCK + 3];

    private int given, filled;
    private boolean lastUnit, sealed;
    private long start, blocks;
    private boolean checked;
    private int checksum;
    private String trouble;

    /// @param most end the frame after so many blocks
    ZstdFrames(Stored stored, long most) {
        this.stored = stored;
        this.most = most;
    }

    /// Goes on to the next frame.
    ///
    /// @return false where there is none
    boolean next() {
        if (trouble != null) return false;
        while (true) {
            start = position();
            filled = 0;
            int had = take(4);
            if (had == 0) return false;
            if (had < 4) return fail("the file ends at byte " + position() + " inside a zstd frame header");
            int magic = u32(0);
            if (magic == MAGIC) return header();
            if (magic >>> 4 != SKIPPABLE) return fail("from byte " + start + " on the file is no zstd data");
            if (take(4) < 8 || !pass(u32(4) & 0xffff_ffffL))
                return fail("the file ends at byte " + position() + " inside a zstd frame");
        }
    }

    private boolean header() {
        if (take(1) < 5) return fail("the file ends at byte " + position() + " inside a zstd frame header");
        int descriptor = unit[4] & 0xff;
        boolean single = (descriptor & SINGLE_SEGMENT) != 0;
        int dictionary = descriptor & 3, size = descriptor >>> 6;
        int rest = (single ? 0 : 1)
                + (dictionary == 0 ? 0 : 1 << dictionary - 1)
                + (size == 0 ? single ? 1 : 0 : 1 << size);
        if (take(rest) < 5 + rest) return fail("the file ends at byte " + position() + " inside a zstd frame header");
        int window = unit[5] & 0xff;
        long bytes = (1L << 10 + (window >>> 3)) / 8 * (8 + (window & 7));
        if (!single && bytes > WINDOW)
            return fail("zstd data at byte " + start + " needs a window of " + (bytes >> 20)
                    + " MiB; more than 8 is not supported");
        checked = (descriptor & CHECKED) != 0;
        unit[4] &= ~CHECKED;
        given = 0;
        blocks = 0;
        lastUnit = false;
        sealed = false;
        return true;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (given == filled) {
            if (lastUnit && checked && !sealed) trailer();
            if (lastUnit) return -1;
            block();
        }
        int n = Math.min(length, filled - given);
        System.arraycopy(unit, given, into, offset, n);
        given += n;
        return n;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /// Makes the next block the unit to be given, or an end to the frame.
    private void block() {
        given = 0;
        filled = 0;
        if (blocks == most) end();
        else if (take(3) < 3) cut("the file ends at byte " + position() + " inside a zstd frame");
        else body();
    }

    private void body() {
        blocks++;
        int head = unit[0] & 0xff | (unit[1] & 0xff) << 8 | (unit[2] & 0xff) << 16;
        int type = head >>> 1 & 3, size = head >>> 3;
        int body = type == REPEATED ? 1 : size;
        lastUnit = (head & 1) != 0;
        if (type == RESERVED || size > BLOCK) cut("zstd data damaged before byte " + position());
        else if (take(body) < 3 + body) cut("the file ends at byte " + position() + " inside a zstd frame");
    }

    private void trailer() {
        given = 0;
        filled = 0;
        if (take(4) == 4) {
            checksum = u32(0);
        } else {
            checked = false;
            trouble = "the file ends at byte " + position() + " inside a zstd checksum";
        }
        filled = 0;
        sealed = true;
    }

    private void cut(String why) {
        fail(why);
        end();
    }

    /// Gives the frame an end: an empty last block.
    private void end() {
        unit[0] = 1;
        unit[1] = 0;
        unit[2] = 0;
        filled = 3;
        lastUnit = true;
        checked = false;
    }

    /// Adds bytes to the unit, as many as there are.
    ///
    /// @return how many it has then
    private int take(int bytes) {
        while (bytes > 0 && more()) {
            int n = Math.min(bytes, end - at);
            System.arraycopy(buffer, at, unit, filled, n);
            filled += n;
            at += n;
            bytes -= n;
        }
        return filled;
    }

    private boolean pass(long bytes) {
        while (bytes > 0 && more()) {
            int n = (int) Math.min(bytes, end - at);
            at += n;
            bytes -= n;
        }
        return bytes == 0;
    }

    private boolean more() {
        if (at < end) return true;
        at = 0;
        end = stored.read(buffer, 0, buffer.length);
        return end > 0;
    }

    private int u32(int at) {
        return unit[at] & 0xff | (unit[at + 1] & 0xff) << 8 | (unit[at + 2] & 0xff) << 16 | (unit[at + 3] & 0xff) << 24;
    }

    private boolean fail(String why) {
        trouble = stored.trouble() == null ? why : stored.trouble();
        return false;
    }

    /// Where in the file the first byte stands that was not used.
    long position() {
        return stored.position() - (end - at);
    }

    /// Where in the file the current frame starts.
    long start() {
        return start;
    }

    /// How many blocks of the current frame were begun.
    long blocks() {
        return blocks;
    }

    /// Whether the frame that has ended has a checksum.
    boolean checked() {
        return checked;
    }

    /// The lower half of the XXH64 of what the frame holds.
    int checksum() {
        return checksum;
    }

    /// What is wrong with the data, a sentence, or null.
    String trouble() {
        return trouble;
    }

    @Override
    public void close() {
        stored.close();
    }
}
