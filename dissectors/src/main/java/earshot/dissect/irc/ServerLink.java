package earshot.dissect.irc;

import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Identity;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Presence;
import earshot.flow.Direction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A link between two servers: the lines of many users, who are mostly called by numbers.
final class ServerLink implements Reading {
    private final Wire wire;
    private final Talk talk;
    private final Channels channels;
    private final Buddies buddies;
    private final Lookups lookups;
    private final Numbers numbers;
    private final Map<Direction, Passwords> passwords = new HashMap<>();
    /// ircu's protocol, whose lines begin with a number and whose commands are letters.
    private boolean p10;

    /// @param opened what PASS lines came before it was clear that this is a link
    ServerLink(Wire wire, Passwords opened) {
        this.wire = wire;
        talk = new Talk(wire, new Transfers(wire));
        channels = new Channels(wire);
        buddies = new Buddies(wire);
        lookups = new Lookups(wire, () -> Account.NONE);
        numbers = new Numbers(wire);
        passwords.put(Direction.CLIENT, opened);
        passwords.put(Direction.SERVER, new Passwords(wire.out));
    }

    /// Whether only a server says this on a connection where no client has been welcomed.
    static boolean introduces(Line line) {
        return switch (line.command()) {
            case "PASS" -> line.param(1).equals("TS") || line.count() > 2 && Numbers.digits(line.param(1), 4);
            case "SERVER" -> line.count() >= 3;
            case "CAPAB", "SVINFO" -> true;
            // Clients ask for NAMESX and UHNAMES so.
            case "PROTOCTL" -> line.rest(0).indexOf('=') >= 0 || line.rest(0).contains("NICKv2");
            case "UID", "EUID", "SJOIN", "FJOIN", "NJOIN", "SID", "UNICK" ->
                !line.source().isEmpty();
            default -> false;
        };
    }

    @Override
    public Line parse(String octets) {
        if (!p10) return Line.read(octets);
        Line plain = Line.read(octets);
        boolean handshake = plain != null
                && (plain.command().equals("SERVER")
                        || plain.command().equals("PASS")
                        || plain.command().equals("ERROR"));
        return handshake ? plain : Line.read(octets, !octets.startsWith(":"));
    }

    @Override
    public void line(Direction from, Line line) {
        Line named = named(line);
        Source who = named.from();
        switch (p10 ? P10.command(line.command()) : line.command()) {
            case "PASS" -> passwords.get(from).add(line.param(0));
            case "SERVER" -> server(from, line);
            case "UID", "EUID" -> uid(line);
            case "NICK", "UNICK" -> nick(line);
            case "PRIVMSG", "NOTICE" -> said(line, named);
            case "JOIN" -> join(who, line);
            case "IJOIN" -> join(who, line);
            case "SJOIN", "FJOIN", "NJOIN", "BURST" -> burst(line);
            case "PART" -> channels.part(who, named);
            case "KICK" -> channels.kick(who, withParam(named, 1, numbers.nick(line.param(1))));
            case "TOPIC" -> channels.topic(who, shortTopic(named));
            case "INVITE" -> channels.invite(who, withParam(named, 0, numbers.nick(line.param(0))));
            case "MODE" -> {
                if (wire.isupport.channel(line.param(0))) channels.mode(who, named);
            }
            case "QUIT" -> {
                if (!who.server()) buddies.quit(who.name(), line.param(0));
                numbers.remove(line.source());
            }
            case "KILL" -> killed(who, line);
            case "AWAY" -> {
                var state = line.param(0).isEmpty() ? Presence.State.ONLINE : Presence.State.AWAY;
                buddies.presence(who.name(), state, Wire.text(line.param(0)), Client.UNKNOWN);
            }
            default -> {}
        }
    }

    /// The line with its source by nick.
    private Line named(Line line) {
        String nick = numbers.nick(Source.of(line.source()).name());
        return new Line(line.tags(), nick, line.command(), line.params(), line.trailing());
    }

    private static Line withParam(Line line, int i, String value) {
        if (i >= line.count()) return line;
        List<String> params = new ArrayList<>(line.params());
        params.set(i, value);
        return new Line(line.tags(), line.source(), line.command(), params, line.trailing());
    }

    /// TOPIC of servers may have times and setters between the channel and the text.
    private static Line shortTopic(Line line) {
        List<String> params = List.of(line.param(0), line.last());
        return new Line(line.tags(), line.source(), line.command(), params, true);
    }

    // Servers.

    /// `SERVER name hops …`; InspIRCd: `SERVER name password hops id :description`; P10: `SERVER name hops start
    /// link J10 number flags :description`.
    private void server(Direction from, Line line) {
        if (!line.source().isEmpty()) return;
        Account server = Wire.account(line.param(0));
        passwords.get(from).expose(server, "server link PASS");
        boolean password = line.count() > 4 && !Numbers.digits(line.param(1), 1) && Numbers.digits(line.param(2), 1);
        if (password) {
            passwords.get(from).add(line.param(1));
            passwords.get(from).expose(server, "server link SERVER");
        }
        String protocol = line.param(4);
        boolean ircu = line.count() > 6 && (protocol.startsWith("J") || protocol.startsWith("P"));
        if (ircu && Numbers.digits(protocol.substring(1), 2)) {
            p10 = true;
            numbers.p10();
        }
        if (from == Direction.CLIENT) wire.out.network(server.id());
    }

    // Users.

    /// `UID nick hops time modes user host address number :name` in TS6, UnrealIRCd's with more between, and
    /// InspIRCd's with the number first: `UID number time nick …`.
    private void uid(Line line) {
        if (Numbers.user(line.param(0))) {
            introduce(line.param(0), line.param(2));
            return;
        }
        for (int i = 4; i < line.count() - 1; i++) {
            if (!Numbers.user(line.param(i))) continue;
            introduce(line.param(i), line.param(0));
            return;
        }
    }

    private void introduce(String number, String nick) {
        numbers.put(number, nick);
        buddies.presence(nick, Presence.State.ONLINE, "", Client.UNKNOWN);
    }

    /// A new user of a server, or a user's new nick.
    private void nick(Line line) {
        if (p10 && line.count() >= 7) {
            introduce(line.param(line.count() - 2), line.param(0));
        } else if (line.count() >= 7) {
            buddies.presence(line.param(0), Presence.State.ONLINE, "", Client.UNKNOWN);
        } else if (!line.source().isEmpty() && !line.param(0).isEmpty()) {
            String source = Source.of(line.source()).name();
            Account was = numbers.account(source);
            numbers.rename(source, line.param(0));
            var kind = was.named() ? Identity.Kind.RENAMED : Identity.Kind.NAMED;
            wire.out.emit(new Identity(wire.out.seen(), was, Wire.account(line.param(0)), kind));
        }
    }

    private void killed(Source who, Line line) {
        String nick = numbers.nick(line.param(0));
        if (!nick.isEmpty()) {
            String reason = "killed by " + Wire.text(who.name()) + ": " + Wire.text(line.last());
            buddies.presence(nick, Presence.State.OFFLINE, reason, Client.UNKNOWN);
        }
        numbers.remove(line.param(0));
    }

    // Channels.

    /// RFC 2813 `JOIN #a,#b`; TS6 `JOIN time #channel modes`; P10 `J #channel time`; InspIRCd `IJOIN #channel id`.
    private void join(Source who, Line line) {
        for (int i = 0; i < Math.min(2, line.count()); i++) {
            String channel = line.param(i);
            int bell = channel.indexOf('\u0007');
            if (bell > 0) channel = channel.substring(0, bell);
            if (!wire.isupport.channel(channel)) continue;
            channels.join(who, new Line("", line.source(), "JOIN", List.of(channel), false));
            return;
        }
    }

    /// Who is in a channel as two servers meet. The channel is the first parameter that is one; the members
    /// stand in the last, or in P10 in the first with a comma or a number's length after it.
    private void burst(Line line) {
        int at = 0;
        while (at < line.count() && !wire.isupport.channel(line.param(at))) at++;
        if (at == line.count()) return;
        String members = p10 ? P10.members(line, at) : line.last();
        for (String member : members.split(p10 || line.command().equals("NJOIN") ? "," : " ", -1)) {
            String name = member;
            // FJOIN: `modes,number:membership`.
            if (line.command().equals("FJOIN")) name = member.substring(member.indexOf(',') + 1);
            int colon = name.indexOf(':');
            if (colon >= 0) name = name.substring(0, colon);
            int status = wire.isupport.statusLength(name);
            // Bans of UnrealIRCd stand among the members.
            if (name.startsWith("&\"") || name.isEmpty()) continue;
            channels.present(line.param(at), name.substring(0, status) + numbers.nick(name.substring(status)));
        }
    }

    // Words.

    private void said(Line line, Line named) {
        Source who = Source.of(line.source());
        if (who.server() || numbers.server(who.name())) return;
        String target = wire.isupport.channel(wire.isupport.withoutStatus(line.param(0)))
                ? line.param(0)
                : numbers.nick(line.param(0));
        if (target.isEmpty()) target = Numbers.UNKNOWN + line.param(0);
        boolean notice = named.command().equals("NOTICE") || named.command().equals("O");
        Speech speech = new Speech(
                wire.out.seen(),
                Tags.of(line),
                numbers.account(who.name()),
                who.name(),
                target,
                Account.NONE,
                Leg.RELAYED,
                notice,
                false,
                line.param(1),
                false);
        talk.hear(speech, null);
    }

    @Override
    public void gap(Direction from, long bytes) {
        numbers.forget();
    }

    @Override
    public void end() {
        lookups.endAll();
        for (Direction side : Direction.values())
            passwords.get(side).expose(wire.out.unnamed(side), "server link PASS");
    }
}
