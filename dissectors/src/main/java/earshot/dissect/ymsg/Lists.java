package earshot.dissect.ymsg;

import earshot.event.Account;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Contact.State;
import earshot.event.ImEvent.Identity;
import earshot.flow.Direction;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Contact lists in their two spellings, and what changes them.
///
/// Versions up to 14 send lines, `Group:a,b`, which may go on in the next packet (status 5) in the middle of a name.
/// Versions 15 and later send items between framing keys: 302 and 303 open and close a list of a kind, 300 and 301 an
/// item of it.
final class Lists {
    private static final int GROUPS = 318, BUDDIES = 319, IGNORED = 320;
    private static final int OPENS_LIST = 302, CLOSES_LIST = 303, OPENS_ITEM = 300;
    private static final int BUDDY = 7, GROUP = 65, FLAG = 13, RESULT = 66;
    /// Characters of lines that may wait for their rest.
    private static final int MOST_HELD = 256 * 1024;
    private static final int MOST_ADDED = 1024;

    private final Link link;
    private final StringBuilder lines = new StringBuilder(), ignored = new StringBuilder();
    /// Bytes are missing since the login began: a list may lack its beginning.
    private boolean cut;

    private long kind;
    private String group = "";
    private final Set<String> asked = new LinkedHashSet<>();

    Lists(Link link) {
        this.link = link;
    }

    int heldBytes() {
        return 2 * (lines.length() + ignored.length());
    }

    /// The whole list of versions up to 14.
    void list(Packet packet) {
        Fields fields = packet.fields();
        for (Fields.Field field : fields.all()) {
            if (field.key() == 87) hold(lines, field.text());
            else if (field.key() == 88) hold(ignored, field.text());
        }
        identities(fields.text(89));
        if (packet.status() == Packet.CONTINUED) return;
        groups(lines.toString());
        String whole = cut ? behind(',', ignored.toString()) : ignored.toString();
        names(whole, List.of(), State.BLOCKED);
        lines.setLength(0);
        ignored.setLength(0);
        cut = false;
    }

    private void hold(StringBuilder held, String piece) {
        if (held.length() + piece.length() <= MOST_HELD) held.append(piece);
        else link.out.anomaly("list-too-long", "a contact list of more than " + MOST_HELD + " characters");
    }

    /// The text without the piece that the first such mark ends: half of something.
    private static String behind(char mark, String text) {
        int end = text.indexOf(mark);
        return end < 0 ? "" : text.substring(end + 1);
    }

    private void groups(String text) {
        String whole = cut ? behind('\n', text) : text;
        for (int at = 0; at < whole.length(); ) {
            int end = whole.indexOf('\n', at);
            if (end < 0) end = whole.length();
            // A group's name may have a colon, an account's has none.
            int colon = whole.lastIndexOf(':', end);
            if (colon >= at) {
                names(whole.substring(colon + 1, end), List.of(whole.substring(at, colon)), State.LISTED);
            }
            at = end + 1;
        }
    }

    private void names(String text, List<String> groups, State state) {
        for (String name : text.split(",")) contact(link.speaking(), name, groups, state);
    }

    /// Other names that the account goes by.
    private void identities(String text) {
        if (!link.named()) return;
        for (String name : text.split(",", 64)) {
            Account alias = Account.of(name.strip());
            if (alias.isNone() || link.isOwn(alias)) continue;
            link.out.emit(new Identity(link.seen(), alias, link.own(), Identity.Kind.SAME));
        }
    }

    /// The list of versions 15 and later, in one packet or several.
    void list15(Packet packet) {
        for (Fields.Field field : packet.fields().all()) {
            switch (field.key()) {
                case OPENS_LIST, OPENS_ITEM -> kind = field.number();
                case CLOSES_LIST -> {
                    if (field.number() == GROUPS) group = "";
                    kind = 0;
                }
                case GROUP -> group = field.text();
                case BUDDY -> item(field.text());
                default -> {}
            }
        }
        if (packet.status() != Packet.CONTINUED) forgetPlace();
    }

    private void item(String name) {
        if (kind == IGNORED) contact(link.speaking(), name, List.of(), State.BLOCKED);
        else if (kind == BUDDIES) contact(link.speaking(), name, groups(), State.LISTED);
    }

    private List<String> groups() {
        return group.isEmpty() ? List.of() : List.of(group);
    }

    /// Additions, removals, ignoring and requests.
    void change(Direction from, Packet packet) {
        Fields fields = packet.fields();
        boolean client = from == Direction.CLIENT;
        switch (packet.service()) {
            case Service.BUDDY_ADD -> added(client, fields);
            case Service.BUDDY_REMOVE -> {
                for (Account buddy : fields.accounts(BUDDY)) {
                    if (client) contact(link.sender(fields), buddy.id(), inGroup(fields), State.REMOVED);
                }
            }
            case Service.IGNORE, Service.IGNORE_CONTACT -> {
                State state = fields.number(FLAG, 0) == 2 ? State.ALLOWED : State.BLOCKED;
                if (client) contact(link.sender(fields), fields.text(BUDDY), List.of(), state);
            }
            case Service.GROUP_CHANGE -> {
                List<String> group = fields.has(264) ? List.of(fields.text(264)) : List.of();
                if (client) contact(link.sender(fields), fields.text(BUDDY), group, State.LISTED);
            }
            case Service.AUTHORIZATION -> authorization(client, fields);
            default -> {}
        }
    }

    private static List<String> inGroup(Fields fields) {
        String group = fields.text(GROUP);
        return group.isEmpty() ? List.of() : List.of(group);
    }

    private void added(boolean client, Fields fields) {
        String buddy = fields.text(BUDDY).strip();
        Account owner = client ? link.sender(fields) : fields.account(1);
        if (buddy.isEmpty() || owner == null) return;
        String key = Link.key(owner) + " " + buddy;
        if (client) {
            if (asked.size() < MOST_ADDED) asked.add(key);
        } else if (asked.remove(key) || fields.number(RESULT, 0) != 0) {
            // The answer to a request that was told, or a refusal of one that was not seen.
            return;
        }
        contact(owner, buddy, inGroup(fields), State.ADDED);
    }

    /// Version 15: somebody asks to be allowed, or is answered.
    private void authorization(boolean client, Fields fields) {
        if (client) {
            if (fields.number(FLAG, 0) == 1) contact(link.sender(fields), fields.text(5), List.of(), State.ALLOWED);
            return;
        }
        Account asking = fields.account(4);
        Account asked = fields.account(5);
        if (asking == null || asked == null || fields.has(FLAG)) return;
        requested(asking, asked);
    }

    /// Up to version 14: somebody has added the client's account.
    void addedBy(Fields fields) {
        Account owner = fields.account(3, 4), own = fields.account(1);
        if (owner != null && own != null) requested(owner, own);
    }

    private void requested(Account owner, Account contact) {
        link.out.emit(new Contact(link.seen(), owner, contact, "", List.of(), State.REQUESTED));
    }

    private void contact(Account owner, String name, List<String> groups, State state) {
        Account contact = Account.of(name.strip());
        if (contact.isNone()) return;
        link.out.emit(new Contact(link.seen(), owner, contact, "", groups, state));
    }

    /// Lost bytes may have held a part of a list, and the group that the next names are in.
    void gap() {
        lines.setLength(0);
        ignored.setLength(0);
        cut = true;
        forgetPlace();
    }

    private void forgetPlace() {
        kind = 0;
        group = "";
    }

    /// A login begins: what the server sends from now on is whole.
    void loginBegins() {
        cut = false;
    }
}
