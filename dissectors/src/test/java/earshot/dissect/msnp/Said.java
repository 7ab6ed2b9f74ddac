package earshot.dissect.msnp;

import java.nio.charset.StandardCharsets;

/// Messages as they stand on the wire.
final class Said {
    private Said() {}

    /// `MSG` with its length; `head` is all of the line but that.
    static byte[] message(String head, byte[] body) {
        byte[] line = (head + " " + body.length + "\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] all = java.util.Arrays.copyOf(line, line.length + body.length);
        System.arraycopy(body, 0, all, line.length, body.length);
        return all;
    }

    static byte[] message(String head, String body) {
        return message(head, body.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] text(String head, String text) {
        return message(head, "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n" + text);
    }

    static byte[] typed(String head, String type, String rest) {
        return message(head, "MIME-Version: 1.0\r\nContent-Type: " + type + "\r\n" + rest);
    }

    /// The fields of a body, after the empty line that ends the head.
    static String fields(String... fields) {
        return "\r\n" + String.join("\r\n", fields) + "\r\n\r\n";
    }
}
