package earshot.report.casefile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;

/// What examiners wrote on ids of the case: notes, and tags that can be taken off again. Nothing is ever
/// overwritten. Any thread, any process.
public final class Notes {
    private final ChainedLog log;

    Notes(Layout layout) {
        log = new ChainedLog(layout.notes());
    }

    /// @param time as written, RFC 3339
    public record Note(String time, String who, String id, String text) {}

    /// All notes in their order, and the tags that hold, by id.
    public record All(List<Note> notes, SequencedMap<String, SequencedSet<String>> tags) {
        public List<Note> on(String id) {
            return notes.stream().filter(note -> note.id().equals(id)).toList();
        }

        public Set<String> tagsOf(String id) {
            return tags.getOrDefault(id, new LinkedHashSet<>());
        }

        /// The ids that have the tag.
        public Set<String> tagged(String tag) {
            Set<String> ids = new TreeSet<>();
            tags.forEach((id, set) -> {
                if (set.contains(tag)) ids.add(id);
            });
            return ids;
        }
    }

    public void note(String id, String text) throws IOException {
        add(id, "note", text);
    }

    public void tag(String id, String tag) throws IOException {
        add(id, "tag", tag);
    }

    public void untag(String id, String tag) throws IOException {
        add(id, "untag", tag);
    }

    private void add(String id, String what, String value) throws IOException {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("time", ChainedLog.now());
        entry.put("who", System.getProperty("user.name", "?"));
        entry.put("id", id);
        entry.put(what, value);
        log.add(entry);
    }

    /// Lines that do not hold are left out (see [CaseFolder#verify]).
    public All all() throws IOException {
        List<Note> notes = new ArrayList<>();
        SequencedMap<String, SequencedSet<String>> tags = new LinkedHashMap<>();
        for (ChainedLog.Read read : log.read()) {
            if (!(read instanceof ChainedLog.Read.Entry(Map<String, Object> fields))) continue;
            String id = CaseRecord.text(fields, "id");
            if (fields.get("note") instanceof String text) {
                notes.add(new Note(CaseRecord.text(fields, "time"), CaseRecord.text(fields, "who"), id, text));
            }
            if (fields.get("tag") instanceof String tag)
                tags.computeIfAbsent(id, _ -> new LinkedHashSet<>()).add(tag);
            if (fields.get("untag") instanceof String tag && tags.containsKey(id))
                tags.get(id).remove(tag);
        }
        return new All(notes, tags);
    }
}
