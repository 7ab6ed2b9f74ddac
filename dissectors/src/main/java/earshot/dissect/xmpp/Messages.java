package earshot.dissect.xmpp;

import earshot.event.Account;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Kind;
import earshot.event.ImEvent.Message.Leg;
import earshot.flow.Direction;
import java.util.ArrayList;
import java.util.List;

/// Message stanzas (RFC 6121 §5): who says what to whom on which stretch of its way, and which copies are
/// copies.
final class Messages {
    private static final int MOST_TYPING = 256;

    private final Link link;
    private final Rooms rooms;
    private final Files files;
    /// Who is composing to whom: a typing notice is said once until a message or another state ends it.
    private final Recent<String, Boolean> typing = new Recent<>(MOST_TYPING);

    Messages(Link link, Rooms rooms, Files files) {
        this.link = link;
        this.rooms = rooms;
        this.files = files;
    }

    /// How a message got where it was seen.
    ///
    /// @param history played back from an archive
    /// @param stated when the archive says it was sent, 0 where nothing says so
    private record Hop(Account from, Account to, Leg leg, boolean history, long stated) {}

    void read(Direction from, Element message) {
        if (message.attribute("type").equals("error")) {
            files.refused(from, message);
            return;
        }
        Element carbon = message.childOf("sent", Ns.CARBONS);
        if (carbon == null) carbon = message.childOf("received", Ns.CARBONS);
        Element archived = message.childOf("result", Ns.ARCHIVE);
        if (carbon != null) copy(from, message, carbon);
        else if (archived != null) archived(from, message, archived);
        else if (files.inBand(from, message)) return;
        else if (message.attribute("type").equals("groupchat")) room(from, message);
        else personal(from, message);
    }

    private void personal(Direction from, Element message) {
        if (rooms.invitation(from, message)) return;
        Jid by = link.senderJid(from, message), to = link.readerJid(from, message);
        if (by == null && !link.hasClient()) return;
        Account sender = by != null && isOccupant(by) ? rooms.speaker(by) : link.sender(from, message);
        Account reader = to != null && isOccupant(to) ? rooms.speaker(to) : link.reader(from, message);
        files.announced(from, message);
        say(message, new Hop(sender, reader, link.leg(from), false, 0), null);
    }

    private boolean isOccupant(Jid jid) {
        return !jid.resource().isEmpty() && rooms.isRoom(jid);
    }

    private void room(Direction from, Element message) {
        Jid by = link.senderJid(from, message), to = link.readerJid(from, message);
        boolean toRoom = link.hasClient()
                ? link.fromClient(from)
                : to != null && to.resource().isEmpty();
        Jid room = toRoom ? to : by;
        if (room == null) return;
        Account sender, reader = Account.NONE;
        Leg leg = link.leg(from);
        if (toRoom) sender = link.sender(from, message);
        else {
            reader = link.reader(from, message);
            if (by.resource().isEmpty()) sender = Account.of(room.bare());
            else sender = rooms.speaker(by);
            if (rooms.isOwn(by) && leg == Leg.DELIVERED) leg = Leg.ECHO;
        }
        Element subject = message.child("subject", message.namespace);
        if (subject != null && message.child("body", message.namespace) == null) {
            boolean nobodySetOne =
                    subject.text().isEmpty() && by != null && by.resource().isEmpty();
            if (!nobodySetOne) rooms.topic(room, sender, subject.text());
            return;
        }
        boolean history = !toRoom && Delay.of(message) != null;
        if (history) sender = Rooms.byNick(by);
        say(message, new Hop(sender, reader, leg, history, 0), room);
    }

    /// XEP-0280: the server's copy of a message for the account's other clients. Who is real stands inside.
    /// Only the own server may send such copies; anybody else's would put words into other people's mouths.
    private void copy(Direction from, Element outer, Element carbon) {
        Element message = forwarded(carbon);
        Jid by = Jid.parse(outer.attribute("from")), own = link.readerJid(from, outer);
        if (message == null || link.fromClient(from)) return;
        if (own == null || by != null && !by.sameAccount(own)) {
            link.out()
                    .anomaly(
                            "forged-carbon",
                            "a copy that does not come from the own account: " + outer.attribute("from"));
            return;
        }
        if (message.attribute("type").equals("error")) return;
        Jid sender = Jid.parse(message.attribute("from")), reader = Jid.parse(message.attribute("to"));
        boolean sent = carbon.name.equals("sent");
        if (sender == null) sender = sent ? own : null;
        if (reader == null) reader = sent ? null : own;
        if (sender == null || reader == null) return;
        Account who = isOccupant(sender) ? rooms.speaker(sender) : sender.account();
        Account to = isOccupant(reader) ? rooms.speaker(reader) : reader.account();
        say(message, new Hop(who, to, sent ? Leg.ECHO : Leg.DELIVERED, false, 0), null);
    }

    /// XEP-0313: what the archive of the account or of a room plays back.
    private void archived(Direction from, Element outer, Element result) {
        Element message = forwarded(result);
        if (message == null
                || link.fromClient(from)
                || message.attribute("type").equals("error")) return;
        Jid by = Jid.parse(outer.attribute("from")), own = link.readerJid(from, outer);
        Jid sender = Jid.parse(message.attribute("from")), reader = Jid.parse(message.attribute("to"));
        boolean ofRoom = by != null && message.attribute("type").equals("groupchat");
        if (by != null && !by.sameAccount(own) && !(ofRoom && by.sameAccount(sender))) {
            link.out()
                    .anomaly("forged-archive", "an archive that is not the own account's: " + outer.attribute("from"));
            return;
        }
        Element forwarded = result.child("forwarded", Ns.FORWARD);
        Element delay = forwarded.child("delay", Ns.DELAY);
        long stated = delay == null ? 0 : Stamp.nanos(delay.attribute("stamp"));
        if (sender == null) sender = own;
        if (sender == null) return;
        Element user = message.child("x", Ns.MUC_USER);
        Element item = user == null ? null : user.child("item", Ns.MUC_USER);
        Jid real = item == null ? null : Jid.parse(item.attribute("jid"));
        if (message.attribute("type").equals("groupchat")) {
            if (message.child("body", message.namespace) == null) return;
            Account who = real != null ? real.account() : Rooms.byNick(sender);
            Account to = own == null ? Account.NONE : own.account();
            say(message, new Hop(who, to, Leg.DELIVERED, true, stated), sender);
        } else {
            Account to = reader != null ? reader.account() : own == null ? Account.NONE : own.account();
            say(message, new Hop(sender.account(), to, Leg.DELIVERED, true, stated), null);
        }
    }

    private static Element forwarded(Element copy) {
        Element forwarded = copy.child("forwarded", Ns.FORWARD);
        if (forwarded == null) return null;
        for (Element inside : forwarded.children()) if (inside.name.equals("message")) return inside;
        return null;
    }

    /// @param room where it is said, null where it is said to one reader
    private void say(Element message, Hop hop, Jid room) {
        Content content = Content.of(message);
        String id = message.attribute("id");
        if (content.isMessage()) {
            Element delay = Delay.of(message);
            long stated = hop.stated != 0 ? hop.stated : Delay.time(delay);
            Kind kind = kind(message, content, hop, room, delay != null);
            var built = Message.from(link.seen(), hop.from)
                    .leg(hop.leg)
                    .kind(kind)
                    .messageId(id)
                    .text(content.text())
                    .markup(content.markup())
                    .replaces(content.replaces())
                    .replyTo(content.replyTo())
                    .attachments(content.attachments())
                    .statedTime(stated);
            if (content.raw().length > 0) built.raw("windows-1252", content.raw());
            if (!content.encryption().isEmpty()) built.encrypted(content.encryption(), content.size());
            link.emit(addressed(built, message, hop, room).build());
            typing.remove(pair(hop, room));
        }
        for (Content.Act act : content.acts()) {
            if (act.kind() == Kind.TYPING && isTyping(hop, room)) continue;
            var built = Message.from(link.seen(), hop.from)
                    .leg(hop.leg)
                    .kind(act.kind())
                    .messageId(id)
                    .text(act.text())
                    .replyTo(act.about())
                    .retracts(act.retracts());
            if (!hop.history) link.emit(addressed(built, message, hop, room).build());
        }
        if (content.stopsTyping()) typing.remove(pair(hop, room));
    }

    private earshot.event.MessageBuilder addressed(
            earshot.event.MessageBuilder built, Element message, Hop hop, Jid room) {
        if (room != null) {
            built.room(room.bare());
            return hop.to.isNone() ? built : built.to(hop.to);
        }
        return built.to(readers(message, hop));
    }

    /// XEP-0033: a message to a service that sends it on to everybody named inside.
    private static List<Account> readers(Element message, Hop hop) {
        Element addresses = message.child("addresses", Ns.ADDRESSES);
        if (addresses == null || hop.leg != Leg.SENT) return List.of(hop.to);
        List<Account> readers = new ArrayList<>();
        for (Element address : addresses.children()) {
            Jid jid = Jid.parse(address.attribute("jid"));
            String type = address.attribute("type");
            boolean reads = type.equals("to") || type.equals("cc") || type.equals("bcc");
            if (jid != null && reads) readers.add(jid.account());
        }
        return readers.isEmpty() ? List.of(hop.to) : readers;
    }

    private static Kind kind(Element message, Content content, Hop hop, Jid room, boolean delayed) {
        if (hop.history) return Kind.HISTORY;
        if (delayed && hop.leg == Leg.DELIVERED) return room != null ? Kind.HISTORY : Kind.OFFLINE;
        if (message.attribute("type").equals("headline")) return Kind.NOTICE;
        if (content.text().startsWith("/me ")) return Kind.ACTION;
        return room != null ? Kind.ROOM : Kind.CHAT;
    }

    private boolean isTyping(Hop hop, Jid room) {
        String pair = pair(hop, room);
        if (typing.get(pair) != null) return true;
        typing.put(pair, true);
        return false;
    }

    private static String pair(Hop hop, Jid room) {
        return hop.from.id() + "\n" + (room == null ? hop.to.id() : room.bare()) + "\n" + hop.leg;
    }

    void gap() {
        typing.clear();
    }
}
