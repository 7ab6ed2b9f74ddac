package earshot.report.casefile;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// Who and what must not be expired: legal holds on accounts and conversations. A log of its own, chained line by line:
/// lifting a hold is written down beside it. Any thread, any process.
public final class Holds {
    private final ChainedLog log;

    Holds(Layout layout) {
        log = new ChainedLog(layout.holds());
    }

    /// @param on a conversation (`chat-…`) or an account as the service writes it
    /// @param why as the user said, "" for nothing
    public record Hold(String on, String time, String who, String why) {}

    public void add(String on, String why) throws IOException {
        write("hold", on, why);
    }

    public void remove(String on, String why) throws IOException {
        write("lift", on, why);
    }

    private void write(String what, String on, String why) throws IOException {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("time", ChainedLog.now());
        entry.put("who", System.getProperty("user.name", "?"));
        entry.put(what, on);
        if (!why.isEmpty()) entry.put("why", why);
        log.add(entry);
    }

    /// The holds that stand, by what they are on.
    ///
    /// @throws CaseException where the log was changed: nobody can tell then what is held
    public SequencedMap<String, Hold> standing() throws IOException {
        SequencedMap<String, Hold> holds = new LinkedHashMap<>();
        for (ChainedLog.Read read : log.read()) {
            if (!(read instanceof ChainedLog.Read.Entry(Map<String, Object> fields))) {
                throw new CaseException("holds.log was changed, so what is held cannot be told; see what verify says");
            }
            String held = CaseRecord.text(fields, "hold");
            if (held.isEmpty()) {
                holds.remove(CaseRecord.text(fields, "lift"));
                continue;
            }
            holds.put(
                    held,
                    new Hold(
                            held,
                            CaseRecord.text(fields, "time"),
                            CaseRecord.text(fields, "who"),
                            CaseRecord.text(fields, "why")));
        }
        return holds;
    }
}
