package earshot.dissect.icq;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// What ICQ programs put on the wire, for dialogues. Little-endian.
final class Wire {
    static final long ANN = 123_456, BOB = 654_321;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    static Wire wire() {
        return new Wire();
    }

    Wire u8(int value) {
        bytes.write(value);
        return this;
    }

    Wire u16(int value) {
        return u8(value).u8(value >> 8);
    }

    Wire u32(long value) {
        return u16((int) value).u16((int) (value >> 16));
    }

    Wire hex(String hex) {
        bytes.writeBytes(HexFormat.of().parseHex(hex.replace(" ", "")));
        return this;
    }

    Wire raw(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }

    /// Counted, with its final NUL.
    Wire text(String text) {
        return text(text, StandardCharsets.ISO_8859_1);
    }

    Wire text(String text, Charset charset) {
        byte[] encoded = text.getBytes(charset);
        return u16(encoded.length + 1).raw(encoded).u8(0);
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /// From Ann's client: version 2, command, sequence, number.
    static Wire two(int command, int seq) {
        return wire().u16(2).u16(command).u16(seq).u32(ANN);
    }

    /// To Ann's client.
    static Wire twoFromServer(int command, int seq) {
        return wire().u16(2).u16(command).u16(seq);
    }

    /// To Ann's client: version 5, zero, session, command, sequences, number, check code.
    static Wire fiveFromServer(int command, int seq) {
        return wire().u16(5)
                .u8(0)
                .u32(0x1234_5678)
                .u16(command)
                .u16(seq)
                .u16(0)
                .u32(ANN)
                .u32(0);
    }

    /// From Ann's client, hidden as version 5 hides: the check code names byte 2 and entry 1 of the table.
    static byte[] five(int command, int seq, byte[] body) {
        byte[] packet = wire().u16(5)
                .u32(0)
                .u32(ANN)
                .u32(0x1234_5678)
                .u16(command)
                .u16(seq)
                .u16(seq)
                .u32(0)
                .raw(body)
                .bytes();
        int own = (packet[8] & 255) << 24 | (packet[4] & 255) << 16 | (packet[2] & 255) << 8 | packet[6] & 255;
        int check = own ^ (2 << 24 | 1 << 8 | 0x60) ^ 0x00ff_00ff;
        int scrambled = scrambled(check);
        for (int i = 0; i < 4; i++) packet[20 + i] = (byte) (scrambled >>> 8 * i);
        Scramble.open5(packet); // the second time undoes the first
        return packet;
    }

    /// The other way round than [Scramble#unscrambled].
    private static int scrambled(int code) {
        return (code & 0x0000_001f) << 12
                | (code & 0x03e0_03e0) << 1
                | (code & 0xf800_0400) >>> 10
                | (code & 0x0000_f800) << 16
                | (code & 0x041f_0000) >>> 15;
    }

    /// Ann opens a direct connection of version 3, listening at port 5000.
    static byte[] hello() {
        return framed(wire().u8(0xff)
                .u32(3)
                .u32(5000)
                .u32(ANN)
                .hex("c0000201 c0000201")
                .u8(4)
                .u32(5000));
    }

    /// A message of version 3 of this type.
    static byte[] direct(long from, int type, String text) {
        return framed(wire().u32(from)
                .u16(3)
                .u16(0x07ee)
                .u16(0)
                .u32(from)
                .u16(type)
                .text(text)
                .hex("c0000201 c0000201 88130000 04 0000 1000"));
    }

    static byte[] framed(Wire body) {
        byte[] frame = body.bytes();
        return wire().u16(frame.length).raw(frame).bytes();
    }
}
