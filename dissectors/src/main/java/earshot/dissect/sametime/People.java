package earshot.dissect.sametime;

import earshot.bytes.Cursor;
import earshot.dissect.sametime.Blocks.UserStatus;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Lookup;
import earshot.event.ImEvent.Presence;
import earshot.flow.Direction;
import earshot.text.TextDecoding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Contacts and presence: who is watched (the awareness service), the list that the server keeps (storage), the privacy
/// list, look-ups in the directory.
final class People {
    private static final int ADD = 0x68, REMOVE = 0x69, SNAPSHOT = 0x1f4, UPDATE = 0x1f5, RESOLVE = 2;
    private static final int USER = 2;
    private static final int MOST_KNOWN = 8192;

    private final Link link;
    private final Map<String, String> contacts = new HashMap<>(), presences = new HashMap<>();

    People(Link link) {
        this.link = link;
    }

    void own(UserStatus status) {
        if (link.named()) presence(link.own(), status);
    }

    private void presence(Account account, UserStatus status) {
        if (status.state() == null || presences.size() >= MOST_KNOWN) return;
        String now = status.state() + status.text();
        if (now.equals(presences.put(account.id(), now))) return;
        link.out.emit(new Presence(link.seen(), account, status.state(), status.text(), Client.UNKNOWN));
    }

    private void contact(String user, String name, List<String> groups, Contact.State state) {
        if (user.isEmpty() || user.equalsIgnoreCase(link.own().id()) || contacts.size() >= MOST_KNOWN) return;
        String what = state + name + groups;
        String before = contacts.get(user);
        // What merely shows is not said where more is known.
        boolean less = before != null && state == Contact.State.LISTED && name.isEmpty() && groups.isEmpty();
        if (less && !before.startsWith(Contact.State.REMOVED.name()) || what.equals(before)) return;
        contacts.put(user, what);
        link.out.emit(new Contact(link.seen(), link.own(), Account.of(user), name, groups, state));
    }

    /// `B deny, n, n times (B full, S id, S community, S name where full)`.
    void privacy(Cursor in) {
        boolean deny = in.u8() != 0;
        long count = in.u32();
        for (long i = 0; i < count && in.remaining() > 0; i++) {
            boolean full = in.u8() != 0;
            String id = Blocks.user(in);
            String name = full ? Blocks.string(in) : "";
            if (!in.truncated()) contact(id, name, List.of(), deny ? Contact.State.BLOCKED : Contact.State.ALLOWED);
        }
    }

    void aware(Direction from, int type, Cursor in) {
        switch (type) {
            case ADD, REMOVE -> {
                long count = in.u32();
                for (long i = 0; i < count && in.remaining() > 0; i++) {
                    int kind = in.u16();
                    String user = Blocks.user(in);
                    boolean wanted = !in.truncated() && kind == USER && from == Direction.CLIENT;
                    if (wanted)
                        contact(user, "", List.of(), type == ADD ? Contact.State.LISTED : Contact.State.REMOVED);
                }
            }
            case SNAPSHOT -> {
                long count = in.u32();
                for (long i = 0; i < count && in.remaining() > 0; i++) shown(in);
            }
            case UPDATE -> shown(in);
            default -> {}
        }
    }

    /// `u32 length, AwareId, S group, B online`, then where online `S otherId, UserStatus, S name`.
    private void shown(Cursor in) {
        in.skip(4);
        int kind = in.u16();
        String user = Blocks.user(in);
        Blocks.string(in);
        boolean online = in.u8() != 0;
        UserStatus status = new UserStatus(Presence.State.OFFLINE, "");
        if (online) {
            Blocks.string(in);
            status = UserStatus.read(in);
            Blocks.string(in);
        }
        if (!in.truncated() && kind == USER && !user.isEmpty()) presence(Account.of(user), status);
    }

    /// The stored contact list is text inside whatever the request or its answer looks like; it begins with its
    /// version.
    void stored(byte[] data) {
        byte[] begin = "Version=".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        for (int at = 2; at + begin.length <= data.length; at++) {
            if (!java.util.Arrays.equals(data, at, at + begin.length, begin, 0, begin.length)) continue;
            int length = (data[at - 2] & 0xff) << 8 | data[at - 1] & 0xff;
            if (length > data.length - at) return;
            list(TextDecoding.of(java.util.Arrays.copyOfRange(data, at, at + length))
                    .text());
            return;
        }
    }

    /// `G name2 alias O`, `U id1:: name,alias`; a blank inside a name is a semicolon.
    private void list(String text) {
        String group = "";
        for (String line : text.split("\r?\n", 8192)) {
            String[] words = line.strip().split(" ", 4);
            if (words.length < 2) continue;
            if (words[0].equals("G")) {
                String alias = words.length > 2 ? words[2] : words[1].replaceAll("\\d$", "");
                group = alias.replace(';', ' ');
            } else if (words[0].equals("U")) {
                int end = line.indexOf(":: ");
                if (end < 4) continue;
                // The kind of entry stands behind the id.
                String id = line.strip().substring(2, end - 1).replace(';', ' ');
                String[] names = line.substring(end + 3).strip().split(",", 2);
                String name = (names.length > 1 && !names[1].isBlank() ? names[1] : names[0]).replace(';', ' ');
                contact(id, name.strip(), group.isEmpty() ? List.of() : List.of(group), Contact.State.LISTED);
            }
        }
    }

    void resolved(Direction from, int type, Cursor in) {
        if (from != Direction.CLIENT || type != RESOLVE) return;
        in.skip(8);
        long count = in.u32();
        for (long i = 0; i < Math.min(count, 64) && in.remaining() > 0; i++) {
            String query = Blocks.string(in);
            if (!in.truncated() && !query.isEmpty())
                link.out.emit(new Lookup(link.seen(), link.own(), Account.NONE, query));
        }
    }
}
