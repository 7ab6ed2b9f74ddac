package earshot.kit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/// HTTP and WebSocket as they stand on the wire.
public final class Web {
    private Web() {}

    /// @param fields header lines, each with its CR LF
    public static String request(String method, String target, String fields, String body) {
        return method + " " + target + " HTTP/1.1\r\nHost: chat.example\r\n" + fields + "Content-Length: "
                + length(body) + "\r\n\r\n" + body;
    }

    public static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: chat.example\r\n\r\n";
    }

    public static String post(String target, String body) {
        return request("POST", target, "", body);
    }

    public static String ok(String body) {
        return answer(200, "", body);
    }

    /// @param fields header lines, each with its CR LF
    public static String answer(int status, String fields, String body) {
        return "HTTP/1.1 " + status + " Said\r\n" + fields + "Content-Length: " + length(body) + "\r\n\r\n" + body;
    }

    private static int length(String body) {
        return body.getBytes(StandardCharsets.UTF_8).length;
    }

    /// A dialogue that has become a WebSocket.
    public static Dialogue socket(String target, String fields) {
        return Dialogue.tcp(80)
                .client("GET " + target + " HTTP/1.1\r\nHost: chat.example\r\nConnection: Upgrade\r\n"
                        + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" + fields + "\r\n")
                .server("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
    }

    /// A text frame as a server sends it.
    public static byte[] frame(String text) {
        return frame(1, text.getBytes(StandardCharsets.UTF_8), false);
    }

    /// A text frame as a client sends it.
    public static byte[] masked(String text) {
        return frame(1, text.getBytes(StandardCharsets.UTF_8), true);
    }

    /// @param opcode 1 text, 2 binary; 0x40 and more for reserved bits
    public static byte[] frame(int opcode, byte[] payload, boolean masked) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x80 | opcode);
        int mask = masked ? 0x80 : 0;
        if (payload.length < 126) {
            out.write(mask | payload.length);
        } else {
            out.write(mask | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        }
        byte[] key = {0x37, (byte) 0xfa, 0x21, 0x3d};
        if (masked) out.writeBytes(key);
        for (int i = 0; i < payload.length; i++) out.write(masked ? payload[i] ^ key[i & 3] : payload[i]);
        return out.toByteArray();
    }

    /// One piece of a raw or zlib stream that goes on, flushed.
    public static byte[] deflated(Deflater stream, byte[] bytes) {
        stream.setInput(bytes);
        byte[] piece = new byte[bytes.length + 256];
        int n = stream.deflate(piece, 0, piece.length, Deflater.SYNC_FLUSH);
        return java.util.Arrays.copyOf(piece, n);
    }
}
