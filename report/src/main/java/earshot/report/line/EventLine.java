package earshot.report.line;

import earshot.event.json.Secrets;
import earshot.flow.Flow;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One event line. Fields have the names of the public contract; "" and empty lists stand for no value.
public final class EventLine {
    private final Map<String, Object> fields;

    private EventLine(Map<String, Object> fields) {
        this.fields = fields;
    }

    /// Reads a line, with or without its line feed.
    ///
    /// @return null where it is not a JSON object
    public static EventLine read(byte[] bytes, int offset, int length) {
        Map<String, Object> fields = Json.object(bytes, offset, length);
        return fields == null ? null : new EventLine(fields);
    }

    public static EventLine read(byte[] bytes) {
        return read(bytes, 0, bytes.length);
    }

    public String type() {
        return text("type");
    }

    public String id() {
        return text("id");
    }

    /// Nanoseconds since 1970-01-01 UTC; [Long#MIN_VALUE] where the line has no time.
    public long time() {
        return time("time");
    }

    /// A field that is a time.
    public long time(String field) {
        return nanos(text(field));
    }

    /// The host of an endpoint as event lines write it: `10.0.0.1:80`, `[2001:db8::1]:80`.
    public static String host(String endpoint) {
        int colon = endpoint.lastIndexOf(':');
        String host = colon < 0 ? endpoint : endpoint.substring(0, colon);
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /// What the events of one flow have in common: a port may be used again, with the same community id.
    public String flow() {
        String id = text("flow", "communityId");
        return id.isEmpty() ? "" : flow(id, nanos(text("flow", "began")));
    }

    /// The same for a flow of a run that goes on.
    public static String flow(Flow flow) {
        return flow(flow.communityId(), flow.firstTime);
    }

    private static String flow(String communityId, long began) {
        return communityId + '@' + began;
    }

    /// @return [Long#MIN_VALUE] where the text is no time
    static long nanos(String text) {
        if (text.length() == 30 && text.charAt(29) == 'Z' && text.charAt(19) == '.') {
            long nanos = ownForm(text);
            if (nanos != Long.MIN_VALUE) return nanos;
        }
        if (text.isEmpty()) return Long.MIN_VALUE;
        try {
            Instant instant = Instant.parse(text);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            return Long.MIN_VALUE;
        }
    }

    /// The form that our lines have, `2009-11-20T18:10:05.000000123Z`: a tenth of the library's time.
    private static long ownForm(String text) {
        int year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
        int hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2);
        int nano = digits(text, 20, 9);
        if ((year | month | day | hour | minute | second | nano) < 0) return Long.MIN_VALUE;
        // Years that a long of nanoseconds holds whole; what is odd is left to the library.
        if (year < 1678 || year > 2261 || month < 1 || month > 12 || day < 1 || day > 28) return Long.MIN_VALUE;
        if (hour > 23 || minute > 59 || second > 59) return Long.MIN_VALUE;
        long days = LocalDate.of(year, month, day).toEpochDay();
        return (days * 86_400 + hour * 3600L + minute * 60L + second) * 1_000_000_000L + nano;
    }

    private static int digits(String text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) return -1;
            value = value * 10 + digit;
        }
        return value;
    }

    public boolean has(String field) {
        return fields.containsKey(field);
    }

    /// A field as text; numbers and booleans as they are written.
    public String text(String field) {
        return text(fields.get(field));
    }

    /// A field of an object inside, such as `flow`, `client`.
    public String text(String object, String field) {
        return fields.get(object) instanceof Map<?, ?> inside ? text(inside.get(field)) : "";
    }

    private static String text(Object value) {
        return switch (value) {
            case String text -> text;
            case Long number -> number.toString();
            case Boolean flag -> flag.toString();
            case null, default -> "";
        };
    }

    public long number(String field, long otherwise) {
        return fields.get(field) instanceof Long number ? number : otherwise;
    }

    public boolean flag(String field) {
        return fields.get(field) instanceof Boolean flag && flag;
    }

    /// A list of texts; one text counts as a list of one.
    public List<String> list(String field) {
        return switch (fields.get(field)) {
            case List<?> list -> texts(list);
            case String text -> text.isEmpty() ? List.of() : List.of(text);
            case null, default -> List.of();
        };
    }

    private static List<String> texts(List<?> list) {
        List<String> texts = new ArrayList<>(list.size());
        for (Object item : list) {
            String text = text(item);
            if (!text.isEmpty()) texts.add(text);
        }
        return texts;
    }

    public List<Proof> proof() {
        if (!(fields.get("proof") instanceof List<?> list)) return List.of();
        List<Proof> proof = new ArrayList<>(list.size());
        for (Object item : list) {
            if (item instanceof Map<?, ?> one) proof.add(new Proof(text(one.get("capture")), text(one.get("frames"))));
        }
        return proof;
    }

    /// All fields, not to be changed.
    public Map<String, Object> fields() {
        return java.util.Collections.unmodifiableMap(fields);
    }

    /// The line as those see it who did not ask for secrets.
    public EventLine masked() {
        String secret = text("secret");
        if (secret.isEmpty()) return this;
        Map<String, Object> masked = new LinkedHashMap<>(fields);
        if (type().equals("credential")) {
            masked.put("secret", Secrets.MASK);
        } else {
            masked.remove("secret");
            masked.remove("raw");
            masked.computeIfPresent("text", (_, text) -> Secrets.mask(text.toString(), secret));
            masked.computeIfPresent("markup", (_, markup) -> Secrets.mask(markup.toString(), secret));
        }
        return new EventLine(masked);
    }

    /// The line as JSON, without a line feed.
    public byte[] json() {
        return Json.bytes(fields);
    }
}
