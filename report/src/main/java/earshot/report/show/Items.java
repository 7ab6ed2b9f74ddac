package earshot.report.show;

import earshot.report.casefile.CaseFolder;
import earshot.report.casefile.EventLog;
import earshot.report.index.CaseIndex;
import earshot.report.index.Schema;
import earshot.report.line.EventLine;
import earshot.report.talk.Hop;
import earshot.report.talk.Names;
import earshot.report.talk.Talk;
import earshot.report.talk.Talks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/// Finds what ids stand for. A short log is read through; for a long one the index is asked.
public final class Items {
    /// Reading so many lines takes as long as loading the index's classes.
    private static final long SHORT = 30_000;
    /// More events than these on one flow are not given.
    private static final int MOST = 1000;

    private final CaseFolder folder;
    private final LongConsumer progress;
    private final boolean isShort;

    /// @param progress told now and then how many lines have been indexed, where they have to be
    public Items(CaseFolder folder, LongConsumer progress) {
        this(folder, progress, folder.log().lines() <= SHORT);
    }

    Items(CaseFolder folder, LongConsumer progress, boolean isShort) {
        this.folder = folder;
        this.progress = progress;
        this.isShort = isShort;
    }

    /// A talk with all that is within the limits.
    ///
    /// @param talk null where the case has none with that id
    /// @param names who its unnamed parties turned out to be
    public record WholeTalk(Talk talk, Names names) {}

    /// The talk with that id; see [Talk#id].
    public WholeTalk talk(String id, Talks.Limits limits) throws IOException {
        Names names = new Names();
        byte[] identity = "{\"type\":\"identity\"".getBytes(StandardCharsets.US_ASCII);
        byte[] message = "{\"type\":\"message\"".getBytes(StandardCharsets.US_ASCII);
        folder.each((_, bytes, offset, length) -> {
            EventLine line = begins(bytes, offset, length, identity) ? EventLine.read(bytes, offset, length) : null;
            if (line != null) names.learn(line);
            return true;
        });
        Talks talks = new Talks(limits, names);
        EventLog.Visitor add = (_, bytes, offset, length) -> {
            EventLine line = begins(bytes, offset, length, message) ? EventLine.read(bytes, offset, length) : null;
            Hop hop = line == null ? null : Hop.of(line);
            if (hop != null && Talk.id(hop, names).equals(id)) talks.add(hop);
            return true;
        };
        if (isShort) folder.each(add);
        else indexed(Schema.TALK, id, add);
        List<Talk> found = talks.all();
        return new WholeTalk(found.isEmpty() ? null : found.getFirst(), names);
    }

    /// The event with that id as it stands after its last revision, its secrets masked; null where there is
    /// none.
    public EventLine event(String id) throws IOException {
        EventLine[] found = {null};
        byte[] wanted = ("\",\"id\":\"" + id + '"').getBytes(StandardCharsets.UTF_8);
        EventLog.Visitor look = (_, bytes, offset, length) -> {
            // After the type, which is at most as long as `completeness`.
            int from = indexOf(bytes, offset, Math.min(length, 40 + wanted.length), wanted);
            EventLine line = from < 0 ? null : EventLine.read(bytes, offset, length);
            if (line != null && line.id().equals(id)) found[0] = line.masked();
            return true;
        };
        if (isShort || !indexable(id)) folder.each(look);
        else indexed(Schema.ID, id, look);
        return found[0];
    }

    /// The events on the same flow as this one, itself among them, their secrets masked; at most a thousand.
    public List<EventLine> sameFlow(EventLine event) throws IOException {
        List<EventLine> same = new ArrayList<>();
        String flow = event.text("flow", "communityId");
        if (flow.isEmpty()) return List.of(event);
        byte[] wanted = flow.getBytes(StandardCharsets.UTF_8);
        EventLog.Visitor add = (_, bytes, offset, length) -> {
            EventLine line = indexOf(bytes, offset, length, wanted) < 0 ? null : EventLine.read(bytes, offset, length);
            if (line != null && line.flow().equals(event.flow())) same.add(line.masked());
            return same.size() < MOST;
        };
        if (isShort) folder.each(add);
        else indexed("flow", flow, add);
        return same;
    }

    /// The lines of captures and their completeness are not in the index.
    private static boolean indexable(String id) {
        return !id.contains("-capture-") && !id.contains("-completeness-");
    }

    private void indexed(String field, String value, EventLog.Visitor visitor) throws IOException {
        long[] numbers;
        try (CaseIndex index = CaseIndex.open(folder, progress)) {
            numbers = index.lines(field, value);
        }
        for (long number : numbers) {
            byte[] line = folder.log().line(number);
            if (line != null && !visitor.line(number, line, 0, line.length)) return;
        }
    }

    private static boolean begins(byte[] bytes, int offset, int length, byte[] start) {
        return length >= start.length && Arrays.equals(bytes, offset, offset + start.length, start, 0, start.length);
    }

    private static int indexOf(byte[] bytes, int offset, int length, byte[] wanted) {
        for (int at = offset; at <= offset + length - wanted.length; at++) {
            if (bytes[at] == wanted[0] && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length))
                return at;
        }
        return -1;
    }
}
