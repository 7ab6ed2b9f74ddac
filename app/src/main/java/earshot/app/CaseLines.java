package earshot.app;

import earshot.app.digest.Moments;
import earshot.report.casefile.CaseFolder;
import earshot.report.line.EventLine;
import earshot.report.line.Proof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// The event lines of a case, by type. Lines of other types are passed over without being read.
final class CaseLines {
    /// Takes a line, its secrets as they are.
    @FunctionalInterface
    interface Visitor {
        void line(EventLine line) throws IOException;
    }

    private final CaseFolder folder;

    CaseLines(CaseFolder folder) {
        this.folder = folder;
    }

    void each(String type, Visitor visitor) throws IOException {
        each(List.of(type), visitor);
    }

    void each(List<String> types, Visitor visitor) throws IOException {
        List<byte[]> starts =
                types.stream().map(type -> ascii("{\"type\":\"" + type + '"')).toList();
        folder.each((_, bytes, offset, length) -> {
            for (byte[] start : starts) {
                if (!begins(bytes, offset, length, start)) continue;
                EventLine line = EventLine.read(bytes, offset, length);
                if (line != null) visitor.line(line);
                break;
            }
            return true;
        });
    }

    /// The line with this id, as it stands at the end: of an alert the last revision. Null where there
    /// is none.
    EventLine withId(String id) throws IOException {
        byte[] wanted = ascii("\"id\":\"" + id + '"');
        EventLine[] found = {null};
        folder.each((_, bytes, offset, length) -> {
            // The id follows the type.
            int at = offset;
            while (at < offset + length && bytes[at] != ',') at++;
            if (!begins(bytes, at + 1, offset + length - at - 1, wanted)) return true;
            found[0] = EventLine.read(bytes, offset, length);
            return found[0] == null || found[0].type().equals("alert");
        });
        return found[0];
    }

    private static boolean begins(byte[] bytes, int offset, int length, byte[] start) {
        return length >= start.length && Arrays.equals(bytes, offset, offset + start.length, start, 0, start.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// `25,61-64`; of several captures each with its name.
    static String frames(List<Proof> proof) {
        if (proof.size() == 1) return proof.getFirst().frames();
        StringBuilder text = new StringBuilder();
        for (Proof one : proof) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(one.capture())
                    .append(':')
                    .append(one.frames());
        }
        return text.toString();
    }

    /// The time for people; what programs get is as the line has it.
    static String time(EventLine line, boolean forPrograms) {
        if (forPrograms) return line.text("time");
        return line.time() == Long.MIN_VALUE ? "" : Moments.moment(line.time());
    }
}
