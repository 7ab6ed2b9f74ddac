package earshot.dissect.msnp;

import earshot.dissect.msnp.p2p.Names;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Presence;
import earshot.event.ImEvent.Presence.State;
import earshot.flow.Direction;
import earshot.xml.Xml;
import java.util.LinkedHashMap;
import java.util.Map;

/// Who is online and what they say of themselves: CHG, ILN, NLN, FLN, UBX, UUX, NFY.
final class Presences {
    private static final int MOST = 1024;

    /// What was last said of an account.
    private static final class Known {
        State state;
        String text = "";
    }

    private final Link link;
    private final Map<String, Known> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    Presences(Link link) {
        this.link = link;
    }

    static boolean isState(String word) {
        return state(word) != null;
    }

    private static State state(String word) {
        return switch (word) {
            case "NLN" -> State.ONLINE;
            case "BSY", "PHN" -> State.BUSY;
            case "IDL" -> State.IDLE;
            case "AWY", "BRB", "LUN" -> State.AWAY;
            case "HDN" -> State.INVISIBLE;
            case "FLN" -> State.OFFLINE;
            default -> null;
        };
    }

    void line(Direction from, Line line, byte[] payload) {
        boolean client = from == Direction.CLIENT;
        switch (line.command()) {
            // The server's echo counts: what it refuses never holds.
            case "CHG" -> {
                if (!client && isState(line.arg(1))) changed(link.speaking(), state(line.arg(1)));
            }
            case "ILN" -> {
                if (!client) changed(Names.bare(line.arg(2)), state(line.arg(1)));
            }
            case "NLN" -> {
                if (!client) changed(Names.bare(line.arg(1)), state(line.arg(0)));
            }
            case "FLN" -> {
                if (!client) changed(Names.bare(line.arg(0)), State.OFFLINE);
            }
            case "UBX" -> {
                if (!client && payload.length > 0) data(Names.bare(line.arg(0)), payload);
            }
            case "UUX" -> {
                if (client && payload.length > 0) data(link.speaking(), payload);
            }
            default -> {}
        }
    }

    /// Presence in the manner of MSNP 21: `<user><s n="IM"><Status>NLN</Status></s>`.
    void user(Account account, byte[] xml) {
        String[] found = {"", ""};
        boolean whole = Xml.read(xml, new Xml.Listener() {
            @Override
            public void end(String name, String text) {
                if (name.equals("Status")) found[0] = text.strip();
                else if (name.equals("PSM")) found[1] = text.strip();
            }
        });
        if (!whole || account == null || !isState(found[0])) return;
        entry(account).text = found[1];
        changed(account, state(found[0]));
    }

    boolean isOffline(Account account) {
        Known entry = known.get(Names.key(account.id()));
        return entry != null && entry.state == State.OFFLINE;
    }

    private Known entry(Account account) {
        return known.computeIfAbsent(Names.key(account.id()), _ -> new Known());
    }

    private void changed(Account account, State state) {
        if (account == null || state == null) return;
        Known entry = entry(account);
        if (state == State.OFFLINE) entry.text = "";
        // Servers repeat themselves: once for each endpoint, and with each change of a picture.
        if (entry.state == state) return;
        entry.state = state;
        emit(account, entry);
    }

    /// A personal message or a song.
    private void data(Account account, byte[] xml) {
        if (account == null) return;
        String[] found = {null, ""};
        boolean whole = Xml.read(xml, new Xml.Listener() {
            @Override
            public void end(String name, String text) {
                if (name.equals("PSM")) found[0] = text.strip();
                else if (name.equals("CurrentMedia")) found[1] = song(text.strip());
            }
        });
        if (!whole) link.out.anomaly("msnp-malformed-xml", "a personal message of " + xml.length + " bytes");
        if (!whole || found[0] == null) return;
        String text = found[1].isEmpty() ? found[0] : (found[0] + " (" + found[1] + ")").strip();
        Known entry = entry(account);
        if (entry.text.equals(text)) return;
        entry.text = text;
        if (entry.state != null) emit(account, entry);
    }

    /// `\0Music\01\0{0} - {1}\0Title\0Artist\0…`: the format and what goes into it.
    private static String song(String media) {
        String[] parts = media.split("\\\\0", 16);
        if (parts.length < 5 || !parts[2].equals("1")) return "";
        String text = parts[3];
        for (int i = 4; i < parts.length; i++) text = text.replace("{" + (i - 4) + "}", parts[i]);
        return text.strip();
    }

    private void emit(Account account, Known entry) {
        link.out.emit(new Presence(link.seen(), account, entry.state, entry.text, Client.UNKNOWN));
    }

    /// Lost lines may have changed all of it.
    void forget() {
        known.clear();
    }
}
