package earshot.dissect.xmpp;

import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Credential.Form;
import earshot.event.ImEvent.Session;
import earshot.event.ImEvent.Session.State;
import earshot.event.Seen;
import earshot.flow.Direction;

/// How an account gets onto a stream and off it again: SASL (RFC 6120 §6) and its successor (XEP-0388),
/// `jabber:iq:auth` (XEP-0078), registration and change of password (XEP-0077), a component's handshake
/// (XEP-0114).
///
/// A session has started when the resource is bound; where the capture lacks that, when the login was
/// accepted, said with the next thing that the client does.
final class Login {
    private final Link link;
    private Sasl exchange;
    private Sasl.Exposed unclaimed;
    private Seen acceptedAt, unclaimedAt;
    private String method = "", asked = "", askedId = "";
    private Client client = Client.UNKNOWN;
    private boolean tlsOffered, started, ended;

    Login(Link link) {
        this.link = link;
    }

    void features(Element features) {
        tlsOffered = features.child("starttls", Ns.TLS) != null;
    }

    /// What is read inside TLS or compression began with a new stream.
    void encrypted() {
        tlsOffered = false;
    }

    // SASL.

    void sasl(Direction from, Element step) {
        switch (step.name) {
            case "auth" -> begin(step.attribute("mechanism"), step.text());
            case "authenticate" -> authenticate(step);
            case "challenge" -> challenge(step.text());
            case "response" -> respond(step.text());
            case "success" -> success(step);
            case "failure" -> failed(reason(step));
            case "abort" -> exchange = null;
            default -> {}
        }
    }

    private void authenticate(Element step) {
        Element agent = step.child("user-agent", Ns.SASL2);
        if (agent != null) client = new Client(agent.childText("software"), "", agent.childText("device"));
        Element first = step.child("initial-response", Ns.SASL2);
        begin(step.attribute("mechanism"), first == null ? "" : first.text());
    }

    private void begin(String mechanism, String initial) {
        exchange = new Sasl(mechanism);
        method = "SASL " + mechanism;
        acceptedAt = null;
        unclaimed = null;
        if (!initial.isBlank()) respond(initial);
    }

    private void challenge(String text) {
        byte[] step = Base64Text.decode(text);
        if (exchange != null && step != null) exchange.challenge(step);
    }

    private void respond(String text) {
        if (exchange == null) return;
        byte[] step = Base64Text.decode(text);
        if (step == null && exchange.mechanism.startsWith("X-"))
            step = text.strip().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        if (step == null) {
            link.out().anomaly("bad-base64", "SASL " + exchange.mechanism + " step is not base64");
            return;
        }
        Sasl.Exposed exposed = exchange.response(step);
        if (exposed == null) return;
        cleartext();
        if (exposed.user().isEmpty() && link.self() == null) {
            unclaimed = exposed;
            unclaimedAt = link.seen();
        } else credential(link.seen(), link.accountOf(exposed.user()), exposed);
    }

    private void success(Element step) {
        if (exchange == null) {
            method = "SASL";
            acceptedAt = link.seen();
            return;
        }
        asked = exchange.user();
        acceptedAt = link.seen();
        String authorized = step.childText("authorization-identifier", Ns.SASL2);
        Jid jid = Jid.parse(authorized);
        exchange = null;
        if (jid != null) {
            link.bound(jid);
            claim();
            start();
        }
    }

    private void failed(String reason) {
        if (method.isEmpty()) return;
        claim();
        Account who =
                exchange == null || exchange.user().isEmpty() ? link.selfAccount() : link.accountOf(exchange.user());
        link.emit(new Session(link.seen(), State.FAILED, who, client, method, reason));
        exchange = null;
        method = "";
    }

    /// The first condition named inside: `not-authorized`.
    private static String reason(Element failure) {
        for (Element child : failure.children()) if (!child.name.equals("text")) return child.name;
        return "";
    }

    // Before SASL.

    /// A `jabber:iq:auth` request that carries a secret.
    void query(Element iq, Element query) {
        String user = query.childText("username"), password = query.childText("password");
        String digest = query.childText("digest"), hash = query.childText("hash");
        if (user.isEmpty()) return;
        method = digest.isEmpty() ? "jabber:iq:auth" : "jabber:iq:auth digest";
        asked = user;
        askedId = iq.attribute("id");
        String resource = query.childText("resource");
        if (!resource.isEmpty()) asked += "/" + resource;
        cleartext();
        Account who = link.accountOf(user);
        if (!password.isEmpty()) {
            link.emit(new Credential(
                    link.seen(),
                    who,
                    Form.CLEARTEXT,
                    query.child("password", Ns.AUTH).text(),
                    method,
                    0));
        } else if (!digest.isEmpty()) {
            // SHA-1 of the stream's id and the password: without the id nothing can be tried against it.
            boolean salted = !link.streamId().isEmpty();
            String secret = salted ? digest + ":" + link.streamId() : digest;
            link.emit(new Credential(link.seen(), who, Form.DIGEST, secret, method, salted ? 120 : 0));
        } else if (!hash.isEmpty()) {
            link.emit(new Credential(link.seen(), who, Form.DIGEST, hash, "jabber:iq:auth zero-knowledge", 0));
        }
    }

    /// The answer to an iq of the client: an empty result may be the one to [#query].
    void answer(Element iq) {
        if (askedId.isEmpty() || !iq.attribute("id").equals(askedId)) return;
        String type = iq.attribute("type");
        if (type.equals("error")) {
            Element error = iq.child("error", iq.namespace);
            String reason = error == null ? "" : reason(error);
            String code = error == null ? "" : error.attribute("code");
            String user = asked.substring(0, asked.indexOf('/') < 0 ? asked.length() : asked.indexOf('/'));
            link.emit(new Session(
                    link.seen(), State.FAILED, link.accountOf(user), client, method, reason.isEmpty() ? code : reason));
        } else if (type.equals("result")) {
            int slash = asked.indexOf('/');
            String user = slash < 0 ? asked : asked.substring(0, slash);
            Jid jid = Jid.parse(link.accountOf(user).id() + (slash < 0 ? "" : asked.substring(slash)));
            if (jid != null && jid.isUser()) {
                link.bound(jid);
                start();
            }
        } else return;
        askedId = "";
    }

    /// An account made, or its password changed: the new one.
    void register(Element iq, Element query) {
        String user = field(query, "username"), password = field(query, "password");
        if (password.isEmpty()) return;
        Jid at = Jid.parse(iq.attribute("to"));
        boolean elsewhere = at != null && !at.isUser() && user.indexOf('@') < 0 && !user.isEmpty();
        Account who = elsewhere
                ? Account.of(user.toLowerCase(java.util.Locale.ROOT) + "@" + at.domain())
                : link.accountOf(user);
        cleartext();
        link.emit(new Credential(link.seen(), who, Form.CLEARTEXT, password, "jabber:iq:register", 0));
    }

    private static String field(Element query, String name) {
        Element plain = query.child(name, Ns.REGISTER);
        if (plain != null) return plain.text();
        Element form = query.child("x", Ns.DATA_FORM);
        return form == null ? "" : DataForm.value(form, name);
    }

    /// SHA-1 of the stream's id and the component's secret.
    void handshake(Direction from, Element handshake) {
        if (!link.fromClient(from)) {
            if (!started)
                link.emit(new Session(
                        link.seen(), State.STARTED, Account.of(link.domain()), client, "XEP-0114 handshake", ""));
            started = true;
            return;
        }
        String digest = handshake.text().strip();
        if (digest.isEmpty()) return;
        boolean salted = !link.streamId().isEmpty();
        String secret = salted ? digest + ":" + link.streamId() : digest;
        link.emit(new Credential(
                link.seen(), Account.of(link.domain()), Form.DIGEST, secret, "XEP-0114 handshake", salted ? 120 : 0));
    }

    // The session.

    /// The server says which address the client has.
    void bound(Jid jid) {
        link.bound(jid);
        claim();
        start();
    }

    /// A session of an earlier connection goes on in this one.
    void resumed() {
        settle();
    }

    /// Where a login was accepted and nothing is known of a bound resource, the session has started all the
    /// same.
    void settle() {
        if (started || acceptedAt == null) return;
        if (link.self() == null) {
            Account who = asked.isEmpty() ? Account.NONE : link.accountOf(asked);
            Jid jid = Jid.parse(who.id());
            if (jid != null && jid.isUser()) link.bound(jid);
        }
        claim();
        start();
    }

    private void start() {
        if (started) return;
        started = true;
        Seen seen = acceptedAt == null ? link.seen() : link.seen().withFrames(acceptedAt.frames());
        link.emit(new Session(seen, State.STARTED, link.selfAccount(), client, method, ""));
        acceptedAt = null;
    }

    /// The stream is closed, by an error of this name or without.
    void closed(String reason) {
        settle();
        if (!started || ended) return;
        ended = true;
        String why = reason.equals("conflict") ? "signed-on-elsewhere" : reason;
        Account who = link.kind() == Link.Kind.COMPONENT ? Account.of(link.domain()) : link.selfAccount();
        link.emit(new Session(link.seen(), State.ENDED, who, Client.UNKNOWN, "", why));
    }

    void gap() {
        exchange = null;
        askedId = "";
        if (acceptedAt == null && !started) method = "";
    }

    void end() {
        settle();
        claim();
    }

    /// A token whose account shows only later.
    private void claim() {
        if (unclaimed == null) return;
        credential(link.seen().withFrames(unclaimedAt.frames()), link.selfAccount(), unclaimed);
        unclaimed = null;
    }

    private void credential(Seen seen, Account who, Sasl.Exposed exposed) {
        link.emit(new Credential(seen, who, exposed.form(), exposed.secret(), exposed.mechanism(), exposed.hashcat()));
    }

    /// A secret goes out in clear although the server offered to encrypt first.
    private void cleartext() {
        if (!tlsOffered) return;
        tlsOffered = false;
        link.out().anomaly("starttls-declined", "the server offered STARTTLS, the client logs in without it");
    }
}
