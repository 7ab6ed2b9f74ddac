package earshot.dissect.oscar;

import earshot.bytes.Cursor;
import earshot.event.Account;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Message;
import earshot.event.Seen;
import earshot.flow.Direction;
import earshot.text.TextDecoding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Both kinds of contact list: the one that old clients keep and send (03, 09), and the one kept by the
/// server (13, "feedbag"): its items, their changes, and the requests for consent around them.
final class ContactLists {
    /// What a feedbag item is. The rest are settings.
    private static final int BUDDY = 0x00,
            GROUP = 0x01,
            PERMIT = 0x02,
            DENY = 0x03,
            IGNORE = 0x0e,
            PHONE = 0x10,
            DELETED = 0x19;
    private static final int ALIAS = 0x0131;

    private static final int MOST_HELD = 4096, MOST_GROUPS = 1024;

    /// An entry whose group may be named in a later part of the same list.
    private record Held(Seen seen, String name, int group, String alias, Contact.State state, String list) {}

    private final Connection connection;
    private final Map<Integer, String> groups = new HashMap<>();
    private final List<Held> held = new ArrayList<>();
    private boolean ready;

    ContactLists(Connection connection) {
        this.connection = connection;
        this.ready = connection.out.flow().midStream;
    }

    /// What was lost may have renamed groups.
    void forget() {
        flush();
        groups.clear();
    }

    /// 01/02: signed on. What an old client adds from here on is new; before, it is its whole list.
    void ready() {
        ready = true;
    }

    /// 03/04 and 03/05, 09/05 to 09/08: s8 names to the end.
    void named(Snac snac) {
        Contact.State state = switch (snac.kind()) {
            case Snac.LIST_ADD -> ready ? Contact.State.ADDED : Contact.State.LISTED;
            case Snac.PERMIT_ADD -> Contact.State.ALLOWED;
            case Snac.DENY_ADD -> Contact.State.BLOCKED;
            default -> Contact.State.REMOVED;
        };
        List<String> from = switch (snac.kind()) {
            case Snac.PERMIT_REMOVE -> List.of("permit");
            case Snac.DENY_REMOVE -> List.of("deny");
            default -> List.of();
        };
        while (snac.body().remaining() > 0) {
            String name = UserInfo.name(snac.body());
            if (snac.body().truncated()) {
                connection.truncated(snac);
                return;
            }
            // A permit or deny list of oneself alone is how old clients say "nobody" and "everybody".
            if (name.isEmpty() || connection.isOwn(name)) continue;
            contact(connection.seen(), name, "", from, state);
        }
    }

    /// 13/06: the list, perhaps in several parts.
    void list(Snac snac) {
        Cursor body = snac.body();
        body.u8();
        int count = body.u16();
        for (int i = 0; i < count; i++) if (!item(snac, Snac.LIST)) return;
        if (!snac.more()) flush();
    }

    /// 13/08, 13/09, 13/0A: items added, changed, removed, by this client or another of the same account.
    void change(Snac snac) {
        while (snac.body().remaining() > 0) if (!item(snac, snac.kind())) return;
        flush();
    }

    private boolean item(Snac snac, int act) {
        Cursor body = snac.body();
        String name = TextDecoding.of(body.take(body.u16())).text().strip();
        int group = body.u16();
        body.u16();
        int type = body.u16();
        Tlvs tlvs = Tlvs.sized(body);
        if (body.truncated()) {
            connection.truncated(snac);
            flush();
            return false;
        }
        connection.overrun(tlvs, snac);
        if (type == GROUP) {
            if (act == Snac.ITEM_REMOVE) groups.remove(group);
            else if (groups.size() < MOST_GROUPS) groups.put(group, name);
            return true;
        }
        Contact.State state = state(type, act);
        if (state == null || name.isEmpty()) return true;
        if (held.size() >= MOST_HELD) flush();
        String list = type == PERMIT ? "permit" : type == DENY || type == IGNORE ? "deny" : "";
        held.add(new Held(connection.seen(), name, group, tlvs.text(ALIAS), state, list));
        return true;
    }

    private static Contact.State state(int type, int act) {
        return switch (type) {
            case BUDDY, PHONE ->
                switch (act) {
                    case Snac.ITEM_ADD -> Contact.State.ADDED;
                    case Snac.ITEM_REMOVE -> Contact.State.REMOVED;
                    default -> Contact.State.LISTED;
                };
            case PERMIT -> act == Snac.ITEM_REMOVE ? Contact.State.REMOVED : Contact.State.ALLOWED;
            case DENY, IGNORE -> act == Snac.ITEM_REMOVE ? Contact.State.REMOVED : Contact.State.BLOCKED;
            // The list of those removed lately: an entry taken out of it says nothing of the contact.
            case DELETED -> act == Snac.ITEM_REMOVE ? null : Contact.State.REMOVED;
            default -> null;
        };
    }

    /// Says what was held back for the names of its groups.
    void flush() {
        for (Held one : held) {
            String group = groups.getOrDefault(one.group, "");
            List<String> in = !group.isEmpty() && one.list.isEmpty()
                    ? List.of(group)
                    : one.state == Contact.State.REMOVED && !one.list.isEmpty() ? List.of(one.list) : List.of();
            contact(one.seen, one.name, one.alias, in, one.state);
        }
        held.clear();
    }

    private void contact(Seen seen, String name, String alias, List<String> in, Contact.State state) {
        connection.emit(new Contact(seen, connection.own(), connection.peer(name), alias, in, state));
    }

    /// 13/14 to 13/1C: requests for consent, its grants and refusals, and "you were added". The reason given
    /// is something that one user says to another.
    void consent(Snac snac, Direction from) {
        Cursor body = snac.body();
        String name = UserInfo.name(body);
        boolean answer = snac.kind() == Snac.CONSENT || snac.kind() == Snac.CONSENTED;
        boolean granted = !answer || body.u8() == 1;
        if (body.truncated() || name.isEmpty()) {
            connection.truncated(snac);
            return;
        }
        byte[] reason = body.remaining() >= 2 ? body.take(body.u16()) : new byte[0];
        Account own = connection.own(), peer = connection.peer(name);
        boolean out = from == Direction.CLIENT;
        Account by = out ? own : peer, other = out ? peer : own;
        Contact.State state = switch (snac.kind()) {
            case Snac.ASK_FOR_CONSENT, Snac.ASKED_FOR_CONSENT -> Contact.State.REQUESTED;
            case Snac.WAS_ADDED -> Contact.State.ADDED;
            default -> granted ? Contact.State.ALLOWED : null; // refused: nothing changes
        };
        if (state != null) connection.emit(new Contact(connection.seen(), by, other, "", List.of(), state));
        if (body.truncated() || reason.length == 0) return;
        TextDecoding text = connection.speaker(by.id()).read(reason);
        if (text.text().isBlank()) return;
        var message = Message.from(connection.seen(), by)
                .to(other)
                .text(text.text())
                .kind(Message.Kind.SYSTEM)
                .leg(out ? Message.Leg.SENT : Message.Leg.DELIVERED);
        if (text.foreign()) message.raw(text.charset(), reason);
        connection.emit(message.build());
    }
}
