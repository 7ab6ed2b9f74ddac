package earshot.dissect.ymsg;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Packets as they stand on the wire.
final class Wire {
    private Wire() {}

    /// A client's, of version 16.
    ///
    /// @param fields keys and values in turn
    static byte[] client(int service, String... fields) {
        return packet(16, service, 0, fields);
    }

    /// A server's.
    static byte[] server(int service, String... fields) {
        return packet(0, service, 1, fields);
    }

    static byte[] packet(int version, int service, long status, String... fields) {
        byte[][] bytes = new byte[fields.length][];
        for (int i = 0; i < fields.length; i++) bytes[i] = fields[i].getBytes(StandardCharsets.UTF_8);
        return packet(version, service, status, bytes);
    }

    static byte[] packet(int version, int service, long status, byte[]... fields) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        for (byte[] field : fields) {
            payload.writeBytes(field);
            payload.write(0xc0);
            payload.write(0x80);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes("YMSG".getBytes(StandardCharsets.US_ASCII));
        number(all, version, 2);
        number(all, 0, 2);
        number(all, payload.size(), 2);
        number(all, service, 2);
        number(all, status, 4);
        number(all, 0x1a2b3c4d, 4); // session
        all.writeBytes(payload.toByteArray());
        return all.toByteArray();
    }

    private static void number(ByteArrayOutputStream out, long value, int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out.write((int) (value >> shift));
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) all.writeBytes(part);
        return all.toByteArray();
    }
}
