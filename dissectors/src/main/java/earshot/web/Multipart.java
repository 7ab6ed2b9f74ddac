package earshot.web;

import earshot.mime.Mime;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A body of parts, each with fields of its own (RFC 7578): how forms carry files, and how some clients send any form.
///
/// @param parts in their order
public record Multipart(List<Part> parts) {
    private static final int MOST_PARTS = 256;
    /// RFC 2046 section 5.1.1.
    private static final int LONGEST_BOUNDARY = 70;

    /// @param name of the form's field, "" where there is none
    /// @param file the file's name as offered, "" where it is none
    public record Part(String name, String file, String type, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /// @param contentType the field Content-Type, with its boundary
    public static Multipart read(byte[] body, String contentType) {
        List<Part> parts = new ArrayList<>();
        String boundary = parameter(contentType, "boundary");
        if (boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) return new Multipart(parts);
        byte[] mark = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        int at = find(body, mark, 0);
        while (at >= 0 && parts.size() < MOST_PARTS) {
            int begin = at + mark.length;
            if (startsWith(body, begin, "--")) break;
            begin = startsWith(body, begin, "\r\n") ? begin + 2 : begin + 1;
            int end = find(body, mark, begin);
            if (end < 0) break;
            int last = end - 2 >= begin && startsWith(body, end - 2, "\r\n") ? end - 2 : end;
            if (begin < last) parts.add(part(java.util.Arrays.copyOfRange(body, begin, last)));
            at = end;
        }
        return new Multipart(parts);
    }

    private static Part part(byte[] bytes) {
        Mime mime = Mime.read(bytes);
        String disposition = mime.field("content-disposition");
        return new Part(parameter(disposition, "name"), parameter(disposition, "filename"), mime.type(), mime.body());
    }

    /// `name="value"` or `name=value` among a field's parameters.
    public static String parameter(String field, String name) {
        for (int at = field.indexOf(';'); at >= 0; ) {
            int begin = at + 1;
            while (begin < field.length() && field.charAt(begin) == ' ') begin++;
            int equals = field.indexOf('=', begin);
            if (equals < 0) return "";
            boolean quoted = field.startsWith("\"", equals + 1);
            int from = quoted ? equals + 2 : equals + 1;
            int end = field.indexOf(quoted ? '"' : ';', from);
            if (end < 0) end = field.length();
            if (field.substring(begin, equals).strip().equalsIgnoreCase(name))
                return field.substring(from, end).strip();
            at = field.indexOf(';', end);
        }
        return "";
    }

    /// The parts that are no files, as a form.
    public Form form() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Part part : parts) if (part.file.isEmpty()) fields.putIfAbsent(part.name, part.text());
        return new Form(fields);
    }

    private static boolean startsWith(byte[] bytes, int at, String ascii) {
        if (at + ascii.length() > bytes.length) return false;
        for (int i = 0; i < ascii.length(); i++) if (bytes[at + i] != ascii.charAt(i)) return false;
        return true;
    }

    private static int find(byte[] bytes, byte[] what, int from) {
        outer:
        for (int i = from; i <= bytes.length - what.length; i++) {
            for (int k = 0; k < what.length; k++) if (bytes[i + k] != what[k]) continue outer;
            return i;
        }
        return -1;
    }
}
