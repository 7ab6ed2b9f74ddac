package earshot.report.casefile;

import earshot.capture.CaptureInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A capture that went into a run.
///
/// @param name as the user gave it
/// @param source which `--source` it belongs to, "" for the only one
/// @param head SHA-256 of its first 64 KiB
/// @param sha256 of all of it as stored, "" where the run ended before it was known
/// @param expected the SHA-256 the user expects, "" where none was given
/// @param clockOffset nanoseconds, as the user stated
/// @param damage what could not be read of it
public record Input(
        String name,
        String source,
        String head,
        String sha256,
        String expected,
        long frames,
        long bytes,
        long clockOffset,
        List<String> damage) {

    public static Input of(CaptureInfo info, String expected) {
        return new Input(
                info.name,
                info.source,
                info.head,
                info.sha256,
                expected,
                info.frames,
                info.bytes,
                info.clockOffset,
                List.copyOf(info.damage));
    }

    /// False where the user expected another digest.
    public boolean asExpected() {
        return expected.isEmpty() || expected.equalsIgnoreCase(sha256);
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        put(json, "source", source);
        put(json, "head", head);
        put(json, "sha256", sha256);
        put(json, "expected", expected);
        json.put("frames", frames);
        json.put("bytes", bytes);
        if (clockOffset != 0) json.put("clockOffsetNanos", clockOffset);
        if (!damage.isEmpty()) json.put("damage", damage);
        return json;
    }

    static Input of(Map<?, ?> json) {
        return new Input(
                CaseRecord.text(json, "name"),
                CaseRecord.text(json, "source"),
                CaseRecord.text(json, "head"),
                CaseRecord.text(json, "sha256"),
                CaseRecord.text(json, "expected"),
                CaseRecord.number(json, "frames"),
                CaseRecord.number(json, "bytes"),
                CaseRecord.number(json, "clockOffsetNanos"),
                json.get("damage") instanceof List<?> list
                        ? list.stream().map(Object::toString).toList()
                        : List.of());
    }

    private static void put(Map<String, Object> json, String name, String value) {
        if (!value.isEmpty()) json.put(name, value);
    }
}
