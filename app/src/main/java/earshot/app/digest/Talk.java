package earshot.app.digest;

import earshot.event.Account;
import earshot.event.Frames;
import earshot.event.ImEvent.Message;
import earshot.event.Seen;
import earshot.event.json.Secrets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One conversation: what was said in a room, or between the same people.
final class Talk {
    /// People named by a line of the digest; rooms can have thousands.
    private static final int MOST_PEOPLE = 100;
    /// Characters of a text that are kept for showing.
    private static final int LONGEST = 600;

    /// Something said.
    ///
    /// @param unnamedOn the flow on which its sender has no name, "" where it has one
    /// @param note what else there is to know: `action`, `offline`, `otr, 120 bytes`; "" for nothing
    record Line(long time, Frames frames, String id, String from, String unnamedOn, String text, String note) {
        Line by(String name) {
            return new Line(time, frames, id, name, "", text, note);
        }
    }

    final String service, network, room;
    /// By which [Talks] finds it.
    String key;
    /// People by their key, as first shown.
    final Map<String, String> people = new LinkedHashMap<>();
    /// The first lines; there may be more than were kept.
    final List<Line> lines = new ArrayList<>();

    long messages;
    long first, last;
    /// The id of the first message.
    String id;

    Talk(String key, String service, String network, String room) {
        this.key = key;
        this.service = service;
        this.network = network;
        this.room = room;
    }

    void join(Account account) {
        if (!account.isNone() && people.size() < MOST_PEOPLE) people.putIfAbsent(Names.key(account), account.id());
    }

    /// Counts a message, and keeps its line where there is room.
    void add(Message message, String id, boolean reveal, boolean keep) {
        if (messages++ == 0) {
            this.id = id;
            first = last = message.seen().time();
        }
        first = Math.min(first, message.seen().time());
        last = Math.max(last, message.seen().time());
        if (keep) lines.add(line(message, id, reveal));
    }

    /// Takes over what turns out to be the same conversation.
    void absorb(Talk other) {
        if (other.first < first) id = other.id;
        first = Math.min(first, other.first);
        last = Math.max(last, other.last);
        messages += other.messages;
        other.people.forEach(people::putIfAbsent);
        lines.addAll(other.lines);
        lines.sort((a, b) -> Long.compare(a.time, b.time));
    }

    private static Line line(Message message, String id, boolean reveal) {
        String text = message.text();
        if (!reveal && !message.secret().isEmpty()) text = Secrets.mask(text, message.secret());
        if (text.length() > LONGEST) text = text.substring(0, LONGEST) + "…";
        Account from = message.from();
        String unnamedOn = from.named() ? "" : flow(message.seen());
        return new Line(message.seen().time(), message.seen().frames(), id, from.id(), unnamedOn, text, note(message));
    }

    /// What tells flows apart.
    static String flow(Seen seen) {
        return seen.flow() == null ? "" : seen.flow().toString();
    }

    /// The party without a name on this flow is this account.
    void name(String was, Account is, String flow) {
        lines.replaceAll(
                line -> line.unnamedOn.equals(flow) && Names.key(line.from).equals(was) ? line.by(is.id()) : line);
        people.remove(was);
        join(is);
        for (Line line : lines) if (!line.unnamedOn.isEmpty()) people.putIfAbsent(Names.key(line.from), line.from);
    }

    private static String note(Message message) {
        StringBuilder note = new StringBuilder();
        switch (message.kind()) {
            case CHAT, ROOM -> {}
            case OFFLINE -> note.append("offline");
            case AUTO -> note.append("automatic");
            case NOTICE -> note.append("notice");
            case ACTION -> note.append("action");
            case SYSTEM -> note.append("system");
            default -> note.append(message.kind().name());
        }
        if (!message.encryption().isEmpty()) {
            more(note)
                    .append(message.encryption())
                    .append(", ")
                    .append(message.size())
                    .append(" bytes");
        }
        if (message.gap() > 0) more(note).append(message.gap()).append(" bytes missing");
        if (message.truncated()) more(note).append("cut");
        return note.toString();
    }

    private static StringBuilder more(StringBuilder note) {
        return note.isEmpty() ? note : note.append(", ");
    }
}
