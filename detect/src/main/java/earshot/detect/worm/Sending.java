package earshot.detect.worm;

import earshot.detect.Party;
import earshot.event.Account;
import earshot.event.Frames;
import earshot.event.ImEvent;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.Message;
import earshot.event.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Somebody sends somebody else a link or a file: the only thing worms are looked for in.
///
/// @param to everybody it reaches
/// @param room where it was said, "" between people
/// @param what for people: the link or the file's name
/// @param runs it is a program, or leads to one, by its name
/// @param disguised and pretends otherwise
/// @param odd it is of a kind people rarely send
/// @param taken the receiver accepted it; a link is never seen to be
record Sending(
        Seen seen,
        String id,
        Party from,
        List<Party> to,
        String room,
        List<Mark> marks,
        String what,
        String words,
        boolean runs,
        boolean disguised,
        boolean odd,
        boolean taken) {

    /// The same between the parties that these are known to be.
    Sending between(UnaryOperator<Party> known) {
        return new Sending(
                seen,
                id,
                known.apply(from),
                to.stream().map(known).toList(),
                room,
                marks,
                what,
                words,
                runs,
                disguised,
                odd,
                taken);
    }

    long time() {
        return seen.time();
    }

    Frames frames() {
        return seen.frames();
    }

    /// Null where the event is none.
    static Sending of(ImEvent event, String id) {
        return switch (event) {
            case Message message -> of(message, id);
            case FileTransfer file -> of(file, id);
            default -> null;
        };
    }

    private static Sending of(Message message, String id) {
        switch (message.kind()) {
            case CHAT, OFFLINE, ROOM, NOTICE, ACTION -> {}
            // What a client says by itself, plays back or only signals.
            case AUTO, TYPING, NUDGE, REACTION, RECEIPT, HISTORY, SYSTEM -> {
                return null;
            }
        }
        if (message.from().isNone() || message.to().isEmpty() || message.text().isEmpty()) return null;
        List<Link> links = links(message);
        if (links.isEmpty()) return null;
        Seen seen = message.seen();
        List<Party> to = parties(seen, message.from(), message.to());
        if (to.isEmpty()) return null;
        List<String> names = new ArrayList<>();
        names.add(message.from().id());
        for (Party party : to) if (names.size() < 16) names.add(party.id());
        Wording wording = Wording.of(message.text(), names);
        List<Mark> marks = new ArrayList<>();
        boolean runs = false, disguised = false, odd = false;
        for (Link link : links) {
            marks.add(new Mark(Mark.Kind.LINK, link.exact()));
            marks.add(new Mark(Mark.Kind.SHAPE, link.shape()));
            marks.add(new Mark(Mark.Kind.DOMAIN, link.domain()));
            FileKind kind = FileKind.of(link.file());
            runs |= kind.runs();
            disguised |= kind == FileKind.DISGUISED;
            odd |= link.odd() || to.size() == 1 && link.names(to.getFirst().id());
        }
        if (wording.count() >= 3) marks.add(new Mark(Mark.Kind.WORDS, wording.text()));
        for (String band : wording.bands()) marks.add(new Mark(Mark.Kind.NEAR, band));
        Link first = links.getFirst();
        return new Sending(
                seen,
                id,
                Party.of(seen, message.from()),
                to,
                message.room(),
                marks,
                first.host() + first.path(),
                wording.text(),
                runs,
                disguised,
                odd,
                false);
    }

    /// A link may hide behind the words that are shown.
    private static List<Link> links(Message message) {
        List<Link> links = Link.in(message.text());
        if (message.markup().isEmpty()) return links;
        for (Link link : Link.in(message.markup())) if (links.size() < 4 && !links.contains(link)) links.add(link);
        return links;
    }

    private static List<Party> parties(Seen seen, Account from, List<Account> to) {
        Party sender = Party.of(seen, from);
        List<Party> parties = new ArrayList<>(to.size());
        for (Account account : to) {
            if (account.isNone()) continue;
            Party party = Party.of(seen, account);
            if (!party.equals(sender) && !parties.contains(party) && parties.size() < 64) parties.add(party);
        }
        return parties;
    }

    private static Sending of(FileTransfer file, String id) {
        if (file.from().isNone() || file.to().isNone() || file.name().isEmpty()) return null;
        if (file.state() == FileTransfer.State.DECLINED) return null;
        Seen seen = file.seen();
        List<Party> to = parties(seen, file.from(), List.of(file.to()));
        if (to.isEmpty()) return null;
        String name = file.name().toLowerCase(java.util.Locale.ROOT);
        FileKind kind = FileKind.of(name);
        boolean runs = kind.runs();
        List<Mark> marks = new ArrayList<>();
        marks.add(new Mark(Mark.Kind.FILE, name.replaceAll("[0-9]+", "0") + ' ' + file.size()));
        if (file.size() > 0 && kind != FileKind.OTHER) marks.add(new Mark(Mark.Kind.SIZE, kind + " " + file.size()));
        if (file.recovered() != null) {
            runs |= file.recovered().mime().contains("executable");
            if (file.recovered().missing().isEmpty()
                    && !file.recovered().sha256().isEmpty())
                marks.add(new Mark(Mark.Kind.DIGEST, file.recovered().sha256()));
        }
        boolean hidden = kind == FileKind.DISGUISED || runs && !kind.runs();
        boolean taken = file.state() != FileTransfer.State.OFFERED;
        return new Sending(
                seen, id, Party.of(seen, file.from()), to, "", marks, file.name(), "", runs, hidden, hidden, taken);
    }
}
