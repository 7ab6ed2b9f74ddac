package earshot.dissect.irc;

import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Presence;
import java.util.HashSet;
import java.util.Set;

/// Whom a client watches, which is its user's contact list, and who is there and who is away.
final class Buddies {
    /// Programs ask for the same nicks every minute: each is said once, as long as there are not more than this.
    private static final int REMEMBERED = 1024;

    private final Wire wire;
    private final Set<String> listed = new HashSet<>();

    Buddies(Wire wire) {
        this.wire = wire;
    }

    /// `ISON ann bob`.
    void ison(Account owner, Line line) {
        for (String nick : line.rest(0).split(" +", 64)) contact(owner, nick, Contact.State.LISTED);
    }

    /// `WATCH +ann -bob`; `C`, `S` and `L` without a sign ask for the list itself.
    void watch(Account owner, Line line) {
        for (String entry : line.rest(0).split("[ ,]+", 128)) {
            if (entry.startsWith("+")) contact(owner, entry.substring(1), Contact.State.LISTED);
            else if (entry.startsWith("-")) contact(owner, entry.substring(1), Contact.State.REMOVED);
        }
    }

    /// `MONITOR + ann,bob`.
    void monitor(Account owner, Line line) {
        boolean adds = line.param(0).equals("+");
        if (!adds && !line.param(0).equals("-")) return;
        for (String nick : line.param(1).split(",", 128)) {
            contact(owner, nick, adds ? Contact.State.LISTED : Contact.State.REMOVED);
        }
    }

    /// `ACCEPT ann,-bob`: who may write to a user who otherwise takes nothing.
    void accept(Account owner, Line line) {
        for (String nick : line.param(0).split(",", 64)) {
            if (nick.startsWith("-")) contact(owner, nick.substring(1), Contact.State.REMOVED);
            else if (!nick.equals("*")) contact(owner, nick, Contact.State.ALLOWED);
        }
    }

    /// `SILENCE +mask`: only a mask that names one nick is about somebody.
    void silence(Account owner, Line line) {
        String mask = line.param(0);
        String nick = Source.of(mask.startsWith("+") || mask.startsWith("-") ? mask.substring(1) : mask)
                .name();
        if (nick.isEmpty() || nick.indexOf('*') >= 0 || nick.indexOf('?') >= 0 || nick.indexOf('.') >= 0) return;
        contact(owner, nick, mask.startsWith("-") ? Contact.State.REMOVED : Contact.State.BLOCKED);
    }

    private void contact(Account owner, String nick, Contact.State state) {
        if (!nick(nick)) return;
        String key = state + " " + wire.isupport.folded(nick);
        if (listed.contains(key)) return;
        if (state == Contact.State.REMOVED) listed.remove(Contact.State.LISTED + " " + wire.isupport.folded(nick));
        else if (listed.size() < REMEMBERED) listed.add(key);
        var groups = java.util.List.<String>of();
        wire.out.emit(new Contact(wire.out.seen(), owner, Wire.account(nick), "", groups, state));
    }

    /// Numerics 303, 730: nicks, or whole masks, that are there.
    void online(String names, String separator) {
        for (String name : names.strip().split(separator, 128)) {
            presence(Source.of(name).name(), Presence.State.ONLINE, "", Client.UNKNOWN);
        }
    }

    void offline(String names, String separator) {
        for (String name : names.strip().split(separator, 128)) {
            presence(Source.of(name).name(), Presence.State.OFFLINE, "", Client.UNKNOWN);
        }
    }

    void presence(String nick, Presence.State state, String text, Client client) {
        if (nick(nick)) presence(Wire.account(nick), state, text, client);
    }

    void presence(Account who, Presence.State state, String text, Client client) {
        wire.out.emit(new Presence(wire.out.seen(), who, state, text, client));
    }

    /// QUIT: gone, with words that may be the program's.
    void quit(String nick, String reason) {
        String text = Wire.text(reason);
        Client client = ClientEvidence.goodbye(text);
        presence(nick, Presence.State.OFFLINE, text, client == null ? Client.UNKNOWN : client);
    }

    private static boolean nick(String nick) {
        return !nick.isEmpty() && !nick.equals("*");
    }
}
