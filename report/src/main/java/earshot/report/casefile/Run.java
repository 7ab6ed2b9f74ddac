package earshot.report.casefile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// One run that put its lines into the case.
///
/// @param number from 1
/// @param tool the version of Earshot
/// @param options as the user gave them
/// @param first the number of its first line in the log
/// @param lines how many lines it has
/// @param counts its lines by type
/// @param losses what it lost, by name; see `earshot.event.json.Completeness`
public record Run(
        int number,
        State state,
        String tool,
        String examiner,
        List<String> options,
        long first,
        long lines,
        List<Input> inputs,
        SortedMap<String, Long> counts,
        SortedMap<String, Long> losses) {
    public enum State {
        /// It is being written, or was killed.
        OPEN,
        FINISHED,
        /// It was ended before its inputs were.
        INTERRUPTED,
        /// It was killed; its lines are those that could be read afterwards.
        KILLED
    }

    public Run {
        options = List.copyOf(options);
        inputs = List.copyOf(inputs);
    }

    /// Whether one of its inputs begins as one of the other's does.
    boolean sharesInput(Run other) {
        return inputs.stream()
                .anyMatch(mine -> !mine.head().isEmpty()
                        && other.inputs.stream()
                                .anyMatch(theirs -> theirs.head().equals(mine.head())));
    }

    /// As it stands in `case.json`.
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("run", number);
        json.put("state", state.name().toLowerCase(Locale.ROOT));
        json.put("tool", tool);
        if (!examiner.isEmpty()) json.put("examiner", examiner);
        json.put("options", options);
        json.put("first", first);
        json.put("lines", lines);
        json.put("inputs", inputs.stream().map(Input::json).toList());
        if (!counts.isEmpty()) json.put("counts", counts);
        if (!losses.isEmpty()) json.put("losses", losses);
        return json;
    }

    static Run of(Map<?, ?> json) {
        List<Input> inputs = new ArrayList<>();
        if (json.get("inputs") instanceof List<?> list) {
            for (Object input : list) if (input instanceof Map<?, ?> object) inputs.add(Input.of(object));
        }
        State state = State.OPEN;
        for (State one : State.values()) {
            if (one.name().equalsIgnoreCase(CaseRecord.text(json, "state"))) state = one;
        }
        return new Run(
                (int) CaseRecord.number(json, "run"),
                state,
                CaseRecord.text(json, "tool"),
                CaseRecord.text(json, "examiner"),
                json.get("options") instanceof List<?> list
                        ? list.stream().map(Object::toString).toList()
                        : List.of(),
                CaseRecord.number(json, "first"),
                CaseRecord.number(json, "lines"),
                inputs,
                counts(json.get("counts")),
                counts(json.get("losses")));
    }

    private static SortedMap<String, Long> counts(Object json) {
        SortedMap<String, Long> counts = new TreeMap<>();
        if (json instanceof Map<?, ?> object) {
            object.forEach((name, count) -> {
                if (count instanceof Long number) counts.put(name.toString(), number);
            });
        }
        return counts;
    }
}
