package earshot.capture.file;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Captures made for tests, byte by byte.
final class Made {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final boolean big;

    private Made(boolean big) {
        this.big = big;
    }

    static Made big() {
        return new Made(true);
    }

    static Made little() {
        return new Made(false);
    }

    static Made of(boolean big) {
        return new Made(big);
    }

    Made u8(int value) {
        out.write(value);
        return this;
    }

    Made u16(int value) {
        return put(2, value);
    }

    Made u32(long value) {
        return put(4, value);
    }

    Made u64(long value) {
        return put(8, value);
    }

    Made bytes(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    Made text(String text) {
        return bytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private Made put(int width, long value) {
        byte[] all = ByteBuffer.allocate(8)
                .order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
        return bytes(big ? Arrays.copyOfRange(all, 8 - width, 8) : Arrays.copyOf(all, width));
    }

    byte[] done() {
        return out.toByteArray();
    }

    int size() {
        return out.size();
    }

    /// A pcap file header of version 2.4.
    Made pcap(int magic, int link) {
        return pcap(magic, 2, 4, 65535, link);
    }

    Made pcap(int magic, int major, int minor, long snapLength, int link) {
        u32(magic).u16(major).u16(minor);
        u32(0).u32(0); // correction to UTC, accuracy: always 0
        return u32(snapLength).u32(link);
    }

    /// A record of a pcap file.
    ///
    /// @param extra bytes that a modified form has behind the lengths
    Made record(long seconds, long fraction, long length, byte[] frame, int extra) {
        u32(seconds).u32(fraction).u32(frame.length).u32(length);
        return bytes(new byte[extra]).bytes(frame);
    }

    Made record(long seconds, long fraction, byte[] frame) {
        return record(seconds, fraction, frame.length, frame, 0);
    }

    /// A pcapng block of any type: the lengths around a padded body.
    Made block(int type, byte[] body) {
        int total = 12 + (body.length + 3 & ~3);
        return u32(type).u32(total).bytes(Arrays.copyOf(body, total - 12)).u32(total);
    }

    /// A section header block.
    Made section(byte... options) {
        return block(
                0x0a0d0d0a,
                Made.of(big)
                        .u32(0x1a2b3c4d)
                        .u16(1)
                        .u16(0)
                        .u64(-1)
                        .bytes(options)
                        .done());
    }

    /// An interface description block.
    Made describe(int link, int snapLength, byte... options) {
        return block(
                1, Made.of(big).u16(link).u16(0).u32(snapLength).bytes(options).done());
    }

    /// An enhanced packet block.
    Made packet(int number, long ticks, long length, byte[] frame, byte... options) {
        byte[] padded = Arrays.copyOf(frame, frame.length + 3 & ~3);
        Made body = Made.of(big)
                .u32(number)
                .u32(ticks >>> 32)
                .u32(ticks)
                .u32(frame.length)
                .u32(length);
        return block(6, body.bytes(padded).bytes(options).done());
    }

    Made packet(int number, long ticks, byte[] frame) {
        return packet(number, ticks, frame.length, frame);
    }

    /// One option, padded.
    byte[] option(int code, byte... value) {
        return Made.of(big)
                .u16(code)
                .u16(value.length)
                .bytes(Arrays.copyOf(value, value.length + 3 & ~3))
                .done();
    }

    /// A frame whose bytes differ from those of any other number.
    static byte[] frame(int number, int length) {
        byte[] frame = new byte[length];
        new java.util.Random(number).nextBytes(frame);
        return frame;
    }
}
