package earshot.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Header fields, an empty line, a body: how messages and peers write to each other.
///
/// @param fields by name in lower case; the first of several counts
public record Mime(Map<String, String> fields, byte[] body) {
    private static final int MOST_FIELDS = 128;
    private static final int MOST_PARTS = 64;

    /// Reads fields until an empty line or the end. A line that begins with a blank continues the one before it.
    public static Mime read(byte[] bytes) {
        return read(bytes, 0);
    }

    /// Reads from an offset on.
    public static Mime read(byte[] bytes, int from) {
        Map<String, String> fields = new LinkedHashMap<>();
        int at = from;
        String open = "";
        while (at < bytes.length) {
            int end = at;
            while (end < bytes.length && bytes[end] != '\n') end++;
            int last = end > at && bytes[end - 1] == '\r' ? end - 1 : end;
            String line = new String(bytes, at, last - at, StandardCharsets.UTF_8);
            at = Math.min(end + 1, bytes.length);
            if (line.isEmpty()) break;
            if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                fields.computeIfPresent(open, (_, value) -> (value + " " + line.strip()).strip());
                continue;
            }
            int colon = line.indexOf(':');
            if (colon > 0 && fields.size() < MOST_FIELDS) {
                String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                // Of a repeated field the first counts, and what continues the second belongs to nobody.
                boolean first =
                        fields.putIfAbsent(name, line.substring(colon + 1).strip()) == null;
                open = first ? name : "";
            } else {
                open = "";
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
        return parameter("content-type", "charset");
    }

    /// A parameter of a field (`type; name=value; name="quoted \" value"`).
    ///
    /// @return "" where it is absent
    public String parameter(String field, String name) {
        return parameterOf(field(field), name);
    }

    /// A parameter of a field's value; what stands before its first semicolon is none.
    public static String parameterOf(String value, String name) {
        int at = next(value, 0);
        while (at < value.length()) {
            int end = next(value, at + 1);
            String one = value.substring(at + 1, end);
            int equals = one.indexOf('=');
            if (equals > 0 && one.substring(0, equals).strip().equalsIgnoreCase(name))
                return unquoted(one.substring(equals + 1).strip());
            at = end;
        }
        return "";
    }

    /// Where the next semicolon outside quotes stands, or the end.
    private static int next(String value, int from) {
        boolean quoted = false;
        for (int i = from; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && quoted) i++;
            else if (c == '"') quoted = !quoted;
            else if (c == ';' && !quoted) return i;
        }
        return value.length();
    }

    private static String unquoted(String value) {
        if (value.length() < 2 || value.charAt(0) != '"') return value;
        int end = value.lastIndexOf('"');
        StringBuilder plain = new StringBuilder(value.length());
        for (int i = 1; i < (end > 0 ? end : value.length()); i++) {
            if (value.charAt(i) == '\\' && i + 1 < end) i++;
            plain.append(value.charAt(i));
        }
        return plain.toString();
    }

    /// The parts of a multipart body (RFC 2046 section 5.1), empty where it is none. A last part without its
    /// closing boundary is left out: nobody knows how much of it is there.
    public List<Mime> parts() {
        String boundary = parameter("content-type", "boundary");
        if (!type().startsWith("multipart/") || boundary.isEmpty()) return List.of();
        byte[] mark = ("--" + boundary).getBytes(StandardCharsets.UTF_8);
        List<Mime> parts = new ArrayList<>();
        int begin = -1;
        for (int at = 0; at <= body.length - mark.length && parts.size() < MOST_PARTS; at = lineAfter(at)) {
            if (!Arrays.equals(body, at, at + mark.length, mark, 0, mark.length)) continue;
            if (begin >= 0) {
                int end = at;
                if (end > begin && body[end - 1] == '\n') end--;
                if (end > begin && body[end - 1] == '\r') end--;
                parts.add(read(Arrays.copyOfRange(body, begin, end)));
            }
            begin = lineAfter(at);
            boolean last = at + mark.length + 1 < body.length
                    && body[at + mark.length] == '-'
                    && body[at + mark.length + 1] == '-';
            if (last) break;
        }
        return parts;
    }

    private int lineAfter(int at) {
        while (at < body.length && body[at] != '\n') at++;
        return at + 1;
    }

    /// The body's bytes with its transfer encoding undone (base64; others are taken as they are).
    public byte[] content() {
        if (!field("content-transfer-encoding").equalsIgnoreCase("base64")) return body;
        try {
            return Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            return body;
        }
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
