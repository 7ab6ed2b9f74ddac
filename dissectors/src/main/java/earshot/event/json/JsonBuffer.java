package earshot.event.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// JSON as UTF-8 in one growing array. Knows nothing of what it writes but how strings are escaped (see the
/// package's documentation).
///
/// A key is prepared once, with [#key]; whether a comma stands before it is seen from the byte before.
public final class JsonBuffer {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    /// For each ASCII character: 0 as it is, `u` by its number, else the letter after the backslash.
    private static final byte[] ESCAPE = new byte[128];

    static {
        Arrays.fill(ESCAPE, 0, 0x20, (byte) 'u');
        ESCAPE[0x7f] = 'u';
        ESCAPE['"'] = '"';
        ESCAPE['\\'] = '\\';
        ESCAPE['\b'] = 'b';
        ESCAPE['\f'] = 'f';
        ESCAPE['\n'] = 'n';
        ESCAPE['\r'] = 'r';
        ESCAPE['\t'] = 't';
    }

    private byte[] bytes;
    private int size;

    public JsonBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    /// The array itself, good until the next call; [#size] says how much of it is written.
    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return size;
    }

    /// The last byte written, 0 at the beginning.
    public byte last() {
        return size == 0 ? 0 : bytes[size - 1];
    }

    /// ASCII as it is, unescaped.
    public JsonBuffer ascii(String text) {
        return put(text.getBytes(StandardCharsets.US_ASCII), text.length());
    }

    /// Back to an earlier [#size].
    void cut(int size) {
        this.size = size;
    }

    /// `,"name":`, ready to be copied.
    static byte[] key(String name) {
        return (",\"" + name + "\":").getBytes(StandardCharsets.US_ASCII);
    }

    JsonBuffer put(byte[] key) {
        room(key.length);
        int from = size > 0 && key[0] == ',' && (bytes[size - 1] == '{' || bytes[size - 1] == '[') ? 1 : 0;
        System.arraycopy(key, from, bytes, size, key.length - from);
        size += key.length - from;
        return this;
    }

    JsonBuffer put(byte[] from, int length) {
        room(length);
        System.arraycopy(from, 0, bytes, size, length);
        size += length;
        return this;
    }

    public JsonBuffer put(char ascii) {
        room(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    /// A comma, unless nothing stands before it in its list.
    public JsonBuffer comma() {
        return last() == '[' ? this : put(',');
    }

    public JsonBuffer number(long value) {
        room(20);
        if (value < 0) {
            if (value == Long.MIN_VALUE) return put("-9223372036854775808".getBytes(StandardCharsets.US_ASCII));
            bytes[size++] = '-';
            value = -value;
        }
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) digits++;
        for (int at = size + digits - 1; at >= size; at--, value /= 10) bytes[at] = (byte) ('0' + value % 10);
        size += digits;
        return this;
    }

    /// Exactly so many decimal digits.
    JsonBuffer digits(int value, int count) {
        room(count);
        for (int at = size + count - 1; at >= size; at--, value /= 10) bytes[at] = (byte) ('0' + value % 10);
        size += count;
        return this;
    }

    JsonBuffer base64(byte[] data) {
        room(data.length / 3 * 4 + 8);
        bytes[size++] = '"';
        byte[] encoded = Base64.getEncoder().encode(data);
        put(encoded, encoded.length);
        return put('"');
    }

    public JsonBuffer string(String text) {
        put('"');
        text(text, 0, text.length());
        return put('"');
    }

    /// A stretch of a string's inside, escaped.
    JsonBuffer text(String text, int from, int to) {
        room((to - from) * 6L);
        byte[] out = bytes;
        int at = size;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                byte escape = ESCAPE[c];
                if (escape == 0) {
                    out[at++] = (byte) c;
                } else if (escape != 'u') {
                    out[at++] = '\\';
                    out[at++] = escape;
                } else {
                    at = unicode(out, at, c);
                }
            } else if (c < 0x800) {
                if (c < 0xa0 || c == 0x061c) {
                    at = unicode(out, at, c);
                } else {
                    out[at++] = (byte) (0xc0 | c >> 6);
                    out[at++] = (byte) (0x80 | c & 0x3f);
                }
            } else if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(text.charAt(i + 1))) {
                int point = Character.toCodePoint(c, text.charAt(++i));
                out[at++] = (byte) (0xf0 | point >> 18);
                out[at++] = (byte) (0x80 | point >> 12 & 0x3f);
                out[at++] = (byte) (0x80 | point >> 6 & 0x3f);
                out[at++] = (byte) (0x80 | point & 0x3f);
            } else if (deceives(c)) {
                at = unicode(out, at, c);
            } else {
                if (Character.isSurrogate(c)) c = 0xfffd;
                out[at++] = (byte) (0xe0 | c >> 12);
                out[at++] = (byte) (0x80 | c >> 6 & 0x3f);
                out[at++] = (byte) (0x80 | c & 0x3f);
            }
        }
        size = at;
        return this;
    }

    /// Characters above U+07FF that end a line or turn the direction of writing.
    private static boolean deceives(char c) {
        return c >= 0x200e && c <= 0x206f && (c <= 0x200f || c >= 0x2028 && c <= 0x202e || c >= 0x2066) || c == 0xfeff;
    }

    private static int unicode(byte[] out, int at, char c) {
        out[at++] = '\\';
        out[at++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) out[at++] = HEX[c >> shift & 15];
        return at;
    }

    private void room(long more) {
        if (size + more <= bytes.length) return;
        if (size + more > Integer.MAX_VALUE - 16) throw new IllegalStateException("event lines were never drained");
        bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 16, Math.max(bytes.length * 2L, size + more)));
    }
}
