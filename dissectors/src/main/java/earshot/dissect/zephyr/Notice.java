package earshot.dissect.zephyr;

import earshot.bytes.Cursor;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One notice, or a fragment of one.
///
/// @param kind 0 to 8, see [#ACKED] and its like
/// @param uid tells it from all others: address, second, microsecond
/// @param group the same in all fragments, "" where it is none
/// @param authentic whether a ticket proves the sender
/// @param offset where the body belongs in the whole, and how long that is
record Notice(
        int kind,
        String uid,
        String group,
        boolean authentic,
        String className,
        String instance,
        String opcode,
        String sender,
        String recipient,
        int offset,
        int total,
        Charset charset,
        byte[] body) {
    static final int UNSAFE = 0, UNACKED = 1, ACKED = 2;

    private static final String BEGIN = "ZEPH0.";
    private static final int LEAST = 11, MOST = 64;
    private static final int LATIN_1 = 4;

    /// Whether the datagram begins like one: `ZEPH0.`, a digit, NUL, and the number of fields.
    static boolean begins(Cursor in) {
        if (!in.startsWith(BEGIN) || in.peek(7) != 0) return false;
        return in.peek(6) >= '0' && in.peek(6) <= '9' && in.startsWith(8, "0x");
    }

    /// @return null where it is damaged
    static Notice read(Cursor in) {
        byte[] bytes = in.rest();
        String[] fields = new String[MOST];
        int at = 0, count = 2;
        for (int i = 0; i < count; i++) {
            int end = at;
            while (end < bytes.length && bytes[end] != 0) end++;
            if (end == bytes.length) return null;
            fields[i] = new String(bytes, at, end - at, StandardCharsets.ISO_8859_1);
            at = end + 1;
            if (i == 1) {
                count = number(fields[1]);
                if (count < LEAST || count > MOST) return null;
            }
        }
        for (int i = count; i < MOST; i++) fields[i] = "";
        int slash = fields[15].indexOf('/');
        int offset = slash > 0 ? decimal(fields[15].substring(0, slash)) : 0;
        int total = slash > 0 ? decimal(fields[15].substring(slash + 1)) : 0;
        byte[] body = Arrays.copyOfRange(bytes, at, bytes.length);
        Charset charset = number(fields[18]) == LATIN_1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        return new Notice(
                number(fields[2]),
                fields[3],
                fields[16],
                number(fields[5]) == 1,
                fields[8],
                fields[9],
                fields[10],
                fields[11],
                fields[12],
                offset,
                total,
                charset,
                body);
    }

    /// `0x0000006A`; 0 where it is none.
    private static int number(String text) {
        if (!text.startsWith("0x") || text.length() > 10) return 0;
        int value = 0;
        for (int i = 2; i < text.length(); i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) return 0;
            value = value << 4 | digit;
        }
        return value;
    }

    private static int decimal(String text) {
        boolean digits = !text.isEmpty() && text.length() < 8 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(text) : 0;
    }

    /// Whether it says something, and does not acknowledge it.
    boolean speaks() {
        return kind == UNSAFE || kind == UNACKED || kind == ACKED;
    }

    boolean isFragment() {
        return total > body.length;
    }

    Notice with(byte[] whole) {
        return new Notice(
                kind,
                uid,
                group,
                authentic,
                className,
                instance,
                opcode,
                sender,
                recipient,
                0,
                whole.length,
                charset,
                whole);
    }
}
