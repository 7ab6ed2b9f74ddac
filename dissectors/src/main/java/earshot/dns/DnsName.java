package earshot.dns;

import earshot.bytes.Cursor;
import java.nio.charset.StandardCharsets;

/// A domain name inside a message (RFC 1035 §3.1, compressed as in §4.1.4), read as text.
///
/// Labels stand as written, joined by dots, without a final one; the root is "". Multicast DNS writes them in UTF-8,
/// old DNS in ASCII. Within a label, dots, backslashes and control characters are written as master files do: `\.`,
/// `\000`.
final class DnsName {
    /// Bytes of a name on the wire, lengths included.
    private static final int LONGEST = 255;
    /// Pointers followed in one name; a real name needs one a label at most.
    private static final int JUMPS = 128;

    private DnsName() {}

    /// Reads the name at the cursor and moves past it.
    ///
    /// @param message where the message begins in the cursor's array: what pointers count from
    /// @return null where it is damaged, or longer than a name may be; the cursor then stands anywhere
    static String read(Cursor in, int message) {
        byte[] bytes = in.array();
        int limit = in.position() + in.remaining();
        int at = in.position();
        // A pointer must lead before the place where the name, or the part a pointer led to, began: no loops.
        int before = at;
        int resume = -1;
        int length = 1, jumps = 0;
        StringBuilder name = new StringBuilder();
        while (true) {
            if (at >= limit) return null;
            int count = bytes[at] & 0xff;
            if (count == 0) {
                in.skip((resume < 0 ? at + 1 : resume) - in.position());
                return name.toString();
            }
            if (count >= 0xc0) {
                if (at + 1 >= limit) return null;
                int target = message + ((count & 0x3f) << 8 | bytes[at + 1] & 0xff);
                if (target >= before || ++jumps > JUMPS) return null;
                if (resume < 0) resume = at + 2;
                at = before = target;
                continue;
            }
            length += 1 + count;
            if (count > 63 || at + 1 + count > limit || length > LONGEST) return null;
            if (!name.isEmpty()) name.append('.');
            label(bytes, at + 1, count, name);
            at += 1 + count;
        }
    }

    private static void label(byte[] bytes, int at, int length, StringBuilder name) {
        String label = new String(bytes, at, length, StandardCharsets.UTF_8);
        if (label.indexOf('\ufffd') >= 0) label = new String(bytes, at, length, StandardCharsets.ISO_8859_1);
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (c == '.' || c == '\\') name.append('\\').append(c);
            else if (Character.isISOControl(c)) name.append(String.format("\\%03d", (int) c));
            else name.append(c);
        }
    }
}
