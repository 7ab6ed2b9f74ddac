package earshot.dissect.irc;

import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Identity;
import earshot.event.ImEvent.Presence;
import earshot.event.ImEvent.Session;
import earshot.event.Seen;
import earshot.flow.Direction;

/// Who the client of a connection is, how it came in, and how it leaves.
///
/// The nick goes through three kinds of knowledge: *asked for* (NICK was sent, no server has answered yet),
/// *known* (the server calls the client so), and *unknown* (joined in the middle, or lost bytes may have held a
/// change).
final class Registration {
    private final Wire wire;
    private final Sasl sasl;
    private final Passwords waiting;

    /// Octets; "" where there is none.
    private String known = "", asked = "", serverName = "", network = "";
    private boolean unnamedWasSaid, welcomed, announced, passed, ended;
    private Seen welcome;
    private Client client = Client.UNKNOWN;
    private String login = "";

    /// Whether 001 may have been missed.
    private boolean late;

    Registration(Wire wire, Sasl sasl) {
        this.wire = wire;
        this.sasl = sasl;
        this.waiting = new Passwords(wire.out);
        this.late = wire.out.flow().midStream;
    }

    /// The client as an account: by nick if that is known, else the unnamed party of its host.
    Account me() {
        String nick = nick();
        if (!nick.isEmpty()) return Wire.account(nick);
        unnamedWasSaid = true;
        return wire.out.unnamed(Direction.CLIENT);
    }

    /// The client's nick, "" while it is not known. Octets.
    String nick() {
        return known.isEmpty() ? asked : known;
    }

    boolean isMe(String nick) {
        return !nick().isEmpty() && wire.same(nick(), nick);
    }

    boolean isServer(Source source) {
        return source.server() || source.user().isEmpty() && wire.same(source.name(), serverName);
    }

    // The client's side.

    void nickAsked(String nick) {
        if (nick.isEmpty()) return;
        if (known.isEmpty()) asked = nick;
        expose();
    }

    /// PASS, which belongs to the nick that is being registered and usually comes before it.
    void password(String secret) {
        if (welcomed || secret.isEmpty()) return;
        passed = true;
        waiting.add(secret);
        if (!nick().isEmpty()) expose();
    }

    /// What has waited for a name so far: the connection turned out to be a server's.
    Passwords passwords() {
        return waiting;
    }

    private void expose() {
        if (!waiting.isEmpty()) waiting.expose(me(), "PASS");
    }

    /// The client's program, by something that only it does.
    void program(Client evidence) {
        if (!client.name().isEmpty()) return;
        client = evidence;
        boolean online = welcomed && welcome == null && !ended;
        if (online) wire.out.emit(new Presence(wire.out.seen(), me(), Presence.State.ONLINE, "", client));
    }

    void quit(String reason) {
        if (ended) return;
        ended = true;
        Client says = ClientEvidence.goodbye(reason);
        if (says != null) program(says);
        wire.out.emit(new Session(wire.out.seen(), Session.State.ENDED, me(), client, "", reason));
    }

    // The server's side.

    /// The nick that a numeric is addressed to. Before 001 that may be one that the server will not give.
    void called(String nick) {
        if (!nick(nick) || !welcomed && !late || wire.same(known, nick)) return;
        known = nick;
        asked = "";
        name();
    }

    /// The nick that another line of the server is addressed to: believed where none is known.
    void addressed(String nick) {
        if (known.isEmpty()) called(nick);
    }

    /// Servers also write to `*`, to channels, and to everybody (`$*`).
    private static boolean nick(String target) {
        for (int i = 0; i < target.length(); i++) if ("#&$@%!*,.".indexOf(target.charAt(i)) >= 0) return false;
        return !target.isEmpty() && !target.equals("AUTH");
    }

    private void name() {
        expose();
        if (unnamedWasSaid) {
            unnamedWasSaid = false;
            Account was = wire.out.unnamed(Direction.CLIENT);
            wire.out.emit(new Identity(wire.out.seen(), was, me(), Identity.Kind.NAMED));
        }
        if (announced) return;
        announced = true;
        wire.out.emit(new Presence(wire.out.seen(), me(), Presence.State.ONLINE, "", client));
    }

    /// Numeric 001. The session is said to have begun once the network's name is known, a few lines on.
    void welcome(Source server, String nick) {
        serverName = server.name();
        welcomed = true;
        announced = true;
        known = "";
        called(nick);
        welcome = wire.out.seen();
        if (login.isEmpty()) login = passed ? "PASS" : "";
    }

    /// A line of the server that is not part of the greeting any more: what the network is called is known now,
    /// or will not be said.
    ///
    /// @param numeric what services say does not come from the server
    void greeted(Source server, boolean numeric) {
        if (!welcomed && !late) return;
        if (serverName.isEmpty() && numeric && server.server()) serverName = server.name();
        String name = wire.isupport.network().isEmpty() ? serverName : wire.isupport.network();
        if (!name.equals(network)) {
            network = name;
            wire.out.network(Wire.text(name));
        }
        started();
    }

    void started() {
        if (welcome == null) return;
        Seen now = wire.out.seen();
        Seen at = new Seen(
                welcome.time(),
                welcome.frames(),
                welcome.flow(),
                welcome.via(),
                welcome.protocol(),
                welcome.service(),
                now.network());
        welcome = null;
        wire.out.emit(new Session(at, Session.State.STARTED, me(), client, login, ""));
    }

    /// Numerics 900 and 903.
    void authenticated() {
        if (!sasl.login().isEmpty()) login = sasl.login();
        sasl.over();
    }

    /// Numerics 904 and 905.
    void refused(String reason) {
        Account account = sasl.user().isEmpty() ? me() : Account.of(sasl.user());
        failed(account, sasl.login(), reason);
        sasl.over();
    }

    void failed(Account account, String how, String reason) {
        wire.out.emit(new Session(wire.out.seen(), Session.State.FAILED, account, client, how, reason));
    }

    /// Numerics 464 and 465: a wrong password, a ban.
    void turnedAway(String reason) {
        if (welcomed) return;
        failed(me(), passed ? "PASS" : "", reason);
        ended = true;
    }

    /// Numerics 432, 433, 436, 437: the nick asked for is not given.
    void nickRefused(String nick) {
        if (wire.same(asked, nick)) asked = "";
    }

    /// Somebody's new nick; the client's own if it was known or asked for.
    void renamed(String was, String is) {
        if (isMe(was)) {
            known = is;
            asked = "";
        }
    }

    /// ERROR: the server closes the connection.
    void closed(String reason) {
        if (ended) return;
        ended = true;
        boolean before = !welcomed && !late;
        var state = before ? Session.State.FAILED : Session.State.ENDED;
        String how = before && passed ? "PASS" : "";
        wire.out.emit(new Session(wire.out.seen(), state, me(), client, how, reason));
    }

    // What was lost.

    void serverLost() {
        started();
        known = "";
        asked = "";
        late = true;
    }

    /// @param alone whether nothing of the server was ever seen, so that only the client told its nick
    void clientLost(boolean alone) {
        if (alone) asked = "";
        expose();
        sasl.forget();
    }

    void end() {
        started();
        expose();
    }
}
