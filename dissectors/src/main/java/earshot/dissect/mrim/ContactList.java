package earshot.dissect.mrim;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Contact.State;
import earshot.event.ImEvent.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The contact list, which says itself what its entries are made of (`us`, `uussuus…`: numbers and strings), and the
/// directory.
final class ContactList {
    private static final int REMOVED = 1, IGNORED = 0x10;
    private static final int MOST_GROUPS = 64, LONGEST_MASK = 64, MOST_FIELDS = 64, MOST_PEOPLE = 64;

    private final Out out;
    private final Supplier<Account> own;

    ContactList(Out out, Supplier<Account> own) {
        this.out = out;
        this.own = own;
    }

    void read(Packet packet) {
        if (packet.number() != 0) return;
        long count = packet.number();
        String groupMask = packet.ascii(), mask = packet.ascii();
        if (packet.body().truncated()
                || count > MOST_GROUPS
                || !mask.startsWith("uuss")
                || !groupMask.startsWith("us")) {
            return;
        }
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            packet.number();
            groups.add(packet.text());
            if (!rest(packet, groupMask, 2)) return;
        }
        while (packet.body().remaining() > 0 && contact(packet, mask, groups)) {}
    }

    private boolean contact(Packet packet, String mask, List<String> groups) {
        long flags = packet.number(), group = packet.number();
        String name = packet.ascii(), nick = packet.text();
        if (!rest(packet, mask, 4)) return false;
        List<String> in = group < groups.size() ? List.of(groups.get((int) group)) : List.of();
        State state = (flags & IGNORED) != 0 ? State.BLOCKED : State.LISTED;
        if ((flags & REMOVED) == 0 && !name.isEmpty()) {
            out.emit(new Contact(out.seen(), own.get(), Account.of(name), nick, in, state));
        }
        return true;
    }

    /// Passes what else an entry is made of.
    ///
    /// @return whether it is all there
    private static boolean rest(Packet packet, String mask, int from) {
        for (int i = from; i < Math.min(mask.length(), LONGEST_MASK); i++) {
            switch (mask.charAt(i)) {
                case 'u' -> packet.number();
                case 's' -> packet.bytes();
                case 'z' -> {
                    int end = packet.body().indexOf(0, 0);
                    packet.body().skip(end < 0 ? Integer.MAX_VALUE : end + 1);
                }
                default -> {
                    return false;
                }
            }
        }
        return !packet.body().truncated();
    }

    /// A question: numbers of fields with values.
    void asked(Packet packet) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < MOST_FIELDS && packet.body().remaining() > 0; i++) {
            packet.number();
            String value = packet.text();
            if (packet.body().truncated()) return;
            if (!words.isEmpty()) words.append(", ");
            words.append(value);
        }
        if (!words.isEmpty()) out.emit(new Lookup(out.seen(), own.get(), Account.NONE, words.toString()));
    }

    /// An answer: how it went, how many fields a person has, how many people at most, the time, the fields' names, the
    /// people.
    void answered(Packet packet) {
        if (packet.number() != 1) return;
        long fields = packet.number();
        packet.number();
        packet.number();
        if (fields == 0 || fields > MOST_FIELDS) return;
        List<String> names = new ArrayList<>();
        for (int i = 0; i < fields; i++) names.add(packet.ascii());
        for (int n = 0; n < MOST_PEOPLE && packet.body().remaining() > 0; n++) {
            StringBuilder words = new StringBuilder();
            String user = "", domain = "";
            for (String name : names) {
                String value = packet.text();
                if (name.equals("Username")) user = value;
                else if (name.equals("Domain")) domain = value;
                if (!value.isEmpty()) words.append(words.isEmpty() ? "" : ", ").append(name + "=" + value);
            }
            if (packet.body().truncated()) return;
            Account about = user.isEmpty() ? Account.NONE : Account.of(user + "@" + domain);
            out.emit(new Lookup(out.seen(), own.get(), about, words.toString()));
        }
    }
}
