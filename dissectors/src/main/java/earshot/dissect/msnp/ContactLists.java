package earshot.dissect.msnp;

import earshot.dissect.msnp.p2p.Names;
import earshot.event.Account;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Contact.State;
import earshot.flow.Direction;
import earshot.xml.Xml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The contact list in its four spellings: LST by list (2-7), by bits (8-9) and by name (10-12), ADL (13-21); and
/// the changes to it.
final class ContactLists {
    static final int FORWARD = 1, ALLOW = 2, BLOCK = 4, REVERSE = 8, PENDING = 16;
    private static final Set<String> LISTS = Set.of("FL", "AL", "BL", "RL", "PL");
    private static final int MOST = 4096;

    /// What a client asked for, until the server says yes.
    private record Asked(String command, byte[] payload) {}

    private final Link link;
    /// Names of groups by number or GUID.
    private final Map<String, String> groups = new HashMap<>();
    /// Accounts by the GUID that later commands use instead.
    private final Map<String, Account> byGuid = new HashMap<>();

    private final Map<String, Asked> asked = new HashMap<>();

    ContactLists(Link link) {
        this.link = link;
    }

    static boolean isList(String word) {
        return LISTS.contains(word);
    }

    private static int bits(String list) {
        return switch (list) {
            case "FL" -> FORWARD;
            case "AL" -> ALLOW;
            case "BL" -> BLOCK;
            case "RL" -> REVERSE;
            case "PL" -> PENDING;
            default -> 0;
        };
    }

    void line(Direction from, Line line, byte[] payload) {
        boolean client = from == Direction.CLIENT;
        switch (line.command()) {
            case "LSG" -> {
                if (!client) group(line);
            }
            case "LST" -> {
                if (!client) listed(line);
            }
            case "ADD" -> {
                if (!client) added(line);
            }
            case "ADC" -> {
                if (!client) addedByName(line);
            }
            case "REM" -> {
                if (!client) removed(line);
            }
            case "ADG" -> {
                if (!client && line.count() >= 4) put(groups, line.arg(3), Names.decoded(line.arg(2)));
            }
            case "ADL", "RML" -> roster(client, line, payload);
            default -> {}
        }
    }

    /// `LSG 5 12 1 1 0 name 0` up to version 7, `LSG 0 name 0` in 8 and 9, `LSG name guid` from 10 on.
    private void group(Line line) {
        if (line.count() >= 6) put(groups, line.arg(4), Names.decoded(line.arg(5)));
        else if (Line.isNumber(line.arg(0)) && line.count() >= 2) put(groups, line.arg(0), Names.decoded(line.arg(1)));
        else put(groups, line.arg(1), Names.decoded(line.arg(0)));
    }

    private void listed(Line line) {
        if (line.arg(0).startsWith("N=")) {
            named(line);
        } else if (isList(line.arg(1))) {
            // LST trid list serial index count account nick [groups]
            entry(Names.bare(line.arg(5)), line.arg(6), bits(line.arg(1)), line.arg(7), true);
        } else {
            entry(Names.bare(line.arg(0)), line.arg(1), Line.number(line.arg(2), 255), line.arg(3), true);
        }
    }

    /// `LST N=bob@example.com F=Bob C=guid 11 [type] groups`: fields that are not there are left out.
    private void named(Line line) {
        String account = "", nick = "", guid = "", rest = "", bits = "";
        for (String word : line.args()) {
            if (word.startsWith("N=")) account = word.substring(2);
            else if (word.startsWith("F=")) nick = word.substring(2);
            else if (word.startsWith("C=")) guid = word.substring(2);
            else if (bits.isEmpty() && Line.isNumber(word)) bits = word;
            else if (word.indexOf('-') > 0) rest = word;
        }
        Account contact = Names.bare(account);
        if (contact != null && !guid.isEmpty() && byGuid.size() < MOST) byGuid.put(guid, contact);
        entry(contact, nick, Line.number(bits, 255), rest, true);
    }

    /// `ADD 7 FL 2 bob@example.com Bob [group]`; from the server on its own with number 0.
    private void added(Line line) {
        if (isList(line.arg(1))) entry(Names.bare(line.arg(3)), line.arg(4), bits(line.arg(1)), line.arg(5), false);
    }

    /// `ADC 16 FL N=bob@example.com F=Bob C=guid`.
    private void addedByName(Line line) {
        Account contact = null;
        String nick = "", guid = "", group = "";
        for (int i = 2; i < line.count(); i++) {
            String word = line.arg(i);
            if (word.startsWith("N=")) contact = Names.bare(word.substring(2));
            else if (word.startsWith("F=")) nick = word.substring(2);
            else if (word.startsWith("C=")) guid = word.substring(2);
            else group = word;
        }
        if (contact == null) contact = byGuid.get(guid);
        else if (!guid.isEmpty() && byGuid.size() < MOST) byGuid.put(guid, contact);
        entry(contact, nick, bits(line.arg(1)), group, false);
    }

    /// `REM 11 AL 4 bob@example.com`, with the list's number up to version 9; a GUID for the forward list after.
    private void removed(Line line) {
        int bits = bits(line.arg(1));
        for (int i = 2; i < line.count(); i++) {
            Account contact = byGuid.getOrDefault(line.arg(i), Names.bare(line.arg(i)));
            if (contact == null) continue;
            // One group less is not off the list.
            boolean fromGroup = bits == FORWARD && i + 1 < line.count();
            if (bits == FORWARD && !fromGroup) emit(link.speaking(), contact, "", List.of(), State.REMOVED);
            else if (bits == BLOCK) emit(link.speaking(), contact, "", List.of(), State.ALLOWED);
            else if (bits == REVERSE) emit(contact, link.speaking(), "", List.of(), State.REMOVED);
            return;
        }
    }

    /// ADL and RML: what a client sends counts when the server says OK; what the server sends, at once.
    private void roster(boolean client, Line line, byte[] payload) {
        String id = line.arg(0);
        if (client) {
            if (payload.length > 0 && asked.size() < 64) asked.put(id, new Asked(line.command(), payload));
        } else if (line.arg(1).equals("OK")) {
            Asked request = asked.remove(id);
            if (request != null) roster(request.command, request.payload);
        } else if (payload.length > 0) {
            roster(line.command(), payload);
        }
    }

    /// The server said no to this transaction.
    void refused(String id) {
        asked.remove(id);
    }

    private void roster(String command, byte[] xml) {
        boolean removal = command.equals("RML");
        boolean whole = Xml.read(xml, new Xml.Listener() {
            private boolean first, telephone;
            private String domain = "";

            @Override
            public void start(String name, Map<String, String> attributes) {
                String named = attributes.getOrDefault("n", "");
                switch (name) {
                    // The first of a login lists what there is already.
                    case "ml" -> first = attributes.getOrDefault("l", "").equals("1");
                    case "d" -> domain = named;
                    case "t" -> telephone = true;
                    case "c" -> {
                        Account contact = Names.bare(telephone ? "tel:" + named : named + "@" + domain);
                        int bits = Line.number(attributes.getOrDefault("l", "0"), 255);
                        if (removal) gone(contact, bits);
                        else entry(contact, attributes.getOrDefault("f", ""), bits, "", first);
                    }
                    default -> {}
                }
            }

            @Override
            public void end(String name, String text) {
                if (name.equals("t")) telephone = false;
            }
        });
        if (!whole) link.out.anomaly("msnp-malformed-xml", "a contact list of " + xml.length + " bytes");
    }

    private void gone(Account contact, int bits) {
        if (contact == null) return;
        if ((bits & FORWARD) != 0) emit(link.speaking(), contact, "", List.of(), State.REMOVED);
        if ((bits & BLOCK) != 0) emit(link.speaking(), contact, "", List.of(), State.ALLOWED);
        if ((bits & REVERSE) != 0) emit(contact, link.speaking(), "", List.of(), State.REMOVED);
    }

    /// @param there whether it was on the list before, rather than added now
    private void entry(Account contact, String nick, int bits, String inGroups, boolean there) {
        if (contact == null) return;
        String name = Names.decoded(nick);
        if (name.equals(contact.id())) name = "";
        State state = there ? State.LISTED : State.ADDED;
        if ((bits & FORWARD) != 0) emit(link.speaking(), contact, name, groups(inGroups), state);
        if ((bits & BLOCK) != 0) emit(link.speaking(), contact, name, List.of(), State.BLOCKED);
        else if ((bits & (ALLOW | FORWARD)) == ALLOW) emit(link.speaking(), contact, name, List.of(), State.ALLOWED);
        if ((bits & REVERSE) != 0) emit(contact, link.speaking(), "", List.of(), state);
        if ((bits & PENDING) != 0) emit(contact, link.speaking(), "", List.of(), State.REQUESTED);
    }

    private List<String> groups(String ids) {
        if (ids.isEmpty()) return List.of();
        List<String> names = new ArrayList<>();
        for (String id : ids.split(",", 64)) {
            String name = groups.get(id);
            if (name != null) names.add(name);
        }
        return names;
    }

    private static void put(Map<String, String> groups, String id, String name) {
        if (groups.size() < 256) groups.put(id, name);
    }

    private void emit(Account owner, Account contact, String name, List<String> groups, State state) {
        if (Names.same(owner, contact)) return;
        link.out.emit(new Contact(link.seen(), owner, contact, name, groups, state));
    }

    int heldBytes() {
        int held = 0;
        for (Asked request : asked.values()) held += request.payload.length;
        return held;
    }

    /// Lost lines may have said what a number or GUID stands for, and may have answered.
    void gap(Direction from) {
        asked.clear();
        if (from != Direction.SERVER) return;
        groups.clear();
        byGuid.clear();
    }
}
