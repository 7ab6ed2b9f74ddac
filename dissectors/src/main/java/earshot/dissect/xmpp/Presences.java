package earshot.dissect.xmpp;

import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Presence;
import earshot.event.ImEvent.Presence.State;
import earshot.flow.Direction;
import java.util.List;

/// Presence stanzas (RFC 6121 §4): who is there and with what words; subscriptions; and, by way of [Rooms],
/// who is in a room. Also which program an account uses, however it tells.
final class Presences {
    private static final int MOST_KNOWN = 4096;

    /// How much to believe what names a program: its own answer, a form of it, a mark in its presence.
    private static final int SAID_SO = 3, IDENTITY = 2, MARK = 1;

    private record Known(State state, String text, Client client, int trust) {}

    private final Link link;
    private final Rooms rooms;
    private final Recent<String, Known> known = new Recent<>(MOST_KNOWN);

    Presences(Link link, Rooms rooms) {
        this.link = link;
        this.rooms = rooms;
    }

    void read(Direction from, Element presence) {
        Jid by = link.senderJid(from, presence), to = Jid.parse(presence.attribute("to"));
        switch (presence.attribute("type")) {
            case "subscribe", "subscribed", "unsubscribe", "unsubscribed" -> subscription(from, presence);
            case "probe" -> {}
            case "error" -> {
                if (by != null) rooms.refuses(by);
            }
            default -> available(from, presence, by, to);
        }
    }

    private void available(Direction from, Element presence, Jid by, Jid to) {
        Element user = presence.child("x", Ns.MUC_USER), muc = presence.child("x", Ns.MUC);
        boolean toRoom = to != null && !to.resource().isEmpty() && (muc != null && user == null || rooms.isRoom(to));
        if (toRoom && (!link.hasClient() || link.fromClient(from))) {
            if (!presence.attribute("type").equals("unavailable")) rooms.asks(to, muc);
            return;
        }
        if (by != null && !by.resource().isEmpty() && (user != null || rooms.isRoom(by))) {
            rooms.presence(from, presence, by, user);
            return;
        }
        // What is told to one reader is not what the account tells everybody.
        if (link.hasClient() && link.fromClient(from) && to != null) return;
        if (by == null && !link.hasClient()) return;
        State state = state(presence);
        // To whoever may not see it, an account looks as if it were not there.
        boolean hidden = state == State.OFFLINE && by != null && by.resource().isEmpty() && by.isUser();
        if (hidden && known.get(by.full()) == null) return;
        Account who = link.sender(from, presence);
        String text = presence.childText("status");
        Client client = Clients.of(presence);
        say(by, who, new Known(state, text, client, client.name().isEmpty() ? 0 : MARK));
    }

    private void say(Jid jid, Account who, Known now) {
        String key = jid == null ? who.id() : jid.full();
        Known before = known.get(key);
        if (before != null && before.trust > now.trust)
            now = new Known(now.state, now.text, before.client, before.trust);
        if (now.equals(before)) return;
        // The next to come under this address may be another program.
        if (now.state == State.OFFLINE) now = new Known(now.state, now.text, Client.UNKNOWN, 0);
        if (now.equals(before)) return;
        known.put(key, now);
        link.emit(new Presence(link.seen(), who, now.state, now.text, now.client));
    }

    private static State state(Element presence) {
        String type = presence.attribute("type");
        if (type.equals("unavailable")) return State.OFFLINE;
        if (type.equals("invisible")) return State.INVISIBLE;
        return switch (presence.childText("show")) {
            case "away", "xa" -> State.AWAY;
            case "dnd" -> State.BUSY;
            default -> {
                boolean idle = presence.child("idle", Ns.IDLE) != null || presence.child("query", Ns.LAST) != null;
                yield idle ? State.IDLE : State.ONLINE;
            }
        };
    }

    /// An account's program in its own words (XEP-0092).
    void version(Direction from, Element iq, Element query) {
        Client client = new Client(query.childText("name"), query.childText("version"), query.childText("os"));
        client(from, iq, client, SAID_SO);
    }

    /// An account's program as it identifies itself (XEP-0030).
    void identity(Direction from, Element iq, Element query) {
        for (Element child : query.children()) {
            if (!child.is("identity", Ns.DISCO_INFO)
                    || !child.attribute("category").equals("client")) continue;
            client(from, iq, new Client(child.attribute("name"), "", ""), IDENTITY);
            return;
        }
    }

    private void client(Direction from, Element iq, Client client, int trust) {
        Jid jid = link.senderJid(from, iq);
        if (jid == null || !jid.isUser() || client.name().isEmpty()) return;
        // A room passes the question on to whoever bears the nick.
        if (rooms.isRoom(jid)) return;
        Known before = known.get(jid.full());
        State state = before == null ? State.ONLINE : before.state;
        if (before != null && (before.trust > trust || sameProgram(before.client, client))) return;
        say(jid, jid.account(), new Known(state, before == null ? "" : before.text, client, trust));
    }

    /// Whether the second says nothing that the first does not.
    private static boolean sameProgram(Client known, Client said) {
        return known.name().equalsIgnoreCase(said.name())
                && (said.version().isEmpty() || said.version().equals(known.version()))
                && (said.os().isEmpty() || said.os().equals(known.os()));
    }

    /// A subscription is its subscriber's: asked for, granted, refused or ended, it is an entry in the
    /// subscriber's list of whose presence it wants to see.
    private void subscription(Direction from, Element presence) {
        Account sender = link.sender(from, presence), reader = link.reader(from, presence);
        boolean named = link.hasClient() || presence.has("from") && presence.has("to");
        if (!named || link.readerJid(from, presence) == null && !link.hasClient()) return;
        switch (presence.attribute("type")) {
            case "subscribe" -> contact(sender, reader, Contact.State.REQUESTED);
            case "subscribed" -> contact(reader, sender, Contact.State.ADDED);
            case "unsubscribe" -> contact(sender, reader, Contact.State.REMOVED);
            default -> contact(reader, sender, Contact.State.REMOVED);
        }
    }

    private void contact(Account owner, Account contact, Contact.State state) {
        link.emit(new Contact(link.seen(), bare(owner), bare(contact), "", List.of(), state));
    }

    private static Account bare(Account account) {
        return account.resource().isEmpty() ? account : new Account(account.id(), "", account.named(), account.claim());
    }

    /// Orders to the server to show the account or not (XEP-0186, Google's shared status).
    void visibility(Direction from, Element order) {
        if (!link.hasClient() || !link.fromClient(from)) return;
        Element google = order.child("invisible", order.namespace);
        boolean hides = order.name.equals("invisible")
                || google != null && google.attribute("value").equals("true");
        boolean busy = order.childText("show").equals("dnd");
        State state = hides ? State.INVISIBLE : busy ? State.BUSY : State.ONLINE;
        say(link.self(), link.selfAccount(), new Known(state, order.childText("status"), Client.UNKNOWN, 0));
    }

    void gap() {
        known.clear();
    }
}
