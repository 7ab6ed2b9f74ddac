package earshot.dissect.sip;

import earshot.bytes.Cursor;
import earshot.mime.Mime;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// One request or answer (RFC 3261 section 7). Names of header fields are in lower case and in their long form.
final class SipMessage {
    /// A header section longer than this is none.
    static final int LONGEST_HEAD = 64 * 1024;
    /// A body longer than this is none: no program sends one.
    static final int LONGEST_BODY = 1 << 20;

    private static final int MOST_FIELDS = 256;

    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("i", "call-id"),
            Map.entry("m", "contact"),
            Map.entry("e", "content-encoding"),
            Map.entry("l", "content-length"),
            Map.entry("c", "content-type"),
            Map.entry("f", "from"),
            Map.entry("s", "subject"),
            Map.entry("k", "supported"),
            Map.entry("t", "to"),
            Map.entry("v", "via"),
            Map.entry("o", "event"),
            Map.entry("u", "allow-events"),
            Map.entry("r", "refer-to"),
            Map.entry("b", "referred-by"),
            Map.entry("a", "accept-contact"),
            Map.entry("x", "session-expires"));

    private record Field(String name, String value) {}

    /// What is asked, "" in an answer.
    final String method;
    /// Whom the request is for, "" in an answer.
    final String target;
    /// 0 in a request.
    final int status;
    final String reason;
    private final List<Field> fields;
    /// What came with it, decompressed.
    final byte[] body;
    /// The body says it is longer than it is here.
    final boolean truncated;

    private SipMessage(String[] start, List<Field> fields, byte[] body, boolean truncated) {
        boolean answer = start[0].equals(StartLine.VERSION);
        this.method = answer ? "" : start[0];
        this.target = answer ? "" : start[1];
        this.status = answer ? Integer.parseInt(start[1].substring(0, 3)) : 0;
        this.reason = answer ? start[2] : "";
        this.fields = fields;
        this.truncated = truncated;
        this.body = body;
    }

    /// How many bytes the head has that begins here, its empty line included; 0 where it has not ended yet.
    static int headLength(Cursor in) {
        for (int at = in.indexOf('\n', 0); at >= 0; at = in.indexOf('\n', at + 1)) {
            if (in.peek(at + 1) == '\n') return at + 2;
            if (in.peek(at + 1) == '\r' && in.peek(at + 2) == '\n') return at + 3;
        }
        return 0;
    }

    /// The length of the body that the head states, -1 where it states none.
    static int contentLength(Cursor in, int headLength) {
        for (int at = in.indexOf('\n', 0) + 1; at > 0 && at < headLength; at = in.indexOf('\n', at) + 1) {
            int colon = named(in, at, "content-length");
            if (colon < 0) colon = named(in, at, "l");
            if (colon < 0) continue;
            int value = 0;
            for (int i = colon + 1; ; i++) {
                int c = in.peek(i);
                if (c == ' ' || c == '\t') continue;
                if (c < '0' || c > '9') return value;
                value = Math.min(LONGEST_BODY + 1, value * 10 + c - '0');
            }
        }
        return -1;
    }

    /// Where the colon of the field stands, if that is its name; -1 where it is not.
    private static int named(Cursor in, int at, String name) {
        for (int i = 0; i < name.length(); i++) {
            int c = in.peek(at + i);
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != name.charAt(i)) return -1;
        }
        int colon = at + name.length();
        while (in.peek(colon) == ' ' || in.peek(colon) == '\t') colon++;
        return in.peek(colon) == ':' ? colon : -1;
    }

    /// Reads what [StartLine] has said yes to.
    ///
    /// @param datagram the body then ends with the bytes, whatever is stated
    /// @return null where the start line is none after all, or its head does not end
    static SipMessage read(Cursor in, boolean datagram) {
        int head = headLength(in);
        boolean cut = head == 0;
        if (cut) return null;
        int stated = contentLength(in, head);
        String[] lines = in.text(head, StandardCharsets.UTF_8).split("\r?\n", MOST_FIELDS + 2);
        String[] start = start(lines[0]);
        if (start == null) return null;
        List<Field> fields = fields(lines);
        int length = stated < 0 ? datagram ? in.remaining() : 0 : Math.min(stated, in.remaining());
        byte[] body = in.take(length);
        SipMessage read = new SipMessage(start, fields, body, stated > length);
        String coding = read.field("content-encoding").toLowerCase(Locale.ROOT);
        if (coding.isEmpty() || coding.equals("identity") || body.length == 0) return read;
        return new SipMessage(start, fields, inflated(body, coding), read.truncated);
    }

    private static String[] start(String line) {
        int one = line.indexOf(' ');
        int two = line.startsWith(StartLine.VERSION) ? line.indexOf(' ', one + 1) : line.lastIndexOf(' ');
        if (one <= 0) return null;
        if (two <= one) two = line.length();
        String second = line.substring(one + 1, two).strip();
        String[] start = {line.substring(0, one), second, line.substring(two).strip()};
        boolean answer = start[0].equals(StartLine.VERSION);
        if (answer)
            return second.length() >= 3 && second.chars().limit(3).allMatch(c -> c >= '0' && c <= '9') ? start : null;
        return second.isEmpty() ? null : start;
    }

    private static List<Field> fields(String[] lines) {
        List<Field> fields = new ArrayList<>(16);
        for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
            String line = lines[i];
            if ((line.charAt(0) == ' ' || line.charAt(0) == '\t') && !fields.isEmpty()) {
                Field last = fields.removeLast();
                fields.add(new Field(last.name, (last.value + " " + line.strip()).strip()));
                continue;
            }
            int colon = line.indexOf(':');
            if (colon <= 0) continue;
            String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            fields.add(new Field(
                    SHORT.getOrDefault(name, name), line.substring(colon + 1).strip()));
        }
        return fields;
    }

    private static byte[] inflated(byte[] body, String coding) {
        boolean gzip = coding.equals("gzip");
        if (!gzip && !coding.equals("deflate")) return body;
        int from = gzip && body.length > 10 ? 10 : 0;
        try (Inflater inflater = new Inflater(gzip)) {
            inflater.setInput(body, from, body.length - from);
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            byte[] piece = new byte[8192];
            while (!inflater.finished() && plain.size() < LONGEST_BODY) {
                int n = inflater.inflate(piece);
                if (n == 0) break;
                plain.write(piece, 0, n);
            }
            return plain.toByteArray();
        } catch (DataFormatException e) {
            return body;
        }
    }

    boolean isRequest() {
        return status == 0;
    }

    /// The first such field.
    ///
    /// @param name in lower case, the long form
    /// @return "" where it is absent
    String field(String name) {
        for (Field field : fields) if (field.name.equals(name)) return field.value;
        return "";
    }

    /// The values of all such fields.
    List<String> all(String name) {
        List<String> all = new ArrayList<>(2);
        for (Field field : fields) if (field.name.equals(name)) all.add(field.value);
        return all;
    }

    /// Whether a field that lists words has this one, whatever its case.
    boolean lists(String name, String word) {
        for (String value : all(name))
            for (String one : value.split(",", 64)) if (one.strip().equalsIgnoreCase(word)) return true;
        return false;
    }

    NameAddress from() {
        return NameAddress.read(field("from"));
    }

    NameAddress to() {
        return NameAddress.read(field("to"));
    }

    String callId() {
        return field("call-id");
    }

    /// The number of the request in its dialog, as written.
    String sequence() {
        String value = field("cseq");
        int blank = value.indexOf(' ');
        return blank < 0 ? value : value.substring(0, blank);
    }

    /// What is asked, or what the answer answers.
    String about() {
        if (isRequest()) return method;
        String value = field("cseq");
        return value.substring(value.lastIndexOf(' ') + 1).strip();
    }

    /// How many hops it has behind it, the first one included.
    int hops() {
        int hops = 0;
        for (String value : all("via")) hops += value.split(",", 64).length;
        return hops;
    }

    /// The seconds that a registration or a subscription is for, -1 where it is not said.
    int expires() {
        String value = field("expires");
        if (value.isEmpty()) {
            for (NameAddress contact : NameAddress.list(field("contact"))) {
                value = contact.parameter("expires");
                if (!value.isEmpty()) break;
            }
        }
        boolean digits =
                !value.isEmpty() && value.length() < 10 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(value) : -1;
    }

    /// The body with the fields that describe it.
    Mime content() {
        Map<String, String> about = new LinkedHashMap<>();
        for (Field field : fields) if (field.name.startsWith("content-")) about.putIfAbsent(field.name, field.value);
        return new Mime(about, body);
    }

    /// Tells two bodies apart.
    int bodyHash() {
        return Arrays.hashCode(body);
    }
}
