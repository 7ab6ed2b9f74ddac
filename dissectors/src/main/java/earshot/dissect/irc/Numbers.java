package earshot.dissect.irc;

import earshot.event.Account;
import java.util.HashMap;
import java.util.Map;

/// The numbers that servers give users on their links, and the nicks behind them. Octets.
///
/// At most [#USERS]: who comes when there are more keeps the number for a name, and is counted as an anomaly.
final class Numbers {
    static final int USERS = 65_536;
    /// Before the number of a user whose nick the capture does not show.
    static final String UNKNOWN = "?";

    private final Wire wire;
    private final Map<String, String> nicks = new HashMap<>();
    /// ircu's numbers: two characters for a server, three more for a user.
    private boolean p10;

    Numbers(Wire wire) {
        this.wire = wire;
    }

    void p10() {
        p10 = true;
    }

    /// TS6, InspIRCd, UnrealIRCd: a digit, two letters or digits for the server, six for the user.
    static boolean user(String word) {
        return word.length() == 9 && identifier(word);
    }

    /// Three characters of the same kind, in P10 any two: a server.
    boolean server(String word) {
        return p10 ? word.length() <= 2 : word.length() == 3 && identifier(word);
    }

    private static boolean identifier(String word) {
        if (word.charAt(0) < '0' || word.charAt(0) > '9') return false;
        for (int i = 1; i < word.length(); i++) {
            char c = word.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z')) return false;
        }
        return true;
    }

    static boolean digits(String word, int least) {
        for (int i = 0; i < word.length(); i++) if (word.charAt(i) < '0' || word.charAt(i) > '9') return false;
        return word.length() >= least;
    }

    void put(String number, String nick) {
        if (number.isEmpty() || nick.isEmpty()) return;
        if (nicks.size() < USERS || nicks.containsKey(number)) nicks.put(number, nick);
        else wire.out.anomaly("irc-too-many-users", "a link with more than " + USERS + " users");
    }

    void rename(String number, String nick) {
        if (p10 || user(number)) put(number, nick);
    }

    void remove(String number) {
        nicks.remove(number);
    }

    /// The nick behind a number; a name that is no number itself; "" for a number that is not known.
    String nick(String name) {
        String nick = nicks.get(name);
        if (nick != null) return nick;
        return (p10 ? name.length() == 5 : user(name)) ? "" : name;
    }

    /// The user as an account; unnamed where only the number is known.
    Account account(String name) {
        String nick = nick(name);
        return nick.isEmpty() ? new Account(UNKNOWN + name, "", false, "") : Wire.account(nick);
    }

    /// Lost bytes may have changed any nick.
    void forget() {
        nicks.clear();
    }
}
