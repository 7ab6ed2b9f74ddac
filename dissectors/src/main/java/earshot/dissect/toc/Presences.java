package earshot.dissect.toc;

import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Lookup;
import earshot.event.ImEvent.Presence;
import java.util.HashMap;
import java.util.Map;

/// Who is there and in which state; profiles, directory entries, look-ups and warnings.
final class Presences {
    private static final int MOST_REMEMBERED = 4096, AWAY_AT = 2;
    /// A capability that begins so spells the name of a client in its other twelve bytes.
    private static final String SPELLED = "FFFFFFFF-";

    private record Last(Presence.State state, String text) {}

    private final Connection connection;
    private final Map<String, Last> last = new HashMap<>();
    /// Null: not known.
    private Presence.State ownState, ownBeforeIdle;
    private String ownText = "";

    Presences(Connection connection) {
        this.connection = connection;
    }

    /// What was lost may have changed anybody's state.
    void forget() {
        last.clear();
        ownState = ownBeforeIdle = null;
        ownText = "";
    }

    /// `UPDATE_BUDDY:NAME:T or F:WARNED %:SIGNED ON:IDLE MINUTES:CLASS`; TOC2 has one more field. The third letter of
    /// the
    /// class is `U` for somebody who is away.
    void update(Line line) {
        String[] fields = line.rest().split(":", 8);
        if (fields.length < 6) {
            connection.malformed(line);
            return;
        }
        String name = Connection.plain(fields[0]);
        boolean away = fields[5].length() > AWAY_AT && fields[5].charAt(AWAY_AT) == 'U';
        boolean idle = !fields[4].isEmpty() && !fields[4].equals("0");
        Presence.State state = !fields[1].equals("T")
                ? Presence.State.OFFLINE
                : away ? Presence.State.AWAY : idle ? Presence.State.IDLE : Presence.State.ONLINE;
        said(name, state);
    }

    /// The server repeats what it said before at every small change.
    private void said(String name, Presence.State state) {
        if (name.isEmpty()) return;
        if (last.size() >= MOST_REMEMBERED) last.clear();
        Last now = new Last(state, "");
        if (now.equals(last.put(Connection.key(name), now))) return;
        connection.emit(new Presence(connection.seen(), Account.of(name), state, "", Client.UNKNOWN));
    }

    /// `toc_set_away TEXT`; without a text: back.
    void away(Command command) {
        String text = Connection.html(command.word(0));
        own(text.isBlank() ? Presence.State.ONLINE : Presence.State.AWAY, text);
    }

    /// `toc_set_idle SECONDS`; zero is back.
    void idle(Command command) {
        boolean idle = !command.word(0).isEmpty() && !command.word(0).equals("0");
        if (idle && ownState != Presence.State.IDLE) {
            ownBeforeIdle = ownState;
            own(Presence.State.IDLE, ownText);
        } else if (!idle && ownState == Presence.State.IDLE) {
            own(ownBeforeIdle == null ? Presence.State.ONLINE : ownBeforeIdle, ownText);
        }
    }

    private void own(Presence.State state, String text) {
        if (state == ownState && text.equals(ownText)) return;
        ownState = state;
        ownText = text;
        connection.emit(new Presence(connection.seen(), connection.own(), state, text, connection.client));
    }

    /// `toc_set_caps UUID,UUID …` of this client, `BUDDY_CAPS2:NAME:UUID,…` of others.
    void capabilities(Command command) {
        for (String word : command.words()) {
            String client = spelled(word);
            if (!client.isEmpty() && connection.client.name().isEmpty()) connection.client = new Client(client, "", "");
        }
    }

    void capabilities(Line line) {
        String[] fields = line.fields(2);
        if (fields == null) return;
        String client = spelled(fields[1]);
        String name = Connection.plain(fields[0]);
        Last known = last.get(Connection.key(name));
        if (client.isEmpty() || known == null || known.state == Presence.State.OFFLINE) return;
        connection.emit(
                new Presence(connection.seen(), Account.of(name), known.state, known.text, new Client(client, "", "")));
    }

    /// The name that a list of capabilities spells, "" for none.
    static String spelled(String list) {
        for (String one : list.split("[, ]", 64)) {
            if (one.length() != 36 || !one.startsWith(SPELLED)) continue;
            String hex = one.substring(SPELLED.length()).replace("-", "");
            StringBuilder name = new StringBuilder();
            for (int i = 0; i + 2 <= hex.length(); i += 2) {
                int c = Character.digit(hex.charAt(i), 16) << 4 | Character.digit(hex.charAt(i + 1), 16);
                if (c < ' ' || c > '~') break;
                name.append((char) c);
            }
            if (name.length() > 2) return name.toString().strip();
        }
        return "";
    }

    /// `toc_set_info HTML`: the own profile.
    void profile(Command command) {
        lookup(connection.own(), Connection.html(command.word(0)));
    }

    /// `toc_set_dir FIRST:MIDDLE:LAST:MAIDEN:CITY:STATE:COUNTRY:…`: the own entry in the directory.
    void entry(Command command) {
        lookup(connection.own(), Connection.plain(command.word(0)));
    }

    /// `toc_get_info NAME`, `toc_get_dir NAME`: the answer is fetched over HTTP.
    void ask(Command command, String what) {
        String name = Connection.plain(command.word(0));
        if (!name.isEmpty()) lookup(Account.of(name), what);
    }

    /// `toc_dir_search` with the fields of [#entry].
    void search(Command command) {
        lookup(Account.NONE, "directory search " + Connection.plain(command.word(0)));
    }

    private void lookup(Account about, String text) {
        if (!text.isBlank()) connection.emit(new Lookup(connection.seen(), connection.own(), about, text));
    }

    /// `GOTO_URL:WINDOW:info?cookie=…&from=OWN&user=OTHER`: names the account of this connection.
    void link(Line line) {
        for (String part : line.rest().split("[?&]", 16)) {
            if (part.startsWith("from=") && part.matches("from=[A-Za-z0-9]{3,16}")) connection.named(part.substring(5));
        }
    }

    /// `EVILED:LEVEL:BY`: the account was warned, by nobody named where that was done anonymously.
    void warned(Line line) {
        String[] fields = line.fields(2);
        if (fields == null) {
            connection.malformed(line);
            return;
        }
        String by = Connection.plain(fields[1]);
        connection.out.anomaly(
                "account-warned",
                "%s warned by %s, level now %s %%"
                        .formatted(connection.own(), by.isBlank() ? "nobody named" : by, Connection.plain(fields[0])));
    }

    /// `toc_evil NAME norm or anon`.
    void warns(Command command) {
        String name = Connection.plain(command.word(0)), how = Connection.plain(command.word(1));
        connection.out.anomaly(
                "account-warned",
                "%s warns %s%s".formatted(connection.own(), name, how.equals("anon") ? " anonymously" : ""));
    }
}
