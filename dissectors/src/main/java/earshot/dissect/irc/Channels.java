package earshot.dissect.irc;

import earshot.event.Account;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Room;
import earshot.event.ImEvent.Room.Action;

/// What happens to channels and who is in them, as the server tells it.
final class Channels {
    private final Wire wire;

    Channels(Wire wire) {
        this.wire = wire;
    }

    /// `JOIN #a,#b [account :real name]`.
    void join(Source who, Line line) {
        for (String channel : line.param(0).split(",", 64)) {
            if (wire.isupport.channel(channel)) say(channel, Wire.account(who.name()), Action.JOINED, "");
        }
    }

    void part(Source who, Line line) {
        String reason = Wire.text(line.param(1));
        for (String channel : line.param(0).split(",", 64)) {
            if (wire.isupport.channel(channel)) say(channel, Wire.account(who.name()), Action.LEFT, reason);
        }
    }

    /// `KICK #a,#b nick,nick :reason`.
    void kick(Source who, Line line) {
        String[] channels = line.param(0).split(",", 64);
        String[] nicks = line.param(1).split(",", 64);
        String why = by(who, line.param(2));
        for (int i = 0; i < nicks.length; i++) {
            String channel = channels[Math.min(i, channels.length - 1)];
            if (wire.isupport.channel(channel)) say(channel, Wire.account(nicks[i]), Action.KICKED, why);
        }
    }

    void topic(Source who, Line line) {
        Account setter = who.server() ? Account.NONE : Wire.account(who.name());
        say(line.param(0), setter, Action.TOPIC, Wire.text(line.param(1)));
    }

    void invite(Source who, Line line) {
        say(line.param(1), Wire.account(line.param(0)), Action.INVITED, by(who, ""));
    }

    /// Numeric 332: the topic that was set before.
    void standingTopic(Line line) {
        say(line.param(1), Account.NONE, Action.TOPIC, Wire.text(line.last()));
    }

    /// Numeric 353: `nick = #channel :@ann +bob`. With userhost-in-names each is a whole `nick!user@host`.
    void names(Line line) {
        if (line.count() < 3) return;
        String channel = line.param(line.count() - 2);
        for (String name : line.last().split(" ", -1)) present(channel, name);
    }

    /// Somebody found in a channel: a nick with its status before it.
    void present(String channel, String name) {
        int status = wire.isupport.statusLength(name);
        String nick = Source.of(name.substring(status)).name();
        if (nick.isEmpty() || !wire.isupport.channel(channel)) return;
        say(channel, Wire.account(nick), Action.PRESENT, name.substring(0, status));
    }

    /// `MODE #channel +ovb-k nick nick mask key`.
    void mode(Source who, Line line) {
        boolean set = true;
        int argument = 2;
        String channel = line.param(0);
        for (int i = 0; i < line.param(1).length(); i++) {
            char mode = line.param(1).charAt(i);
            if (mode == '+' || mode == '-') {
                set = mode == '+';
                continue;
            }
            if (!wire.isupport.takesArgument(mode, set) || argument >= line.count()) continue;
            String value = line.param(argument++);
            String change = (set ? "+" : "-") + mode;
            if (wire.isupport.status(mode)) {
                say(channel, Wire.account(value), Action.ROLE, change + " " + by(who, ""));
            } else if (mode == 'b' && set) {
                say(channel, literal(value), Action.BANNED, Wire.text(value) + " " + by(who, ""));
            } else if (mode == 'k' && set && !value.equals("*")) {
                if (!who.server()) key(Wire.account(who.name()), value);
            }
        }
    }

    /// A channel's key, by somebody who sets it, enters with it or is told it.
    void key(Account who, String key) {
        var form = Credential.Form.CLEARTEXT;
        wire.out.emit(new Credential(wire.out.seen(), who, form, Wire.text(key), "channel key", 0));
    }

    /// The nick that a ban names, nobody where it is for many.
    private static Account literal(String mask) {
        String nick = Source.of(mask).name();
        boolean one = mask.indexOf('!') >= 0 && nick.indexOf('*') < 0 && nick.indexOf('?') < 0;
        return one ? Wire.account(nick) : Account.NONE;
    }

    private static String by(Source who, String reason) {
        String by = "by " + Wire.text(who.name());
        return reason.isEmpty() ? by : by + ": " + Wire.text(reason);
    }

    private void say(String channel, Account account, Action action, String text) {
        if (channel.isEmpty()) return;
        wire.out.emit(new Room(wire.out.seen(), Wire.text(channel), account, action, text.strip()));
    }
}
