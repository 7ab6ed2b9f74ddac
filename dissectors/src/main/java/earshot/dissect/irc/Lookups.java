package earshot.dissect.irc;

import earshot.event.Account;
import earshot.event.ImEvent.Identity;
import earshot.event.ImEvent.Lookup;
import earshot.event.Seen;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// What servers tell about users: WHOIS and WHOWAS (several numerics, put together), WHO (one each), and which
/// services account is behind a nick.
final class Lookups {
    /// Answers that grow at a time; of more, the oldest is said as it is.
    private static final int OPEN = 16;
    private static final int LONGEST = 8 * 1024;
    private static final int REMEMBERED = 1024;

    private static final class Answer {
        private final StringBuilder text = new StringBuilder();
        private final String nick;
        private Seen seen;

        Answer(String nick) {
            this.nick = nick;
        }
    }

    private final Wire wire;
    private final Supplier<Account> asker;
    private final Map<String, Answer> open = new LinkedHashMap<>();
    private final Set<String> accounts = new HashSet<>();

    /// @param asker who asked
    Lookups(Wire wire, Supplier<Account> asker) {
        this.wire = wire;
        this.asker = asker;
    }

    /// A numeric of WHOIS or WHOWAS other than their ends: `me nick …`.
    void whois(Line line) {
        String nick = line.param(1);
        if (nick.isEmpty() || line.count() < 3) return;
        String key = wire.isupport.folded(nick);
        if (!open.containsKey(key) && open.size() == OPEN)
            say(open.keySet().iterator().next());
        Answer answer = open.computeIfAbsent(key, _ -> new Answer(nick));
        Seen now = wire.out.seen();
        answer.seen = answer.seen == null ? now : now.withFrames(answer.seen.frames());
        if (answer.text.length() > LONGEST) return;
        if (!answer.text.isEmpty()) answer.text.append('\n');
        answer.text.append(Wire.text(line.rest(2)));
    }

    /// Numerics 318 and 369, and the end of what was seen.
    void end(String nick) {
        String key = wire.isupport.folded(nick);
        Answer answer = open.get(key);
        if (answer == null) return;
        answer.seen = wire.out.seen().withFrames(answer.seen.frames());
        say(key);
    }

    /// What has come so far of every answer.
    void endAll() {
        while (!open.isEmpty()) say(open.keySet().iterator().next());
    }

    private void say(String key) {
        Answer answer = open.remove(key);
        wire.out.emit(new Lookup(answer.seen, asker.get(), Wire.account(answer.nick), answer.text.toString()));
    }

    /// Numeric 352: `me channel user host server nick flags :hops real name`.
    void who(Line line) {
        if (line.count() < 8) return;
        String text =
                line.param(2) + "@" + line.param(3) + " " + line.param(4) + " " + line.param(6) + " " + line.last();
        wire.out.emit(new Lookup(wire.out.seen(), asker.get(), Wire.account(line.param(5)), Wire.text(text)));
    }

    /// A nick whose user is logged in to services as this account.
    void account(String nick, String account) {
        if (nick.isEmpty() || account.isEmpty() || account.equals("*") || account.equals("0")) return;
        if (wire.same(nick, account) || !accounts.add(wire.isupport.folded(nick) + " " + account)) return;
        if (accounts.size() > REMEMBERED) accounts.clear();
        Account is = Wire.account(account);
        wire.out.emit(new Identity(wire.out.seen(), Wire.account(nick), is, Identity.Kind.SAME));
    }
}
