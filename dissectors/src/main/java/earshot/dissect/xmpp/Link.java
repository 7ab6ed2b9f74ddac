package earshot.dissect.xmpp;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Identity;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.Seen;
import earshot.flow.Direction;

/// What one connection has made known: between whom it is, and therefore who speaks where a stanza does not
/// say.
///
/// On a client's connection the client leaves out `from` (the server knows it), and the server often leaves
/// out `to`. Where the login was seen, the client is who it bound itself to be. Where it was not, it is
/// whoever the server addresses; until then the client is an unnamed party, and an [Identity] says later who
/// it was. A connection joined in the middle whose server side addresses several accounts is one between
/// servers, and nobody is assumed.
final class Link {
    enum Kind {
        UNKNOWN,
        CLIENT,
        SERVER,
        COMPONENT,
        /// Between two machines of one network, without a server (XEP-0174).
        LOCAL
    }

    /// The client's account as a BOSH session, for whoever logs in on another connection of that session.
    private static final String BOSH = "xmpp-bosh:";

    private Out out;
    private Kind kind = Kind.UNKNOWN;
    private boolean reversed;
    private String domain = "", streamId = "", bosh = "", service = "";
    private Jid self;
    private boolean bound, unnamedShown, clientOmitsFrom;
    private final Jid[] peers = new Jid[2];
    private Element current;
    private Jid currentFrom, currentTo;

    Link(Out out) {
        attach(out);
    }

    /// From now on events go here: the connection goes on inside a compressed one.
    final void attach(Out out) {
        this.out = out;
        if (!service.isEmpty()) out.service(service);
    }

    Out out() {
        return out;
    }

    Seen seen() {
        return out.seen();
    }

    void emit(ImEvent event) {
        out.emit(event);
    }

    Kind kind() {
        return kind;
    }

    void kind(Kind kind) {
        this.kind = kind;
    }

    /// A stream's start tag, or what does its work in BOSH and WebSocket.
    void opened(Direction from, Element header, String namespace) {
        Jid to = Jid.parse(header.attribute("to")), by = Jid.parse(header.attribute("from"));
        if (by != null) peers[from.ordinal()] = by;
        switch (namespace) {
            case Ns.SERVER -> kind = Kind.SERVER;
            case Ns.COMPONENT, Ns.COMPONENT_CONNECT -> kind = Kind.COMPONENT;
            default -> {
                if (from == Direction.CLIENT && to != null && to.isUser()) kind = Kind.LOCAL;
                else if (kind != Kind.LOCAL) kind = Kind.CLIENT;
            }
        }
        if (header.has("id")) streamId = header.attribute("id");
        if (kind == Kind.CLIENT || kind == Kind.COMPONENT) {
            Jid server = fromClient(from) ? to : by;
            if (server != null && !server.isUser()) domain = server.domain();
        }
    }

    /// There is a server that asks for a login: this is not between two machines.
    void isServed() {
        if (kind != Kind.LOCAL) return;
        kind = Kind.CLIENT;
        peers[0] = peers[1] = null;
    }

    /// Says which service this is, once known.
    void confirm(String evidence) {
        String id = kind == Kind.LOCAL ? "bonjour" : serviceOf(domain);
        if (!id.equals(service)) {
            service = id;
            out.service(id);
        }
        out.confirm(evidence, Confidence.CERTAIN, false);
    }

    private static String serviceOf(String domain) {
        return switch (domain) {
            case "gmail.com", "googlemail.com", "talk.google.com" -> "google-talk";
            case "chat.facebook.com" -> "messenger";
            default -> "xmpp";
        };
    }

    /// The server at hand, "" where it is not known.
    String domain() {
        return domain;
    }

    /// The id that the server gave the stream: what digests are salted with.
    String streamId() {
        return streamId;
    }

    void bosh(String session) {
        bosh = session;
    }

    /// Whether this side is the client, or the side that opened a connection between servers.
    boolean fromClient(Direction from) {
        return (from == Direction.CLIENT) != reversed;
    }

    Direction client() {
        return reversed ? Direction.SERVER : Direction.CLIENT;
    }

    /// The client's own address, null where it is not known.
    Jid self() {
        return self;
    }

    /// The client is this account: it logged in as such, or bound this resource.
    void bound(Jid jid) {
        bound = true;
        if (kind == Kind.UNKNOWN) kind = Kind.CLIENT;
        self(jid);
        if (domain.isEmpty()) domain = jid.domain();
        if (!bosh.isEmpty()) out.bind(BOSH + bosh, jid.account());
    }

    private void self(Jid jid) {
        if (self == null && unnamedShown) {
            emit(new Identity(seen(), unnamed(client()), jid.account(), Identity.Kind.NAMED));
            unnamedShown = false;
        }
        self = jid;
    }

    /// Learns from a stanza whose connection was joined in the middle.
    void learn(Direction from, Element stanza) {
        if (bound || kind == Kind.SERVER || kind == Kind.COMPONENT || kind == Kind.LOCAL) return;
        Jid by = from(stanza), to = to(stanza);
        boolean onlyClientsSayThis = by == null && !stanza.name.equals("iq");
        if (onlyClientsSayThis && kind == Kind.UNKNOWN && !fromClient(from) && to != null) {
            reversed = !reversed;
            self = null;
        }
        if (fromClient(from)) {
            if (by == null) clientOmitsFrom |= onlyClientsSayThis;
            else if (by.isUser() && self == null && kind == Kind.UNKNOWN) self(by);
            else if (by.isUser() && !by.sameAccount(self)) severalAccounts();
            return;
        }
        // Whom a server addresses is its client; without its header, only a stanza with both ends shows who is who.
        if (to == null || !to.isUser() || by == null && kind == Kind.UNKNOWN) return;
        if (self == null) {
            self(to);
            if (domain.isEmpty() && clientOmitsFrom) domain = to.domain();
        } else if (!to.sameAccount(self)) severalAccounts();
        else if (self.resource().isEmpty()) self = to;
    }

    /// No client: whoever it is, it speaks for several.
    private void severalAccounts() {
        self = null;
        if (!clientOmitsFrom) kind = Kind.SERVER;
    }

    /// The addresses of the stanza being read, which are asked for many times.
    private Jid from(Element stanza) {
        addresses(stanza);
        return currentFrom;
    }

    private Jid to(Element stanza) {
        addresses(stanza);
        return currentTo;
    }

    private void addresses(Element stanza) {
        if (stanza == current) return;
        current = stanza;
        currentFrom = Jid.parse(stanza.attribute("from"));
        currentTo = Jid.parse(stanza.attribute("to"));
    }

    /// A stanza has been read, and nothing of it is kept.
    void done() {
        current = null;
    }

    /// On which stretch a stanza of this side travels.
    Leg leg(Direction from) {
        return switch (kind) {
            case SERVER, COMPONENT -> Leg.RELAYED;
            case LOCAL -> Leg.SENT;
            default -> fromClient(from) ? Leg.SENT : Leg.DELIVERED;
        };
    }

    /// Whether the connection is a client's, with one account behind it.
    boolean hasClient() {
        return kind == Kind.CLIENT || kind == Kind.UNKNOWN;
    }

    /// The address of whoever sends the stanza, null where it is not known.
    Jid senderJid(Direction from, Element stanza) {
        Jid by = from(stanza);
        if (hasClient() && fromClient(from)) return self != null && (bound || by == null) ? self : by;
        return by == null && kind == Kind.LOCAL ? peers[from.ordinal()] : by;
    }

    /// Who sends the stanza: the client where it is the client, the server where nobody is named.
    Account sender(Direction from, Element stanza) {
        Jid jid = senderJid(from, stanza);
        if (jid != null) return jid.account();
        if (hasClient() && !fromClient(from) && !domain.isEmpty()) return Account.of(domain);
        return unnamed(from);
    }

    /// The address that the stanza is for, null where it is not known.
    Jid readerJid(Direction from, Element stanza) {
        Jid to = to(stanza);
        if (to != null) return to;
        if (hasClient()) return self;
        return kind == Kind.LOCAL ? peers[from.other().ordinal()] : null;
    }

    Account reader(Direction from, Element stanza) {
        Jid jid = readerJid(from, stanza);
        return jid != null ? jid.account() : hasClient() ? unnamed(client()) : unnamed(from.other());
    }

    /// The client: its account, or the unnamed party on its side.
    Account selfAccount() {
        return self != null ? self.account() : unnamed(client());
    }

    private Account unnamed(Direction side) {
        Account unnamed = out.unnamed(side);
        if (side != client() || !hasClient()) return unnamed;
        unnamedShown = true;
        return bosh.isEmpty() ? unnamed : unnamed.claiming(BOSH + bosh);
    }

    /// The account that this name means at this server.
    Account accountOf(String user) {
        if (user.isEmpty()) return selfAccount();
        Jid jid = Jid.parse(user.indexOf('@') > 0 || domain.isEmpty() ? user : user + "@" + domain);
        return jid == null ? Account.of(user) : Account.of(jid.bare());
    }

    /// The capture lacks bytes. Who a bound client is outlives that: a stream has one account. The id of a
    /// stream that may have been restarted meanwhile does not.
    void gap(Direction from) {
        if (!fromClient(from)) streamId = "";
    }
}
