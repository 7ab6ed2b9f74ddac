package earshot.report.casefile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The chain of custody: who did what with the case, and when by this machine's clock. Any thread, any
/// process.
public final class Custody {
    private final ChainedLog log;

    Custody(Layout layout) {
        log = new ChainedLog(layout.custody());
    }

    /// One act.
    ///
    /// @param time as written, RFC 3339
    /// @param who the user that ran the program
    /// @param what `run-started`, `run-finished`, `searched`, `shown`, `exported`, `revealed`, `verified` …
    /// @param detail whatever belongs to it, by name
    public record Act(String time, String who, String what, Map<String, String> detail) {}

    /// Writes down an act, now, by the user this process runs as. Fails where the case cannot be written to;
    /// whoever only reads may go on, and should say so.
    public void add(String what, Map<String, String> detail) throws IOException {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("time", ChainedLog.now());
        entry.put("who", System.getProperty("user.name", "?"));
        entry.put("what", what);
        if (!detail.isEmpty()) entry.put("detail", detail);
        log.add(entry);
    }

    /// The acts so far; lines that do not hold are left out (see [CaseFolder#verify]).
    public List<Act> acts() throws IOException {
        List<Act> acts = new ArrayList<>();
        for (ChainedLog.Read read : log.read()) {
            if (!(read instanceof ChainedLog.Read.Entry(Map<String, Object> fields))) continue;
            Map<String, String> detail = new LinkedHashMap<>();
            if (fields.get("detail") instanceof Map<?, ?> object) {
                object.forEach((name, value) -> detail.put(name.toString(), String.valueOf(value)));
            }
            acts.add(new Act(
                    CaseRecord.text(fields, "time"),
                    CaseRecord.text(fields, "who"),
                    CaseRecord.text(fields, "what"),
                    detail));
        }
        return acts;
    }
}
