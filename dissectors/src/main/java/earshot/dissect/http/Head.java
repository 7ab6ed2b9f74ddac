package earshot.dissect.http;

import earshot.bytes.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The start line and the header fields of a request or an answer (RFC 9112 sections 3 to 5). Bounded.
final class Head {
    /// Longer heads are no HTTP.
    static final int LONGEST = 64 * 1024;

    private static final int MOST_FIELDS = 200;
    private static final List<String> METHODS = List.of(
            "GET ", "POST ", "PUT ", "HEAD ", "DELETE ", "OPTIONS ", "CONNECT ", "PATCH ", "TRACE ", "PROPFIND ");

    /// Request: method, target, version. Answer: version, status, reason.
    private final String first, second, third;

    private final List<String[]> fields = new ArrayList<>();

    private Head(String first, String second, String third) {
        this.first = first;
        this.second = second;
        this.third = third;
    }

    /// Whether a request or an answer may begin here.
    static boolean mayBegin(Cursor in) {
        if (in.startsWith("HTTP/1.")) return true;
        for (String method : METHODS) if (in.startsWith(method)) return true;
        return false;
    }

    /// Whether what is there so far may grow into what [#mayBegin] asks for.
    static boolean mayGrow(Cursor in) {
        String text = in.copy().text(Math.min(in.remaining(), 9), StandardCharsets.ISO_8859_1);
        return "HTTP/1.".startsWith(text) || METHODS.stream().anyMatch(method -> method.startsWith(text));
    }

    /// How many bytes the head has that begins here, its empty line included; 0 where it has not ended yet.
    static int length(Cursor in) {
        for (int at = in.indexOf('\n', 0); at >= 0; at = in.indexOf('\n', at + 1)) {
            if (in.peek(at + 1) == '\n') return at + 2;
            if (in.peek(at + 1) == '\r' && in.peek(at + 2) == '\n') return at + 3;
        }
        return 0;
    }

    /// @return null where the start line is none
    static Head read(Cursor in) {
        String[] lines = in.text(in.remaining(), StandardCharsets.ISO_8859_1).split("\r?\n", MOST_FIELDS + 1);
        String start = lines[0];
        int one = start.indexOf(' ');
        if (one <= 0) return null;
        boolean answer = start.startsWith("HTTP/");
        int two = answer ? start.indexOf(' ', one + 1) : start.lastIndexOf(' ');
        if (!answer && two <= one) return null;
        Head head = new Head(
                start.substring(0, one),
                start.substring(one + 1, two < 0 ? start.length() : two),
                two < 0 ? "" : start.substring(two + 1));
        if (answer ? head.status() < 100 : !head.third.startsWith("HTTP/1.")) return null;
        for (int i = 1; i < Math.min(lines.length, MOST_FIELDS); i++) head.field(lines[i]);
        return head;
    }

    private void field(String line) {
        if (line.isEmpty()) return;
        boolean folded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
        int colon = line.indexOf(':');
        if (folded && !fields.isEmpty()) fields.getLast()[1] += " " + line.strip();
        else if (colon > 0) {
            String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            fields.add(new String[] {name, line.substring(colon + 1).strip()});
        }
    }

    boolean isAnswer() {
        return first.startsWith("HTTP/");
    }

    String method() {
        return first;
    }

    /// As written: a path, or a whole URI where the request is for a proxy.
    String target() {
        return second;
    }

    /// The three digits of an answer, 0 where they are none.
    int status() {
        boolean digits = second.length() >= 3 && second.chars().limit(3).allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(second.substring(0, 3)) : 0;
    }

    /// The field's values, joined by commas; "" where it is absent.
    String field(String name, String none) {
        StringBuilder all = new StringBuilder();
        for (String[] field : fields) {
            if (!field[0].equals(name)) continue;
            if (!all.isEmpty()) all.append(", ");
            all.append(field[1]);
        }
        return all.isEmpty() ? none : all.toString();
    }

    boolean has(String name, String token) {
        for (String one : field(name, "").split(",", 64)) if (one.strip().equalsIgnoreCase(token)) return true;
        return false;
    }

    /// The stated length of the body, -1 where it is not stated or not a number.
    long contentLength() {
        String stated = field("content-length", "");
        int comma = stated.indexOf(',');
        if (comma >= 0) stated = stated.substring(0, comma);
        if (stated.isEmpty() || stated.length() > 18) return -1;
        for (int i = 0; i < stated.length(); i++) if (stated.charAt(i) < '0' || stated.charAt(i) > '9') return -1;
        return Long.parseLong(stated);
    }
}
