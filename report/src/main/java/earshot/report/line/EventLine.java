package earshot.report.line;

import earshot.event.json.Secrets;
import java.time.DateTimeException;
import java.time.Instant;
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

    /// @return [Long#MIN_VALUE] where the text is no time of the kind that event lines have
    static long nanos(String text) {
        if (text.isEmpty()) return Long.MIN_VALUE;
        try {
            Instant instant = Instant.parse(text);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            return Long.MIN_VALUE;
        }
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
            case List<?> list ->
                list.stream()
                        .map(EventLine::text)
                        .filter(item -> !item.isEmpty())
                        .toList();
            case String text -> text.isEmpty() ? List.of() : List.of(text);
            case null, default -> List.of();
        };
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
