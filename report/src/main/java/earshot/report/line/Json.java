package earshot.report.line;

import earshot.event.json.JsonBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Small JSON documents as maps (in their order), lists, strings, longs, doubles, booleans and nulls.
public final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(32).build())
            .build();

    private Json() {}

    /// Reads one object and nothing after it but white space.
    ///
    /// @return null where the bytes are anything else
    public static Map<String, Object> object(byte[] bytes, int offset, int length) {
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), bytes, offset, length)) {
            if (in.nextToken() != JsonToken.START_OBJECT) return null;
            Map<String, Object> object = object(in);
            return in.nextToken() == null ? object : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    public static Map<String, Object> object(byte[] bytes) {
        return object(bytes, 0, bytes.length);
    }

    private static Map<String, Object> object(JsonParser in) {
        Map<String, Object> object = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            object.put(name, value(in));
        }
        return object;
    }

    private static Object value(JsonParser in) {
        return switch (in.currentToken()) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>(4);
                while (in.nextToken() != JsonToken.END_ARRAY) list.add(value(in));
                yield list;
            }
            case VALUE_STRING -> in.getString();
            case VALUE_NUMBER_INT ->
                in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? in.getDoubleValue()
                        : (Object) in.getLongValue();
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    /// The document without white space, escaped as event lines are.
    public static byte[] bytes(Object value) {
        JsonBuffer out = new JsonBuffer(1024);
        write(out, value);
        return Arrays.copyOf(out.bytes(), out.size());
    }

    /// The document on several lines, for files that people look into; ends with a line feed.
    public static byte[] pretty(Map<String, Object> object) {
        JsonBuffer out = new JsonBuffer(4096);
        pretty(out, object, "\n");
        out.put('\n');
        return Arrays.copyOf(out.bytes(), out.size());
    }

    private static void pretty(JsonBuffer out, Object value, String indent) {
        String deeper = indent + "  ";
        switch (value) {
            case Map<?, ?> object
            when !object.isEmpty() -> {
                out.put('{');
                object.forEach((name, member) -> {
                    if (out.last() != '{') out.put(',');
                    out.ascii(deeper).string(name.toString()).put(':').put(' ');
                    pretty(out, member, deeper);
                });
                out.ascii(indent).put('}');
            }
            case List<?> list
            when list.stream().anyMatch(item -> item instanceof Map<?, ?>) -> {
                out.put('[');
                for (Object item : list) pretty(out.comma().ascii(deeper), item, deeper);
                out.ascii(indent).put(']');
            }
            case null, default -> write(out, value);
        }
    }

    /// Appends the value.
    public static void write(JsonBuffer out, Object value) {
        switch (value) {
            case null -> out.ascii("null");
            case String text -> out.string(text);
            case Long number -> out.number(number);
            case Integer number -> out.number(number);
            case Map<?, ?> object -> {
                out.put('{');
                object.forEach((name, member) -> {
                    if (out.last() != '{') out.put(',');
                    out.string(name.toString()).put(':');
                    write(out, member);
                });
                out.put('}');
            }
            case Iterable<?> list -> {
                out.put('[');
                for (Object item : list) write(out.comma(), item);
                out.put(']');
            }
            default -> out.ascii(value.toString());
        }
    }
}
