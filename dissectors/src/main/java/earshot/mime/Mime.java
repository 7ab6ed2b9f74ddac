package earshot.mime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Header fields, an empty line, a body: how messages and peers write to each other.
///
/// @param fields by name in lower case; the first of several counts
public record Mime(Map<String, String> fields, byte[] body) {
    private static final int MOST_FIELDS = 128;

    /// Reads fields until an empty line or the end.
    public static Mime read(byte[] bytes) {
        return read(bytes, 0);
    }

    /// Reads from an offset on.
    public static Mime read(byte[] bytes, int from) {
        Map<String, String> fields = new LinkedHashMap<>();
        int at = from;
        while (at < bytes.length) {
            int end = at;
            while (end < bytes.length && bytes[end] != '\n') end++;
            int last = end > at && bytes[end - 1] == '\r' ? end - 1 : end;
            String line = new String(bytes, at, last - at, StandardCharsets.UTF_8);
            at = Math.min(end + 1, bytes.length);
            if (line.isEmpty()) break;
            int colon = line.indexOf(':');
            if (colon > 0 && fields.size() < MOST_FIELDS) {
                String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                fields.putIfAbsent(name, line.substring(colon + 1).strip());
            }
        }
        return new Mime(fields, Arrays.copyOfRange(bytes, at, bytes.length));
    }

    /// The fields of the body, where it is fields itself.
    public Mime inner() {
        return read(body);
    }

    /// @param name in lower case
    /// @return "" where it is absent
    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /// The content's type in lower case, without parameters.
    public String type() {
        String type = field("content-type");
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    /// The charset that is stated, "" where none is.
    public String charset() {
        String type = field("content-type");
        int at = type.toLowerCase(Locale.ROOT).indexOf("charset=");
        if (at < 0) return "";
        String charset = type.substring(at + 8);
        int end = charset.indexOf(';');
        return (end < 0 ? charset : charset.substring(0, end)).replace("\"", "").strip();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
