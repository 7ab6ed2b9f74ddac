package earshot.dissect.irc;

import earshot.dissect.irc.Batches.Batch;
import earshot.dissect.irc.Batches.Multiline;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Host;
import earshot.event.ImEvent.Identity;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Presence;
import earshot.flow.Direction;

/// The connection of a client to its server.
final class ClientSession implements Reading {
    private final Wire wire;
    private final Sasl sasl;
    private final Registration registration;
    private final Transfers transfers;
    private final Talk talk;
    private final Channels channels;
    private final Buddies buddies;
    private final Lookups lookups;
    private final Batches sentBatches = new Batches(), deliveredBatches = new Batches();
    private final Playback playback;
    private boolean serverSeen;
    /// Something was said that is only said between a client and its server.
    private boolean proven;
    /// What the client last said to be away for; the server only confirms that it heard.
    private String awayText = "";

    ClientSession(Wire wire) {
        this.wire = wire;
        sasl = new Sasl(wire.out);
        registration = new Registration(wire, sasl);
        transfers = new Transfers(wire);
        talk = new Talk(wire, transfers);
        channels = new Channels(wire);
        buddies = new Buddies(wire);
        lookups = new Lookups(wire, registration::me);
        playback = new Playback(wire);
    }

    Registration registration() {
        return registration;
    }

    /// Whether this is surely no link between servers, whatever somebody writes on it.
    boolean proven() {
        return proven;
    }

    @Override
    public void line(Direction from, Line line) {
        proven |= from == Direction.CLIENT
                ? clients(line)
                : line.numeric() >= 0 || line.from().mask();
        if (from == Direction.CLIENT) fromClient(line);
        else fromServer(line);
    }

    private static boolean clients(Line line) {
        return switch (line.command()) {
            case "USER", "CAP", "JOIN", "PRIVMSG", "AUTHENTICATE" ->
                line.source().isEmpty();
            default -> false;
        };
    }

    private void fromClient(Line line) {
        switch (line.command()) {
            case "PRIVMSG" -> talk.hear(sent(line, false), sentBatches.of(Tags.of(line)));
            case "NOTICE" -> talk.hear(sent(line, true), sentBatches.of(Tags.of(line)));
            case "CPRIVMSG", "CNOTICE" -> talk.hear(sent(line, line.command().equals("CNOTICE")), null);
            case "TAGMSG" -> talk.tags(sent(line, false));
            case "REDACT" -> talk.redact(sent(line, false), Wire.text(line.param(1)), line.param(2));
            case "BATCH" -> batch(sentBatches, line);
            case "NICK" -> registration.nickAsked(line.param(0));
            case "PASS" -> registration.password(line.param(0));
            case "USER" -> user(line);
            case "AUTHENTICATE" -> sasl.client(line.param(0));
            case "OPER" -> credential(Wire.account(line.param(0)), line.param(1), "OPER");
            case "WEBIRC" -> webirc(line);
            case "REGISTER" -> register(line);
            case "QUIT" -> registration.quit(Wire.text(line.param(0)));
            case "JOIN" -> join(line);
            case "ISON" -> buddies.ison(registration.me(), line);
            case "WATCH" -> buddies.watch(registration.me(), line);
            case "MONITOR" -> buddies.monitor(registration.me(), line);
            case "ACCEPT" -> buddies.accept(registration.me(), line);
            case "SILENCE" -> buddies.silence(registration.me(), line);
            case "AWAY" -> awayText = Wire.text(line.param(0));
            case "MODE" -> modeKey(line);
            case "PING" -> {
                // HexChat and its forerunner measure the lag so.
                if (line.param(0).startsWith("LAG")) registration.program(new Client("HexChat", "", ""));
            }
            case "SQUERY" -> told(line.param(0), line.rest(1));
            case "NICKSERV", "NS", "CHANSERV", "CS", "USERSERV", "AUTHSERV", "AS" -> told(line.command(), line.rest(0));
            case "IDENTIFY", "ID" -> told("NICKSERV", "IDENTIFY " + line.rest(0));
            default -> {}
        }
    }

    private void fromServer(Line line) {
        serverSeen = true;
        Source who = line.from();
        int numeric = line.numeric();
        if (numeric < 0 || numeric > 5) registration.greeted(who, numeric >= 0);
        if (numeric >= 0) {
            numeric(who, numeric, line);
            return;
        }
        switch (line.command()) {
            case "PRIVMSG", "NOTICE" -> delivered(who, line);
            case "TAGMSG" -> talk.tags(delivered(who, line, false));
            case "REDACT" -> talk.redact(delivered(who, line, false), Wire.text(line.param(1)), line.param(2));
            case "BATCH" -> batch(deliveredBatches, line);
            case "JOIN" -> {
                channels.join(who, line);
                if (line.count() > 1) lookups.account(who.name(), line.param(1));
            }
            case "PART" -> channels.part(who, line);
            case "KICK" -> channels.kick(who, line);
            case "TOPIC" -> channels.topic(who, line);
            case "INVITE" -> channels.invite(who, line);
            case "MODE" -> mode(who, line);
            case "NICK" -> nick(who, line.param(0));
            case "QUIT" -> buddies.quit(who.name(), line.param(0));
            case "KILL" -> killed(who, line);
            case "AWAY" -> away(who, line);
            case "ACCOUNT" -> lookups.account(who.name(), line.param(0));
            case "AUTHENTICATE" -> sasl.server(line.param(0));
            case "CAP" -> registration.addressed(line.param(0));
            case "PONG" -> playback.live(line);
            case "ERROR" -> registration.closed(Wire.text(line.param(0)));
            default -> {}
        }
    }

    private void numeric(Source who, int numeric, Line line) {
        playback.live(line);
        String target = line.param(0);
        if (numeric == 1) registration.welcome(who, target);
        else if (numeric > 1 && (numeric < 430 || numeric > 437)) registration.called(target);
        switch (numeric) {
            case 5 -> wire.isupport.read(line);
            case 301 -> buddies.presence(line.param(1), Presence.State.AWAY, Wire.text(line.last()), Client.UNKNOWN);
            case 303 -> buddies.online(line.last(), " ");
            case 305 -> buddies.presence(registration.me(), Presence.State.ONLINE, "", Client.UNKNOWN);
            case 306 -> buddies.presence(registration.me(), Presence.State.AWAY, awayText, Client.UNKNOWN);
            case 311, 312, 313, 314, 317, 319, 330, 338, 378, 379, 671, 307, 320 -> {
                if (numeric == 330) lookups.account(line.param(1), line.param(2));
                lookups.whois(line);
            }
            case 318, 369 -> lookups.end(line.param(1));
            // Also tells the key to those who are inside.
            case 324 -> channels.mode(Source.of(registration.nick()), shifted(line));
            case 332 -> channels.standingTopic(line);
            case 341 -> {
                Source me = Source.of(registration.nick());
                channels.invite(me, shifted(line));
            }
            case 352 -> lookups.who(line);
            case 353 -> channels.names(line);
            case 432, 433, 436, 437 -> registration.nickRefused(line.param(1));
            case 464, 465 -> registration.turnedAway(Wire.text(line.last()));
            case 491 -> registration.failed(registration.me(), "OPER", Wire.text(line.last()));
            case 600, 604 -> buddies.presence(line.param(1), Presence.State.ONLINE, "", Client.UNKNOWN);
            case 601, 605 -> buddies.presence(line.param(1), Presence.State.OFFLINE, "", Client.UNKNOWN);
            case 598, 609 ->
                buddies.presence(line.param(1), Presence.State.AWAY, Wire.text(line.last()), Client.UNKNOWN);
            case 670 -> wire.out.peel("starttls");
            case 730 -> buddies.online(line.last(), ",");
            case 731 -> buddies.offline(line.last(), ",");
            case 900 -> {
                lookups.account(Source.of(line.param(1)).name(), line.param(2));
                registration.authenticated();
            }
            case 903 -> registration.authenticated();
            case 904, 905 -> registration.refused(Wire.text(line.last()));
            case 906, 907 -> sasl.over();
            default -> {}
        }
    }

    // What the client says of itself.

    private void user(Line line) {
        String realName = line.param(3);
        // mIRC quotes the host and the server that nobody reads; libpurple names itself.
        if (line.param(1).equals("\"\"")
                || line.param(1).startsWith("\"") && line.param(2).startsWith("\"")) {
            registration.program(new Client("mIRC", "", ""));
        } else if (realName.equals("purple") || realName.equals("realname=purple")) {
            registration.program(new Client("libpurple", "", ""));
        }
    }

    private void join(Line line) {
        // What irssi asks to see whether the server knows CAP: a JOIN of nothing.
        if (line.param(0).isEmpty() && line.trailing()) registration.program(new Client("irssi", "", ""));
        String[] keys = line.param(1).split(",", 32);
        for (String key : keys) if (!key.isEmpty()) channels.key(registration.me(), key);
    }

    private void modeKey(Line line) {
        if (!wire.isupport.channel(line.param(0)) || line.param(1).indexOf('k') < 0) return;
        // Said again by the server when it is done, but then who asked would be one of several.
        if (!serverSeen) channels.mode(Source.of(registration.nick()), line);
    }

    /// `WEBIRC password gateway host address`: the gateway's password, and where its user really is.
    private void webirc(Line line) {
        credential(Wire.account(line.param(1)), line.param(0), "WEBIRC");
        if (line.count() < 4) return;
        String host = Wire.text(line.param(2));
        String address = Wire.text(line.param(3));
        wire.out.emit(new Host(wire.out.seen(), address, "", host.equals(address) ? "" : host, "webirc"));
    }

    /// IRCv3: `REGISTER account email password`, `*` for one's own nick.
    private void register(Line line) {
        if (line.count() < 3) return;
        boolean own = line.param(0).equals("*");
        credential(own ? registration.me() : Wire.account(line.param(0)), line.param(2), "REGISTER");
    }

    private void told(String service, String words) {
        ServiceCommand told = ServiceCommand.read(service, words);
        if (told != null) talk.expose(wire.out.seen(), registration.me(), told);
    }

    private void credential(Account account, String secret, String mechanism) {
        if (secret.isEmpty() || account.isNone()) return;
        var form = Credential.Form.CLEARTEXT;
        wire.out.emit(new Credential(wire.out.seen(), account, form, Wire.text(secret), mechanism, 0));
    }

    // What is said.

    private Speech sent(Line line, boolean notice) {
        // CPRIVMSG has a channel between the nick and the text.
        int words = line.command().startsWith("C") ? 2 : 1;
        return new Speech(
                wire.out.seen(),
                Tags.of(line),
                registration.me(),
                registration.nick(),
                line.param(0),
                Account.NONE,
                Leg.SENT,
                notice,
                false,
                line.param(words),
                false);
    }

    private void delivered(Source who, Line line) {
        boolean notice = line.command().equals("NOTICE");
        if (registration.isServer(who)) {
            if (notice) registration.addressed(line.param(0));
            return;
        }
        Speech speech = delivered(who, line, notice);
        talk.hear(speech, deliveredBatches.of(speech.tags()));
    }

    private Speech delivered(Source who, Line line, boolean notice) {
        Tags tags = Tags.of(line);
        lookups.account(who.name(), tags.value("account"));
        Batch batch = deliveredBatches.of(tags);
        boolean history = batch != null && batch.history() || playback.history(who, line, tags);
        boolean own = registration.isMe(who.name());
        return new Speech(
                wire.out.seen(),
                tags,
                Wire.account(who.name()),
                who.name(),
                line.param(0),
                registration.nick().isEmpty() || own ? Account.NONE : registration.me(),
                own ? Leg.ECHO : Leg.DELIVERED,
                notice,
                history,
                line.param(1),
                false);
    }

    private void batch(Batches batches, Line line) {
        String reference = line.param(0);
        if (reference.startsWith("+")) {
            batches.begin(line);
        } else if (reference.startsWith("-")) {
            Batch over = batches.end(line);
            if (over != null && over.lines() != null) talk.end(over.lines(), false, 0);
        }
    }

    // What happens to users.

    private void mode(Source who, Line line) {
        if (wire.isupport.channel(line.param(0))) channels.mode(who, line);
        else if (registration.isServer(who) || wire.same(who.name(), line.param(0))) {
            registration.addressed(line.param(0));
        }
    }

    private void nick(Source who, String is) {
        if (is.isEmpty() || who.name().isEmpty()) return;
        Account was = Wire.account(who.name());
        registration.renamed(who.name(), is);
        wire.out.emit(new Identity(wire.out.seen(), was, Wire.account(is), Identity.Kind.RENAMED));
    }

    private void killed(Source who, Line line) {
        String reason = "killed by " + Wire.text(who.name()) + ": " + Wire.text(line.param(1));
        if (registration.isMe(line.param(0))) registration.closed(reason);
        else buddies.presence(line.param(0), Presence.State.OFFLINE, reason, Client.UNKNOWN);
    }

    private void away(Source who, Line line) {
        boolean back = line.param(0).isEmpty();
        var state = back ? Presence.State.ONLINE : Presence.State.AWAY;
        buddies.presence(who.name(), state, Wire.text(line.param(0)), Client.UNKNOWN);
    }

    /// A numeric without the nick that it is addressed to: the same parameters as the command it reports.
    private static Line shifted(Line line) {
        var params = line.params().isEmpty() ? line.params() : line.params().subList(1, line.count());
        return new Line(line.tags(), line.source(), line.command(), params, line.trailing());
    }

    @Override
    public void gap(Direction from, long bytes) {
        transfers.forget();
        if (from == Direction.CLIENT) {
            unfinished(sentBatches, bytes);
            awayText = "";
            registration.clientLost(!serverSeen);
            return;
        }
        unfinished(deliveredBatches, bytes);
        lookups.endAll();
        registration.serverLost();
        sasl.forget();
        playback.forget();
    }

    private void unfinished(Batches batches, long bytes) {
        for (Multiline lines : batches.forget()) talk.end(lines, true, bytes);
    }

    @Override
    public void end() {
        unfinished(sentBatches, 0);
        unfinished(deliveredBatches, 0);
        lookups.endAll();
        registration.end();
    }
}
