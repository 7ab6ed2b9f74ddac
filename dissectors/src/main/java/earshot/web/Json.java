package earshot.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// A JSON value that is never an error to ask: what is not there, or is of another kind, is [#NONE], "" or 0.
///
///     Json post = Json.read(body).at("data").at("post");
///     String said = post.text("message");
///
/// Read by Jackson's streaming parser. Bounded: [#MOST] values, [#DEEPEST] levels; a document with more, or one
/// that is damaged or cut off, is [#NONE]. Never changed after it is made.
public final class Json {
    public static final Json NONE = new Json(null);

    static final int MOST = 400_000;
    static final int DEEPEST = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(WebBody.MOST)
                    .maxNumberLength(400)
                    .build())
            .build();

    /// A Map of Json by name, a List of Json, a String (text and numbers), a Boolean; null for nothing.
    private final Object value;

    private Json(Object value) {
        this.value = value;
    }

    public static Json read(byte[] document) {
        return read(document, 0, document.length);
    }

    public static Json read(String document) {
        return read(document.getBytes(StandardCharsets.UTF_8));
    }

    /// Reads the one value that stands in these bytes; what follows it is ignored.
    public static Json read(byte[] bytes, int offset, int length) {
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), bytes, offset, length)) {
            JsonToken first = in.nextToken();
            return first == null ? NONE : value(in, first, new int[] {MOST});
        } catch (JacksonException | TooMany e) {
            return NONE;
        }
    }

    /// Leaves the reading of a document with too many values.
    private static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static Json value(JsonParser in, JsonToken token, int[] left) {
        if (token == null || --left[0] < 0) throw new TooMany();
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Json> object = new LinkedHashMap<>();
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String name = in.currentName();
                    object.put(name, value(in, in.nextToken(), left));
                }
                yield new Json(object);
            }
            case START_ARRAY -> {
                List<Json> list = new ArrayList<>();
                for (JsonToken next; (next = in.nextToken()) != JsonToken.END_ARRAY; ) list.add(value(in, next, left));
                yield new Json(list);
            }
            case VALUE_TRUE, VALUE_FALSE -> new Json(token == JsonToken.VALUE_TRUE);
            case VALUE_NULL -> NONE;
            default -> new Json(in.getString());
        };
    }

    public boolean isObject() {
        return value instanceof Map;
    }

    public boolean isList() {
        return value instanceof List;
    }

    public boolean isNone() {
        return value == null;
    }

    /// The object's value of this name.
    public Json at(String name) {
        return value instanceof Map<?, ?> object && object.get(name) instanceof Json found ? found : NONE;
    }

    /// The list's value at this place.
    public Json at(int i) {
        return value instanceof List<?> list && i < list.size() ? (Json) list.get(i) : NONE;
    }

    public boolean has(String name) {
        return value instanceof Map<?, ?> object && object.containsKey(name);
    }

    /// The list's values; none where this is no list.
    @SuppressWarnings("unchecked")
    public List<Json> list() {
        return value instanceof List<?> list ? (List<Json>) list : List.of();
    }

    /// The object's values by name, in their order; none where this is no object.
    @SuppressWarnings("unchecked")
    public Map<String, Json> fields() {
        return value instanceof Map<?, ?> object ? (Map<String, Json>) object : Map.of();
    }

    /// The text, or a number as written; "" where this is neither.
    public String text() {
        return value instanceof String text ? text : "";
    }

    /// `at(name).text()`.
    public String text(String name) {
        return at(name).text();
    }

    /// The whole number, written as one or as text; 0 where it is none.
    public long number() {
        String text = text();
        if (text.isEmpty() || text.length() > 18) return 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && !(i == 0 && c == '-' && text.length() > 1)) return 0;
        }
        return Long.parseLong(text);
    }

    public long number(String name) {
        return at(name).number();
    }

    public boolean isTrue(String name) {
        return at(name).value instanceof Boolean is && is;
    }

    /// For people and tests, not JSON.
    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
