package earshot.dissect.xmpp;

import earshot.event.Account;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Identity;
import earshot.event.ImEvent.Room.Action;
import earshot.flow.Direction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Multi-user chat (XEP-0045): who stands behind which nick of which room, as far as this connection shows
/// it.
///
/// A room names a speaker by nick, `room@service/nick`. Who that is, is known where the room shows the real
/// address, and for the reader's own nick. Other readers' connections are asked through the key
/// `muc:room@service/nick`: only the connection of whoever bears the nick binds it, once the room confirmed
/// it; whoever sees it given up unbinds it.
///
/// A gap may hide that others changed their nicks, so real addresses shown before it count no more. The own
/// nick changes only when the client asks and the room confirms: it is forgotten when a gap may hide both.
final class Rooms {
    private static final int MOST_ROOMS = 256, MOST_OCCUPANTS = 2048;
    static final String KEY = "muc:";

    private static final class Room {
        final Map<String, Occupant> occupants = new HashMap<>();
        /// Readers on this connection who are inside: who appears from then on has joined, not been there.
        final Set<String> inside = new HashSet<>();
        /// The nick that the client asked for and was not given yet.
        String wanted = "";
        boolean joining, missedRequests, missedAnswers;
    }

    private record Occupant(Account account, boolean known, boolean own, String role) {}

    private final Link link;
    private final Recent<String, Room> rooms = new Recent<>(MOST_ROOMS);

    Rooms(Link link) {
        this.link = link;
    }

    /// Whether this is a room that the connection has to do with.
    boolean isRoom(Jid jid) {
        return rooms.get(jid.bare()) != null;
    }

    /// Who speaks under this room nick now.
    Account speaker(Jid occupant) {
        Room room = rooms.get(occupant.bare());
        Occupant known = room == null ? null : room.occupants.get(occupant.resource());
        return known != null && known.known ? known.account : byNick(occupant).claiming(key(occupant));
    }

    /// An occupant of whom nothing but the nick is known.
    static Account byNick(Jid occupant) {
        return Account.of(occupant.full());
    }

    /// Whether the reader itself has this nick.
    boolean isOwn(Jid occupant) {
        Room room = rooms.get(occupant.bare());
        Occupant known = room == null ? null : room.occupants.get(occupant.resource());
        return known != null && known.own;
    }

    private static String key(Jid occupant) {
        return KEY + occupant.bare() + "/" + occupant.resource();
    }

    /// The client asks to enter under this nick, or for another one.
    void asks(Jid occupant, Element muc) {
        Room room = rooms.get(occupant.bare());
        if (muc == null && room == null) return;
        if (room == null) rooms.put(occupant.bare(), room = new Room());
        room.wanted = occupant.resource();
        room.joining |= muc != null;
        String password = muc == null ? "" : muc.childText("password", Ns.MUC);
        if (!password.isEmpty()) {
            link.emit(new Credential(
                    link.seen(), Account.of(occupant.bare()), Credential.Form.CLEARTEXT, password, "MUC password", 0));
        }
    }

    /// A room tells a reader who is there.
    void presence(Direction from, Element presence, Jid occupant, Element user) {
        if (occupant.resource().isEmpty()) return;
        Room room = rooms.get(occupant.bare());
        if (room == null) rooms.put(occupant.bare(), room = new Room());
        Element item = user == null ? null : user.child("item", Ns.MUC_USER);
        Jid reader = link.readerJid(from, presence);
        String readerName = reader == null ? "" : reader.bare();
        boolean own = hasCode(user, "110")
                || room.joining && link.hasClient() && occupant.resource().equals(room.wanted);
        Account account = account(occupant, item, own ? reader : null);
        boolean known = account.claim().isEmpty();
        if (presence.attribute("type").equals("unavailable")) {
            leaves(room, occupant, user, item, own, known ? account : null, readerName);
            return;
        }
        String role = item == null ? "" : item.attribute("role") + "/" + item.attribute("affiliation");
        Occupant before = room.occupants.get(occupant.resource());
        if (before != null && before.known && !known) {
            account = before.account;
            known = true;
        }
        if (room.occupants.size() < MOST_OCCUPANTS || before != null) {
            room.occupants.put(occupant.resource(), new Occupant(account, known, own, role));
        } else link.out().anomaly("table-full", "more than " + MOST_OCCUPANTS + " occupants of a room");
        if (own) link.out().bind(key(occupant), account);
        if (hasCode(user, "201")) says(occupant, account, Action.CREATED, "");
        if (before == null) {
            boolean joined = own || room.inside.contains(readerName);
            says(occupant, account, joined ? Action.JOINED : Action.PRESENT, nickText(occupant, account));
        } else if (!before.role.equals(role) && !role.isEmpty()) says(occupant, account, Action.ROLE, role);
        if (own) {
            room.inside.add(readerName);
            room.joining = room.missedRequests = room.missedAnswers = false;
            room.wanted = "";
        }
    }

    private static String nickText(Jid occupant, Account account) {
        return account.id().equals(occupant.full()) ? "" : occupant.resource();
    }

    private Account account(Jid occupant, Element item, Jid reader) {
        Jid real = item == null ? null : Jid.parse(item.attribute("jid"));
        if (real != null) return real.account();
        if (reader != null) return reader.account();
        return byNick(occupant).claiming(key(occupant));
    }

    private void leaves(
            Room room, Jid occupant, Element user, Element item, boolean own, Account shown, String readerName) {
        Occupant before = room.occupants.remove(occupant.resource());
        Account account = shown != null ? shown : before != null && before.known ? before.account : speaker(occupant);
        String nick = item == null ? "" : item.attribute("nick");
        if (hasCode(user, "303") && !nick.isEmpty()) {
            Jid renamed = new Jid(occupant.local(), occupant.domain(), nick);
            link.emit(new Identity(link.seen(), byNick(occupant), byNick(renamed), Identity.Kind.RENAMED));
            boolean known = shown != null || before != null && before.known;
            Account is = known ? account : byNick(renamed).claiming(key(renamed));
            room.occupants.put(nick, new Occupant(is, known, own, before == null ? "" : before.role));
            link.out().bind(key(occupant), Account.NONE);
            if (own && known) link.out().bind(key(renamed), is);
            return;
        }
        link.out().bind(key(occupant), Account.NONE);
        String why = item == null ? "" : reason(item);
        Action action = hasCode(user, "301") ? Action.BANNED : hasCode(user, "307") ? Action.KICKED : Action.LEFT;
        says(occupant, account, action, why);
        if (own) {
            room.inside.remove(readerName);
            if (room.inside.isEmpty()) rooms.remove(occupant.bare());
        }
    }

    private static String reason(Element item) {
        String reason = item.childText("reason", Ns.MUC_USER);
        Element actor = item.child("actor", Ns.MUC_USER);
        if (actor == null) return reason;
        String by = actor.has("nick") ? actor.attribute("nick") : actor.attribute("jid");
        return reason.isEmpty() ? "by " + by : "by " + by + ": " + reason;
    }

    private static boolean hasCode(Element user, String code) {
        if (user == null) return false;
        for (Element status : user.children()) {
            if (status.is("status", Ns.MUC_USER) && status.attribute("code").equals(code)) return true;
        }
        return false;
    }

    /// The room's subject is set.
    void topic(Jid room, Account by, String text) {
        link.emit(new ImEvent.Room(link.seen(), room.bare(), by, Action.TOPIC, text));
    }

    /// Somebody is invited: through the room or directly (XEP-0249).
    ///
    /// @return whether the message is an invitation
    boolean invitation(Direction from, Element message) {
        Element user = message.child("x", Ns.MUC_USER);
        Element invite = user == null ? null : user.child("invite", Ns.MUC_USER);
        Element direct = message.child("x", Ns.CONFERENCE);
        if (invite != null) {
            boolean toRoom = invite.has("to");
            Jid room = Jid.parse(message.attribute(toRoom ? "to" : "from"));
            Jid invited = toRoom ? Jid.parse(invite.attribute("to")) : link.readerJid(from, message);
            invited(room, invited, invite.childText("reason"));
            password(room, user.childText("password"));
        } else if (direct != null && direct.has("jid")) {
            Jid room = Jid.parse(direct.attribute("jid"));
            invited(room, link.readerJid(from, message), direct.attribute("reason"));
            password(room, direct.attribute("password"));
        }
        return invite != null;
    }

    private void invited(Jid room, Jid invited, String reason) {
        if (room == null || invited == null) return;
        link.emit(new ImEvent.Room(link.seen(), room.bare(), invited.account(), Action.INVITED, reason));
    }

    private void password(Jid room, String password) {
        if (room == null || password.isEmpty()) return;
        link.emit(new Credential(
                link.seen(), Account.of(room.bare()), Credential.Form.CLEARTEXT, password, "MUC password", 0));
    }

    private void says(Jid occupant, Account account, Action action, String text) {
        link.emit(new ImEvent.Room(link.seen(), occupant.bare(), account, action, text));
    }

    /// The room does not let the reader in, or not under that nick.
    void refuses(Jid occupant) {
        Room room = rooms.get(occupant.bare());
        if (room == null) return;
        room.wanted = "";
        room.joining = false;
        if (room.inside.isEmpty()) rooms.remove(occupant.bare());
    }

    void gap(Direction from) {
        boolean requests = link.hasClient() && link.fromClient(from), answers = !requests;
        for (Map.Entry<String, Room> entry : rooms.entries()) {
            Room room = entry.getValue();
            room.missedRequests |= requests || !link.hasClient();
            room.missedAnswers |= answers;
            boolean lost = room.missedAnswers && (room.missedRequests || !room.wanted.isEmpty());
            room.occupants.forEach((nick, occupant) -> {
                if (lost && occupant.own) link.out().bind(KEY + entry.getKey() + "/" + nick, Account.NONE);
            });
            room.occupants.replaceAll((_, occupant) -> {
                boolean forget = occupant.own ? lost : answers;
                return forget ? new Occupant(occupant.account, false, false, occupant.role) : occupant;
            });
        }
    }
}
