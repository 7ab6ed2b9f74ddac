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

/// What examiners wrote on ids of the case: notes, tags that can be taken off again, and which alerts they have dealt
/// with. Nothing is ever overwritten. Any thread, any process.
public final class Notes {
    private final ChainedLog log;

    Notes(Layout layout) {
        log = new ChainedLog(layout.notes());
    }

    /// @param time as written, RFC 3339
    public record Note(String time, String who, String id, String text) {}

    /// That an alert was dealt with, as it stood then.
    ///
    /// @param time as written, RFC 3339
    /// @param revision the alert's; one that has grown since is open again
    /// @param reason "" where none was given
    public record Acknowledgement(String time, String who, String id, long revision, String reason) {}

    /// All notes in their order, the tags that hold, and the latest acknowledgement of each alert, by id.
    public record All(
            List<Note> notes,
            SequencedMap<String, SequencedSet<String>> tags,
            SequencedMap<String, Acknowledgement> acknowledged) {
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

    /// @param revision of the alert that was looked at
    /// @param reason may be ""
    public void acknowledge(String id, long revision, String reason) throws IOException {
        Map<String, Object> entry = begin(id);
        entry.put("acknowledged", revision);
        if (!reason.isEmpty()) entry.put("reason", reason);
        log.add(entry);
    }

    private void add(String id, String what, String value) throws IOException {
        Map<String, Object> entry = begin(id);
        entry.put(what, value);
        log.add(entry);
    }

    private static Map<String, Object> begin(String id) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("time", ChainedLog.now());
        entry.put("who", System.getProperty("user.name", "?"));
        entry.put("id", id);
        return entry;
    }

    /// Lines that do not hold are left out (see [CaseFolder#verify]).
    public All all() throws IOException {
        List<Note> notes = new ArrayList<>();
        SequencedMap<String, SequencedSet<String>> tags = new LinkedHashMap<>();
        SequencedMap<String, Acknowledgement> acknowledged = new LinkedHashMap<>();
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
            if (fields.get("acknowledged") instanceof Number revision) {
                String who = CaseRecord.text(fields, "who"), reason = CaseRecord.text(fields, "reason");
                acknowledged.put(
                        id,
                        new Acknowledgement(CaseRecord.text(fields, "time"), who, id, revision.longValue(), reason));
            }
        }
        return new All(notes, tags, acknowledged);
    }
}
