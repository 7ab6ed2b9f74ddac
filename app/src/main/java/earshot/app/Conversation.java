package earshot.app;

import earshot.report.casefile.CaseFolder;
import earshot.report.line.EventLine;
import earshot.report.talk.Hop;
import earshot.report.talk.Names;
import earshot.report.talk.Talk;
import earshot.report.talk.Talks;
import java.io.IOException;
import java.util.List;

/// A conversation of a case, whole.
///
/// @param names who the unnamed parties of the case are
record Conversation(CaseFolder folder, Talk talk, Names names) {
    /// Null where the case has none with this id.
    static Conversation find(CaseFolder folder, String id) throws IOException {
        CaseLines lines = new CaseLines(folder);
        Names names = new Names();
        lines.each("identity", names::learn);
        Talks talks = new Talks(Talks.Limits.NONE, names);
        lines.each("message", message -> {
            Hop hop = Hop.of(message);
            if (Talk.id(hop, names).equals(id)) talks.add(hop);
        });
        List<Talk> found = talks.all();
        return found.isEmpty() ? null : new Conversation(folder, found.getFirst(), names);
    }

    /// The id of the conversation that a message belongs to.
    static String idOf(CaseFolder folder, EventLine message) throws IOException {
        Names names = new Names();
        new CaseLines(folder).each("identity", names::learn);
        return Talk.id(Hop.of(message), names);
    }

    /// The lines of its messages.
    void json(boolean reveal, Terminal terminal) throws IOException {
        new CaseLines(folder).each("message", message -> {
            if (!Talk.id(Hop.of(message), names).equals(talk.id())) return;
            terminal.out().write((reveal ? message : message.masked()).json());
            terminal.out().write('\n');
        });
    }
}
