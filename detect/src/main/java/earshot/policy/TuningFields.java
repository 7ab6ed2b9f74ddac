package earshot.policy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Thresholds by the names that they have in [earshot.detect.Tuning]: a new one can be set without a line here.
final class TuningFields {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?)(ms|s|m|h|d)");

    private TuningFields() {}

    /// The thresholds with those that are set.
    static <R extends Record> R read(Yaml value, R otherwise) throws PolicyException {
        RecordComponent[] components = otherwise.getClass().getRecordComponents();
        List<String> names = new ArrayList<>();
        for (RecordComponent component : components) names.add(kebab(component.getName()));
        Map<String, Yaml> fields = value.fields(names);
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = components[i].getAccessor().invoke(otherwise);
                Yaml field = fields.get(names.get(i));
                if (field != null) values[i] = of(field, types[i], values[i]);
            }
            @SuppressWarnings("unchecked") // The class of an R makes an R.
            R made = (R) otherwise.getClass().getDeclaredConstructor(types).newInstance(values);
            return made;
        } catch (ReflectiveOperationException e) {
            if (e instanceof InvocationTargetException refused
                    && refused.getCause() instanceof IllegalArgumentException why) throw value.wrong(why.getMessage());
            throw new IllegalStateException("thresholds are public records", e);
        }
    }

    /// `passedOn` is written `passed-on`.
    private static String kebab(String name) {
        StringBuilder kebab = new StringBuilder();
        name.chars()
                .forEach(
                        c -> kebab.append(Character.isUpperCase(c) ? "-" : "").append((char) Character.toLowerCase(c)));
        return kebab.toString();
    }

    private static Object of(Yaml field, Class<?> type, Object otherwise) throws PolicyException {
        if (otherwise instanceof Record record) return read(field, record);
        if (type == Set.class) return new LinkedHashSet<>(field.texts());
        if (type == List.class) return field.texts();
        String text = field.text().strip();
        try {
            if (type == int.class) return Integer.parseInt(text);
            if (type == long.class) return Long.parseLong(text);
            if (type == double.class) return Double.parseDouble(text);
            if (type == boolean.class && text.matches("true|false")) return Boolean.parseBoolean(text);
            if (type == String.class) return text;
        } catch (NumberFormatException e) {
            throw field.wrong("'" + text + "' is no number, or too large a one");
        }
        Matcher duration = DURATION.matcher(text.toLowerCase(Locale.ROOT));
        if (type == Duration.class && duration.matches()) {
            long unit = switch (duration.group(2)) {
                case "ms" -> 1;
                case "s" -> 1000;
                case "m" -> 60_000;
                case "h" -> 3_600_000;
                default -> 86_400_000;
            };
            return Duration.ofMillis((long) (Double.parseDouble(duration.group(1)) * unit));
        }
        throw field.wrong(
                "'" + text + "' is not understood; " + (type == Duration.class ? "90s, 5m, 2h, 7d are times" : ""));
    }
}
