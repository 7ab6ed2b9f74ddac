package earshot.dissect.http;

import earshot.bytes.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The start line and the header fields of a request or an answer (RFC 9112 sections 3 to 5). Bounded.
final class Head {
    /// Longer heads are no HTTP.
    static final int LONGEST = 64 * 1024;

    private static final List<String> METHODS = List.of(
            "GET ", "POST ", "PUT ", "HEAD ", "DELETE ", "OPTIONS ", "CONNECT ", "PATCH ", "TRACE ", "PROPFIND ");

    /// Request: method, target, version. Answer: version, status, reason.
    private final String first, second, third;

    /// The header fields as they stand; looked up when asked for, since few of them ever are.
    private final byte[] fields;

    private Head(String first, String second, String third, byte[] fields) {
        this.first = first;
        this.second = second;
        this.third = third;
        this.fields = fields;
    }

    /// Whether a request or an answer may begin here.
    static boolean mayBegin(Cursor in) {
        return switch (in.peek(0)) {
            case 'H' -> in.startsWith("HTTP/1.") || in.startsWith("HEAD ");
            case 'G' -> in.startsWith("GET ");
            case 'P' ->
                in.startsWith("POST ")
                        || in.startsWith("PUT ")
                        || in.startsWith("PATCH ")
                        || in.startsWith("PROPFIND ");
            case 'D' -> in.startsWith("DELETE ");
            case 'O' -> in.startsWith("OPTIONS ");
            case 'C' -> in.startsWith("CONNECT ");
            case 'T' -> in.startsWith("TRACE ");
            default -> false;
        };
    }

    /// Whether what is there so far may grow into what [#mayBegin] asks for.
    static boolean mayGrow(Cursor in) {
        if (in.remaining() >= 9) return false;
        String text = in.copy().text(in.remaining(), StandardCharsets.ISO_8859_1);
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
        int end = in.indexOf('\n', 0);
        String start = in.text(end, StandardCharsets.ISO_8859_1).strip();
        byte[] fields = in.rest();
        int one = start.indexOf(' ');
        if (one <= 0) return null;
        boolean answer = start.startsWith("HTTP/");
        int two = answer ? start.indexOf(' ', one + 1) : start.lastIndexOf(' ');
        if (!answer && two <= one) return null;
        Head head = new Head(
                start.substring(0, one),
                start.substring(one + 1, two < 0 ? start.length() : two),
                two < 0 ? "" : start.substring(two + 1),
                fields);
        return answer ? head.status() < 100 ? null : head : head.third.startsWith("HTTP/1.") ? head : null;
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

    /// The field's values, joined by commas.
    ///
    /// @param name in lower case
    /// @return "" where it is absent
    String field(String name) {
        String all = null;
        for (int at = 0; at < fields.length; ) {
            int end = at;
            while (end < fields.length && fields[end] != '\n') end++;
            if (named(name, at, end)) {
                int from = at + name.length() + 1;
                String value = new String(fields, from, end - from, StandardCharsets.ISO_8859_1).strip();
                all = all == null ? value : all + ", " + value;
            }
            at = end + 1;
        }
        return all == null ? "" : all;
    }

    private boolean named(String name, int at, int end) {
        int length = name.length();
        if (end - at <= length || fields[at + length] != ':') return false;
        for (int i = 0; i < length; i++) {
            int c = fields[at + i];
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != name.charAt(i)) return false;
        }
        return true;
    }

    boolean has(String name, String token) {
        for (String one : field(name).split(",", 64)) if (one.strip().equalsIgnoreCase(token)) return true;
        return false;
    }

    /// The stated length of the body, -1 where it is not stated or not a number.
    long contentLength() {
        String stated = field("content-length");
        int comma = stated.indexOf(',');
        if (comma >= 0) stated = stated.substring(0, comma);
        if (stated.isEmpty() || stated.length() > 18) return -1;
        for (int i = 0; i < stated.length(); i++) if (stated.charAt(i) < '0' || stated.charAt(i) > '9') return -1;
        return Long.parseLong(stated);
    }
}
