package earshot.tls;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Writes records, messages of servers and certificates field by field.
public final class Wire {
    private static final HexFormat HEX = HexFormat.of();

    private Wire() {}

    /// type, 03 03, length, content.
    public static byte[] record(int type, byte[] content) {
        return bytes(new byte[] {(byte) type, 3, 3}, u16(content.length), content);
    }

    /// type, 24-bit length, body.
    public static byte[] handshake(int type, byte[] body) {
        return bytes(new byte[] {(byte) type, (byte) (body.length >> 16)}, u16(body.length & 0xffff), body);
    }

    /// The content in records of so many bytes each.
    public static byte[] records(int type, byte[] content, int each) {
        var out = new ByteArrayOutputStream();
        for (int at = 0; at < content.length; at += each) {
            out.writeBytes(
                    record(type, java.util.Arrays.copyOfRange(content, at, Math.min(content.length, at + each))));
        }
        return out.toByteArray();
    }

    /// version, random, no session id, cipher, no compression; for TLS 1.3 supported_versions.
    public static byte[] serverHello(int version, int cipher) {
        byte[] old = u16(Math.min(version, Version.TLS_1_2));
        byte[] body = bytes(old, new byte[32], new byte[1], u16(cipher), new byte[1]);
        if (version == Version.TLS_1_3) body = bytes(body, HEX.parseHex("0006002b00020304"));
        return handshake(Handshakes.SERVER_HELLO, body);
    }

    /// A Certificate message with one certificate of these names: the first as common name too. Its key and
    /// signature are no real ones.
    public static byte[] certificate(String... names) {
        byte[] certificate = x509(names);
        byte[] entry = bytes(u24(certificate.length), certificate);
        return handshake(Handshakes.CERTIFICATE, bytes(u24(entry.length), entry));
    }

    static byte[] x509(String... names) {
        byte[] algorithm = der(0x30, der(0x06, HEX.parseHex("2a864886f70d01010b")), der(0x05));
        byte[] name = der(0x30, der(0x31, der(0x30, der(0x06, HEX.parseHex("550403")), text(0x0c, names[0]))));
        byte[] issuer = der(0x30, der(0x31, der(0x30, der(0x06, HEX.parseHex("55040a")), text(0x13, "Test CA"))));
        byte[] validity = der(0x30, text(0x17, "200101000000Z"), text(0x17, "300101000000Z"));
        byte[] rsa = der(0x30, der(0x06, HEX.parseHex("2a864886f70d010101")), der(0x05));
        byte[] key = der(
                0x30, rsa, der(0x03, bytes(new byte[1], der(0x30, der(2, new byte[] {0x7b}), der(2, new byte[] {3})))));
        byte[] all = {};
        for (String one : names) all = bytes(all, text(0x82, one));
        byte[] alternative = der(0x30, der(0x06, HEX.parseHex("551d11")), der(0x04, der(0x30, all)));
        byte[] version = der(0xa0, der(2, new byte[] {2}));
        byte[] signed = der(
                0x30,
                version,
                der(2, new byte[] {1}),
                algorithm,
                issuer,
                validity,
                name,
                key,
                der(0xa3, der(0x30, alternative)));
        return der(0x30, signed, algorithm, der(3, new byte[9]));
    }

    private static byte[] text(int tag, String text) {
        return der(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] der(int tag, byte[]... content) {
        byte[] all = bytes(content);
        byte[] length =
                all.length < 0x80 ? new byte[] {(byte) all.length} : bytes(new byte[] {(byte) 0x82}, u16(all.length));
        return bytes(new byte[] {(byte) tag}, length, all);
    }

    public static byte[] bytes(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) out.writeBytes(part);
        return out.toByteArray();
    }

    private static byte[] u16(int value) {
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    private static byte[] u24(int value) {
        return new byte[] {(byte) (value >> 16), (byte) (value >> 8), (byte) value};
    }
}
