package earshot.dissect.toc;

import earshot.event.Account;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Lookup;
import earshot.event.Seen;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The list that the server keeps, its changes, and the names that a session watches; the package says which of
/// them are contacts.
final class ContactLists {
    private static final int MOST_LISTED = 4096, MOST_WATCHED = 1024;
    /// How long a watched name waits for the list to be saved, nanoseconds of packet time.
    private static final long PATIENCE = 60_000_000_000L;

    private record Watched(Seen seen, String name, Contact.State state) {}

    private final Connection connection;
    /// What was said already: the kind of entry, the name, the group. Clients save the whole list at each change.
    private final Set<String> listed = new HashSet<>();
    /// Waiting for the list to be saved, by name.
    private final Map<String, Watched> watched = new LinkedHashMap<>();
    private boolean ready;

    ContactLists(Connection connection) {
        this.connection = connection;
        this.ready = connection.out.flow().midStream;
    }

    /// `toc_init_done`: what is watched from here on is new.
    void ready() {
        ready = true;
    }

    /// `CONFIG:` of the server, `toc_set_config` of the client: one entry a line, `m` (who may see the user), `g`
    /// (the group of those that follow), `b` (somebody, perhaps with an alias), `p` (allowed), `d` (blocked).
    /// TOC2 writes a colon after the letter and more fields after the alias.
    void config(String config, boolean saved) {
        String group = "";
        for (String entry : config.split("\n", MOST_LISTED)) {
            if (entry.length() < 3 || entry.charAt(1) != ' ' && entry.charAt(1) != ':') continue;
            String[] fields = entry.substring(2).strip().split(":", 3);
            String name = Connection.plain(fields[0]).strip();
            String alias = fields.length > 1 ? Connection.plain(fields[1]).strip() : "";
            switch (entry.charAt(0)) {
                case 'g' -> group = name;
                case 'b' -> {
                    Watched before = watched.remove(Connection.key(name));
                    list('b', name, alias, group, before == null ? Contact.State.LISTED : before.state);
                }
                case 'p' -> list('p', name, "", "", Contact.State.ALLOWED);
                case 'd' -> list('d', name, "", "", Contact.State.BLOCKED);
                default -> {}
            }
        }
        if (saved) notSaved();
    }

    private void list(char kind, String name, String alias, String group, Contact.State state) {
        // A permit or deny list of oneself alone is how clients say "nobody" and "everybody".
        if (name.isEmpty() || kind != 'b' && connection.isOwn(name)) return;
        if (listed.size() >= MOST_LISTED) listed.clear();
        boolean news = listed.add(kind + Connection.key(name) + "\n" + group);
        listed.add(kind + Connection.key(name));
        if (news) contact(connection.seen(), name, alias, group, state);
    }

    /// The names that were watched when a list was saved without them.
    private void notSaved() {
        for (Watched one : watched.values()) {
            connection.emit(new Lookup(one.seen, connection.own(), Account.of(one.name), "watches for presence only"));
        }
        watched.clear();
    }

    /// `toc_add_buddy NAME …`.
    void watch(Command command) {
        for (String word : command.words()) {
            String name = Connection.plain(word);
            String key = Connection.key(name);
            if (key.isEmpty() || listed.contains("b" + key) || watched.containsKey(key)) continue;
            if (watched.size() >= MOST_WATCHED) flush();
            watched.put(key, new Watched(connection.seen(), name, ready ? Contact.State.ADDED : Contact.State.LISTED));
        }
    }

    /// `toc_remove_buddy NAME …`; TOC2's last word is the group.
    void remove(Command command, boolean grouped) {
        int names = command.words().size() - (grouped && command.has(1) ? 1 : 0);
        String group = names < command.words().size() ? Connection.plain(command.word(names)) : "";
        for (int i = 0; i < names; i++) removed(Connection.plain(command.word(i)), group);
    }

    private void removed(String name, String group) {
        if (name.isEmpty()) return;
        Watched early = watched.remove(Connection.key(name));
        if (early != null) contact(early.seen, early.name, "", "", early.state);
        String entry = "b" + Connection.key(name);
        listed.removeIf(one -> one.equals(entry) || one.startsWith(entry + "\n"));
        contact(connection.seen(), name, "", group, Contact.State.REMOVED);
    }

    /// `toc2_new_buddies {g:GROUP⏎b:NAME⏎…}`: changes the list itself.
    void added(Command command) {
        String group = "";
        for (String entry : command.word(0).split("\n", MOST_LISTED)) {
            if (entry.length() < 3 || entry.charAt(1) != ':') continue;
            String[] fields = entry.substring(2).strip().split(":", 3);
            String name = Connection.plain(fields[0]);
            String alias = fields.length > 1 ? Connection.plain(fields[1]) : "";
            if (entry.charAt(0) == 'g') group = name;
            else if (entry.charAt(0) == 'b') list('b', name, alias, group, Contact.State.ADDED);
        }
    }

    /// Permit and deny lists: names, or none, which changes who is meant and names nobody.
    void privacy(Command command, char kind, boolean removed) {
        for (String word : command.words()) {
            String name = Connection.plain(word);
            if (name.isEmpty() || connection.isOwn(name)) continue;
            if (removed) {
                listed.removeIf(one -> one.startsWith(kind + Connection.key(name)));
                contact(connection.seen(), name, "", kind == 'p' ? "permit" : "deny", Contact.State.REMOVED);
            } else {
                list(kind, name, "", "", kind == 'p' ? Contact.State.ALLOWED : Contact.State.BLOCKED);
            }
        }
    }

    /// `INSERTED2:b:ALIAS:NAME:GROUP`, `DELETED2:b:NAME:GROUP`, `…:p:NAME`, `…:d:NAME`: changed by another session of
    /// the
    /// same account.
    void elsewhere(Line line, boolean inserted) {
        String[] fields = line.rest().split(":", 4);
        if (fields.length < 2) return;
        char kind = fields[0].isEmpty() ? ' ' : fields[0].charAt(0);
        boolean aliased = inserted && kind == 'b' && fields.length == 4;
        String name = Connection.plain(fields[aliased ? 2 : 1]);
        if (kind == 'b') {
            String group = aliased ? fields[3] : fields.length > 2 ? fields[2] : "";
            if (inserted) {
                list(
                        'b',
                        name,
                        aliased ? Connection.plain(fields[1]) : "",
                        Connection.plain(group),
                        Contact.State.ADDED);
            } else {
                removed(name, Connection.plain(group));
            }
        } else if (kind == 'p' || kind == 'd') {
            privacy(new Command(line.verb(), List.of(fields[1])), kind, !inserted);
        }
    }

    private void contact(Seen seen, String name, String alias, String group, Contact.State state) {
        List<String> groups = group.isEmpty() ? List.of() : List.of(group);
        connection.emit(new Contact(seen, connection.own(), Account.of(name), alias, groups, state));
    }

    /// Nobody saved the list in time.
    void tick() {
        if (watched.isEmpty()) return;
        Watched oldest = watched.values().iterator().next();
        if (connection.seen().time() - oldest.seen.time() > PATIENCE) flush();
    }

    /// Whoever is watched and for whom no list was saved is a contact, as far as can be known.
    void flush() {
        for (Watched one : watched.values()) contact(one.seen, one.name, "", "", one.state);
        watched.clear();
    }
}
