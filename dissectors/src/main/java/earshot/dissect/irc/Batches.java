package earshot.dissect.irc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The batches open in one direction (IRCv3 batch): lines that belong together because they are history, or
/// because they are one message of several lines.
///
/// At most [#OPEN] at a time: of more, the oldest is forgotten and its lines are taken as they come.
final class Batches {
    static final int OPEN = 16;

    /// @param lines the message that the lines of a multi-line batch make; null for other kinds
    record Batch(String type, String target, Multiline lines) {
        boolean history() {
            return type.equals("chathistory") || type.equals("playback") || type.endsWith("/playback");
        }
    }

    /// A message of several lines, growing.
    static final class Multiline {
        /// Longer than any server lets pass; what is more is cut off, and the message says so.
        static final int LONGEST = 64 * 1024;

        private final StringBuilder text = new StringBuilder();
        private final Tags tags;
        private boolean truncated;
        private Speech first;

        /// @param tags of the line that began the batch: they are the message's
        Multiline(Tags tags) {
            this.tags = tags;
        }

        void add(Speech line, boolean joined) {
            if (first == null) first = line;
            else if (!joined) text.append('\n');
            if (text.length() + line.text().length() > LONGEST) truncated = true;
            else text.append(line.text());
            first = first.withFrames(line.seen());
        }

        /// The whole message; null where it has no line.
        Speech whole() {
            return first == null ? null : first.withTags(tags).withText(text.toString(), truncated);
        }
    }

    private final Map<String, Batch> open = new LinkedHashMap<>();

    /// `BATCH +reference type target`.
    void begin(Line line) {
        String type = line.param(1);
        boolean multiline = type.equals("draft/multiline") || type.equals("multiline");
        Multiline lines = multiline ? new Multiline(Tags.of(line)) : null;
        open.put(line.param(0).substring(1), new Batch(type, line.param(2), lines));
        if (open.size() > OPEN) open.remove(open.keySet().iterator().next());
    }

    /// `BATCH -reference`: the batch, or null where its beginning was not seen.
    Batch end(Line line) {
        return open.remove(line.param(0).substring(1));
    }

    /// The batch that this line belongs to; null for none, or one whose beginning was not seen.
    Batch of(Tags tags) {
        if (open.isEmpty()) return null;
        String reference = tags.value("batch");
        return reference.isEmpty() ? null : open.get(reference);
    }

    /// Lost bytes: lines may be missing, and ends.
    ///
    /// @return the messages of several lines that were growing, for what they have
    List<Multiline> forget() {
        List<Multiline> growing = new ArrayList<>();
        for (Batch batch : open.values()) if (batch.lines() != null) growing.add(batch.lines());
        open.clear();
        return growing;
    }
}
