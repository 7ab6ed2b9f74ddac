package earshot.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Names and values as HTML forms and queries write them: `to=bob&msg=hi+there%21`.
///
/// @param fields in their order, decoded; the first of several counts
public record Form(Map<String, String> fields) {
    private static final int MOST_FIELDS = 512;

    public static Form read(byte[] body) {
        return read(new String(body, StandardCharsets.UTF_8));
    }

    public static Form read(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int at = 0; at < text.length() && fields.size() < MOST_FIELDS; ) {
            int end = text.indexOf('&', at);
            if (end < 0) end = text.length();
            int equals = text.indexOf('=', at);
            if (equals > at && equals < end) {
                fields.putIfAbsent(
                        decoded(text.substring(at, equals), true), decoded(text.substring(equals + 1, end), true));
            }
            at = end + 1;
        }
        return new Form(fields);
    }

    /// "" where it is absent.
    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /// The text behind percent signs, UTF-8; a percent sign that is none of these stands for itself.
    ///
    /// @param plus whether `+` is a blank
    public static String decoded(String written, boolean plus) {
        if (written.indexOf('%') < 0 && (!plus || written.indexOf('+') < 0)) return written;
        byte[] raw = written.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(raw[i + 2], 16);
            if (low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(plus && raw[i] == '+' ? ' ' : raw[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
