package earshot.dissect.xmpp;

import earshot.event.Account;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Contact.State;
import earshot.flow.Direction;
import java.util.ArrayList;
import java.util.List;

/// Contact lists (RFC 6121 §2) and block lists (XEP-0191, XEP-0016).
final class Roster {
    private static final int MOST_KNOWN = 8192;

    private record Entry(String name, List<String> groups, State state) {}

    private final Link link;
    /// What was said last of an address: a list told again says nothing new.
    private final Recent<String, Entry> known = new Recent<>(MOST_KNOWN);

    Roster(Link link) {
        this.link = link;
    }

    /// A list as the server keeps it, or a change to it by either side.
    void roster(Direction from, Element iq, Element query) {
        if (!trusted(from, iq)) return;
        boolean changes = link.fromClient(from);
        if (changes && !iq.attribute("type").equals("set")) return;
        for (Element item : query.children()) {
            if (!item.is("item", Ns.ROSTER)) continue;
            boolean removed = item.attribute("subscription").equals("remove");
            List<String> groups = new ArrayList<>(1);
            for (Element group : item.children())
                if (group.is("group", Ns.ROSTER)) groups.add(group.text().strip());
            contact(
                    item.attribute("jid"),
                    item.attribute("name"),
                    groups,
                    removed ? State.REMOVED : changes ? State.ADDED : State.LISTED);
        }
    }

    /// Only the account's own server changes its list; others have tried.
    private boolean trusted(Direction from, Element iq) {
        if (!link.hasClient()) return false;
        Jid by = Jid.parse(iq.attribute("from")), self = link.self();
        if (link.fromClient(from) || by == null || !by.isUser() || self == null || by.sameAccount(self)) return true;
        link.out().anomaly("forged-roster", "a contact list that does not come from the own account: " + by.bare());
        return false;
    }

    /// `block` and `unblock`, and the list of who is blocked.
    void blocking(Direction from, Element iq, Element list) {
        if (!trusted(from, iq)) return;
        State state = list.name.equals("unblock") ? State.ALLOWED : State.BLOCKED;
        for (Element item : list.children()) {
            if (item.is("item", Ns.BLOCKING)) contact(item.attribute("jid"), "", List.of(), state);
        }
    }

    /// Rules that name an address.
    void privacy(Direction from, Element iq, Element query) {
        if (!trusted(from, iq)) return;
        for (Element rules : query.children()) {
            for (Element item : rules.children()) {
                if (!item.is("item", Ns.PRIVACY) || !item.attribute("type").equals("jid")) continue;
                State state = item.attribute("action").equals("deny") ? State.BLOCKED : State.ALLOWED;
                contact(item.attribute("value"), "", List.of(), state);
            }
        }
    }

    private void contact(String address, String name, List<String> groups, State state) {
        Jid jid = Jid.parse(address);
        if (jid == null) return;
        Entry entry = new Entry(name, List.copyOf(groups), state);
        if (entry.equals(known.get(jid.bare()))) return;
        known.put(jid.bare(), entry);
        Account self = link.selfAccount();
        Account owner = new Account(self.id(), "", self.named(), self.claim());
        link.emit(new Contact(link.seen(), owner, Account.of(jid.bare()), name, entry.groups, state));
    }

    void gap() {
        known.clear();
    }
}
