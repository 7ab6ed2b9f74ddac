package earshot.tls;

import earshot.bytes.Cursor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes ClientHello messages field by field.
public final class Hello {
    private int version = 0x0303;
    private int[] ciphers = {0x1301};
    private final ByteArrayOutputStream extensions = new ByteArrayOutputStream();

    public Hello version(int version) {
        this.version = version;
        return this;
    }

    public Hello ciphers(int... ciphers) {
        this.ciphers = ciphers;
        return this;
    }

    public Hello extension(int type, byte... body) {
        u16(extensions, type);
        u16(extensions, body.length);
        extensions.writeBytes(body);
        return this;
    }

    /// server_name: length of the list, kind 0, length of the name, the name.
    public Hello name(String name) {
        var body = new ByteArrayOutputStream();
        u16(body, name.length() + 3);
        body.write(0);
        u16(body, name.length());
        body.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
        return extension(Extension.SERVER_NAME, body.toByteArray());
    }

    public Hello alpn(String... protocols) {
        var list = new ByteArrayOutputStream();
        for (String protocol : protocols) {
            list.write(protocol.length());
            list.writeBytes(protocol.getBytes(StandardCharsets.ISO_8859_1));
        }
        var body = new ByteArrayOutputStream();
        u16(body, list.size());
        body.writeBytes(list.toByteArray());
        return extension(Extension.ALPN, body.toByteArray());
    }

    public Hello versions(int... versions) {
        byte[] list = shorts(versions);
        byte[] body = new byte[1 + list.length];
        body[0] = (byte) list.length;
        System.arraycopy(list, 0, body, 1, list.length);
        return extension(Extension.VERSIONS, body);
    }

    /// An extension that is a list of 16-bit values behind its length: groups, signature algorithms.
    public Hello list(int type, int... values) {
        var body = new ByteArrayOutputStream();
        u16(body, 2 * values.length);
        body.writeBytes(shorts(values));
        return extension(type, body.toByteArray());
    }

    /// The body, without type and length.
    byte[] body() {
        var out = new ByteArrayOutputStream();
        u16(out, version);
        byte[] random = new byte[32];
        Arrays.fill(random, (byte) 0x52);
        out.writeBytes(random);
        out.write(0); // session id
        u16(out, 2 * ciphers.length);
        out.writeBytes(shorts(ciphers));
        out.write(1); // compression methods: none
        out.write(0);
        if (extensions.size() > 0) {
            u16(out, extensions.size());
            out.writeBytes(extensions.toByteArray());
        }
        return out.toByteArray();
    }

    /// The message with type and length.
    public byte[] message() {
        byte[] body = body();
        var out = new ByteArrayOutputStream();
        out.write(1);
        out.write(body.length >>> 16);
        u16(out, body.length & 0xffff);
        out.writeBytes(body);
        return out.toByteArray();
    }

    ClientHello read() {
        return ClientHello.read(new Cursor(body()));
    }

    /// The message in one record.
    public byte[] record() {
        return Wire.record(Records.HANDSHAKE, message());
    }

    private static byte[] shorts(int[] values) {
        var out = new ByteArrayOutputStream();
        for (int value : values) u16(out, value);
        return out.toByteArray();
    }

    private static void u16(ByteArrayOutputStream out, int value) {
        out.write(value >>> 8);
        out.write(value);
    }
}
