package earshot.dissect.oscar;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Bytes of OSCAR for tests, from the inside out: fields, TLVs, SNACs, frames.
public final class Wire {
    private Wire() {}

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) out.writeBytes(part);
        return out.toByteArray();
    }

    /// Hexadecimal digits, blanks ignored.
    public static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
    }

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] u8(int value) {
        return new byte[] {(byte) value};
    }

    public static byte[] u16(int value) {
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    public static byte[] u32(long value) {
        return ByteBuffer.allocate(4).putInt((int) value).array();
    }

    static byte[] le16(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8)};
    }

    static byte[] le32(long value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) value)
                .array();
    }

    /// A string behind its length in one byte.
    public static byte[] s8(String text) {
        return join(u8(text.length()), ascii(text));
    }

    static byte[] s16(String text) {
        return join(u16(text.length()), ascii(text));
    }

    /// ICQ's string: little-endian length, which counts the NUL at the end.
    static byte[] les(byte[] text) {
        return join(le16(text.length + 1), text, u8(0));
    }

    public static byte[] tlv(int type, byte[]... value) {
        byte[] whole = join(value);
        return join(u16(type), u16(whole.length), whole);
    }

    static byte[] frame(int channel, byte[]... payload) {
        byte[] whole = join(payload);
        return join(ascii("*"), u8(channel), u16(0x1234), u16(whole.length), whole);
    }

    static byte[] hello(byte[]... tlvs) {
        return frame(1, u32(1), join(tlvs));
    }

    static byte[] snac(int kind, byte[]... body) {
        return snac(kind, 0, body);
    }

    static byte[] snac(int kind, int flags, byte[]... body) {
        return frame(2, u32(kind), u16(flags), u32(7), join(body));
    }

    /// Name, no warning, so many TLVs.
    public static byte[] user(String name, byte[]... tlvs) {
        return join(s8(name), u16(0), u16(tlvs.length), join(tlvs));
    }

    /// The message TLV of channel 1.
    static byte[] said(String text, int charset, Charset encoding) {
        byte[] bytes = text.getBytes(encoding);
        return tlv(2, hex("0501 0001 01  0101"), u16(4 + bytes.length), u16(charset), u16(0), bytes);
    }

    static byte[] said(String text) {
        return said(text, 0, StandardCharsets.US_ASCII);
    }

    static final byte[] COOKIE = ascii("\0001234567");

    /// The cookie of every ICBM made here.
    public static byte[] cookie() {
        return COOKIE.clone();
    }

    /// 04/06 with a text.
    public static byte[] message(String to, String text) {
        return send(to, said(text));
    }

    /// 04/06 on channel 1.
    static byte[] send(String to, byte[]... tlvs) {
        return snac(Snac.MESSAGE_OUT, COOKIE, u16(1), s8(to), join(tlvs));
    }

    /// 04/07 on channel 1.
    static byte[] receive(String from, byte[]... tlvs) {
        return snac(Snac.MESSAGE_IN, COOKIE, u16(1), user(from), join(tlvs));
    }

    /// 04/06 or 04/07 on channel 4.
    static byte[] icq(int kind, byte[] party, long number, int type, byte[] text) {
        return snac(kind, COOKIE, u16(4), party, tlv(5, le32(number), u8(type), u8(0), les(text)));
    }

    /// 04/06 or 04/07 with a rendezvous.
    ///
    /// @param act 0 proposes, 1 cancels, 2 accepts
    public static byte[] rendezvous(int kind, byte[] party, int act, byte[] capability, byte[]... tlvs) {
        return snac(kind, COOKIE, u16(2), party, tlv(5, u16(act), COOKIE, capability, join(tlvs)));
    }

    /// 0946xxxx-4C7F-11D1-8222-444553540000.
    public static byte[] capability(int number) {
        return join(u16(0x0946), u16(number), hex("4c7f 11d1 8222 444553540000"));
    }

    /// 15/02 or 15/03.
    static byte[] extension(int kind, long own, int type, byte[]... body) {
        byte[] whole = join(le32(own), le16(type), le16(2), join(body));
        return snac(kind, tlv(1, le16(whole.length), whole));
    }

    /// What a client and server say first on a main connection.
    static byte[] cookieLogon(byte[] cookie) {
        return hello(tlv(6, cookie));
    }

    /// 01/03 with the families of a main connection, 01/0F with the account.
    public static byte[] welcome(String account) {
        return join(hello(), snac(Snac.FAMILIES, hex("0001 0002 0003 0004 0013")), snac(Snac.OWN_INFO, user(account)));
    }

    /// A whole main connection's first bytes of the client.
    public static byte[] logon() {
        return cookieLogon(ascii("any cookie of the authorizer"));
    }
}
