package earshot.report.bundle;

import earshot.report.casefile.CaseFolder;
import earshot.report.line.EventLine;
import earshot.report.talk.Names;
import earshot.report.talk.Talk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The event lines behind a choice: of a conversation its messages and files, of an alert the events that led to it.
///
/// @param lines in the order of the log, secrets masked
/// @param unknown ids that the case does not have
/// @param expired how many lines of the case were expired
public record Chosen(List<EventLine> lines, Set<String> unknown, long expired) {
    private static final byte[] EXPIRED = "{\"expired\":\"".getBytes(StandardCharsets.US_ASCII);

    /// Reads them out of the case, in two passes.
    public static Chosen of(CaseFolder folder, List<String> ids) throws IOException {
        Names names = new Names();
        Set<String> wanted = new HashSet<>(ids);
        folder.each((_, bytes, offset, length) -> {
            EventLine line = EventLine.read(bytes, offset, length);
            if (line == null) return true;
            names.learn(line);
            if (line.type().equals("alert") && ids.contains(line.id())) wanted.addAll(line.list("because"));
            return true;
        });
        List<EventLine> lines = new ArrayList<>();
        Set<String> unknown = new LinkedHashSet<>(ids);
        long[] expired = {0};
        folder.each((_, bytes, offset, length) -> {
            if (java.util.Arrays.mismatch(bytes, offset, offset + length, EXPIRED, 0, EXPIRED.length) == EXPIRED.length)
                expired[0]++;
            EventLine line = EventLine.read(bytes, offset, length);
            if (line == null) return true;
            String talk = Talk.idOf(line, names);
            boolean inTalk = talk != null && wanted.contains(talk);
            if (!inTalk && !wanted.contains(line.id())) return true;
            unknown.remove(line.id());
            if (inTalk) unknown.remove(talk);
            lines.add(line.masked());
            return true;
        });
        return new Chosen(lines, unknown, expired[0]);
    }

    /// The digests of the recovered files among them.
    public Set<String> files() {
        Set<String> digests = new LinkedHashSet<>();
        for (EventLine line : lines) {
            if (line.type().equals("file") && !line.text("sha256").isEmpty()) digests.add(line.text("sha256"));
        }
        return digests;
    }
}
