package earshot.app;

import earshot.report.casefile.CaseFolder;
import earshot.report.line.EventLine;
import earshot.report.line.Proof;
import earshot.report.talk.Saying;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The frames behind things of a case, and what each of them proves.
final class FrameSet {
    /// Ids in the comment of one packet.
    private static final int LONGEST = 500;

    private final Map<String, Map<Long, String>> captures = new LinkedHashMap<>();

    /// Adds what proves a conversation or an event; of an alert also what proves the events that led to
    /// it.
    void add(CaseFolder folder, String id) throws IOException, DataException {
        if (id.startsWith("chat-")) {
            Conversation conversation = Conversation.find(folder, id);
            if (conversation == null) throw CaseCommand.unknown(id);
            for (Saying saying : conversation.talk().first()) {
                saying.hops().forEach(hop -> hop.proof().forEach(proof -> add(proof, hop.id())));
            }
            return;
        }
        CaseLines lines = new CaseLines(folder);
        EventLine event = lines.withId(id);
        if (event == null) throw CaseCommand.unknown(id);
        event.proof().forEach(proof -> add(proof, id));
        for (String because : event.list("because")) {
            EventLine cause = lines.withId(because);
            if (cause != null) cause.proof().forEach(proof -> add(proof, because));
        }
    }

    /// Adds what proves one event.
    void add(EventLine event) {
        event.proof().forEach(proof -> add(proof, event.id()));
    }

    private void add(Proof proof, String id) {
        Map<Long, String> frames = captures.computeIfAbsent(proof.capture(), _ -> new HashMap<>());
        for (String range : proof.frames().split(",")) {
            int dash = range.indexOf('-');
            long from = number(dash < 0 ? range : range.substring(0, dash));
            long until = dash < 0 ? from : number(range.substring(dash + 1));
            for (long frame = from; frame > 0 && frame <= until; frame++) {
                frames.merge(frame, id, (a, b) -> a.length() > LONGEST || a.contains(b) ? a : a + " " + b);
            }
        }
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    boolean isEmpty() {
        return size() == 0;
    }

    long size() {
        return captures.values().stream().mapToLong(Map::size).sum();
    }

    Set<String> captures() {
        return captures.keySet();
    }

    /// What the frame proves, null where it is not in the set.
    String why(String capture, long frame) {
        Map<Long, String> frames = captures.get(capture);
        return frames == null ? null : frames.get(frame);
    }
}
