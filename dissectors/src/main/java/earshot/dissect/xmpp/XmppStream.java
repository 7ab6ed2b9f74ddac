package earshot.dissect.xmpp;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.flow.Direction;

/// The reading of one connection: units found by [Framer], read by [XmlReader], handed to whoever they are
/// about.
///
/// The client does not go on after it asked for TLS or compression until the server answered; its bytes are
/// left where they are until then, because they may belong to what was asked for.
final class XmppStream implements Dissection {
    /// Servers allow stanzas of 64 KiB to 512 KiB; larger ones are passed over.
    static final int LONGEST_STANZA = 512 << 10;

    private final Link link;
    private final Login login;
    private final Rooms rooms;
    private final Files files;
    private final Messages messages;
    private final Presences presences;
    private final Queries queries;

    private final XmlReader reader = new XmlReader();
    private final Framer[] framers = {new Framer(), new Framer()};
    private final Resync[] searches = {new Resync(), new Resync()};
    private final XmlReader.Scope[] scopes = {XmlReader.Scope.STREAM, XmlReader.Scope.STREAM};
    private boolean waiting;
    private Inflated inflated;

    XmppStream(Out out) {
        link = new Link(out);
        login = new Login(link);
        rooms = new Rooms(link);
        files = new Files(link);
        messages = new Messages(link, rooms, files);
        presences = new Presences(link, rooms);
        queries = new Queries(link, login, presences, files);
    }

    /// The same connection, whose bytes now come out of a compressed one.
    private XmppStream(XmppStream outer, Out out) {
        link = outer.link;
        login = outer.login;
        rooms = outer.rooms;
        files = outer.files;
        messages = outer.messages;
        presences = outer.presences;
        queries = outer.queries;
        link.attach(out);
    }

    @Override
    public int longestMessage() {
        return LONGEST_STANZA;
    }

    @Override
    public int frame(Direction from, Cursor in) {
        if (inflated != null) return Math.min(in.remaining(), LONGEST_STANZA);
        if (waiting && link.fromClient(from)) return MORE;
        return framers[from.ordinal()].frame(in);
    }

    @Override
    public int resync(Direction from, Cursor in) {
        // What follows in a compressed stream refers to what is lost.
        if (inflated != null) return ~in.remaining();
        framers[from.ordinal()].reset();
        return searches[from.ordinal()].find(in);
    }

    @Override
    public void message(Direction from, Cursor in) {
        if (inflated != null) {
            inflated.read(from, in);
            return;
        }
        if (in.peek(0) != '<') return;
        switch (in.peek(1)) {
            case '?' -> {}
            case '!' -> link.out().anomaly("restricted-xml", "a comment or document type between stanzas");
            case '/' -> {
                link.confirm("signature:xmpp");
                login.closed("");
            }
            default -> element(from, in);
        }
    }

    private void element(Direction from, Cursor in) {
        XmlReader.Scope around = scopes[from.ordinal()];
        boolean header = Framer.beginsStream(in);
        Element element = header ? reader.startTag(in, XmlReader.Scope.STREAM) : reader.element(in, around);
        if (element == null) {
            link.out().anomaly("malformed-xml", reader.problem());
            return;
        }
        if (reader.restricted()) link.out().anomaly("restricted-xml", "a comment or instruction inside a stanza");
        if (header) {
            scopes[from.ordinal()] = reader.scope();
            opened(from, element, XmlReader.Scope.find(reader.scope(), ""));
        } else {
            dispatch(from, element);
            link.done();
        }
    }

    private void opened(Direction from, Element header, String namespace) {
        link.opened(from, header, namespace);
        link.confirm("signature:xmpp");
    }

    private void dispatch(Direction from, Element element) {
        if (element.namespace.equals(Ns.SASL) || element.namespace.equals(Ns.SASL2)) link.isServed();
        if (Ns.ofStanzas(element.namespace) || element.namespace.equals(Ns.HTTP_BIND)) {
            stanza(from, element);
            return;
        }
        if (Ns.isXmpp(element.namespace) && !element.namespace.equals(Ns.FRAMING)) link.confirm("signature:xmpp");
        switch (element.namespace) {
            case Ns.STREAMS -> {
                if (element.name.equals("features")) login.features(element);
                else if (element.name.equals("error")) failed(element);
            }
            case Ns.SASL, Ns.SASL2 -> login.sasl(from, element);
            case Ns.TLS -> tls(element);
            case Ns.COMPRESS -> compression(element);
            case Ns.DIALBACK -> link.kind(Link.Kind.SERVER);
            case Ns.FRAMING -> {
                if (element.name.equals("open")) opened(from, element, Ns.CLIENT);
                else login.closed("");
            }
            default -> {
                if (element.namespace.startsWith(Ns.STREAM_MANAGEMENT) && element.name.equals("resumed"))
                    login.resumed();
            }
        }
    }

    private void failed(Element error) {
        Element condition = error.first();
        // Before RFC 3920 the condition was a text.
        login.closed(condition == null ? error.text().strip() : condition.name);
    }

    private void stanza(Direction from, Element stanza) {
        switch (stanza.name) {
            case "message", "presence", "iq" -> {
                link.learn(from, stanza);
                link.confirm("signature:xmpp");
                if (!stanza.name.equals("iq") && link.hasClient() && link.fromClient(from)) login.settle();
                switch (stanza.name) {
                    case "message" -> messages.read(from, stanza);
                    case "presence" -> presences.read(from, stanza);
                    default -> queries.read(from, stanza);
                }
            }
            case "handshake" -> login.handshake(from, stanza);
            case "body" -> bosh(from, stanza);
            default -> {}
        }
    }

    /// XEP-0124 and 0206: stanzas inside the bodies of HTTP requests and answers, one `body` element each.
    private void bosh(Direction from, Element body) {
        if (!body.namespace.equals(Ns.HTTP_BIND)) return;
        if (body.has("sid")) link.bosh(body.attribute("sid"));
        if (body.has("to") || body.has("from")) link.opened(from, body, Ns.CLIENT);
        link.confirm("signature:bosh");
        for (Element child : body.children()) {
            if (!child.is("body", Ns.HTTP_BIND)) dispatch(from, child);
        }
        if (body.attribute("type").equals("terminate")) login.closed(body.attribute("condition"));
    }

    private void tls(Element step) {
        switch (step.name) {
            case "starttls" -> waiting = true;
            case "proceed" -> {
                waiting = false;
                link.out().peel("starttls");
            }
            default -> waiting = false;
        }
    }

    /// XEP-0138.
    private void compression(Element step) {
        switch (step.name) {
            case "compress" -> waiting = true;
            case "compressed" -> {
                waiting = false;
                inflated = new Inflated(link.out(), out -> new XmppStream(this, out));
            }
            default -> waiting = false;
        }
    }

    @Override
    public void gap(Direction from, long bytes) {
        if (inflated != null) {
            inflated.gap(from);
            return;
        }
        framers[from.ordinal()].reset();
        searches[from.ordinal()].reset();
        waiting = false;
        link.gap(from);
        login.gap();
        rooms.gap(from);
        files.gap();
        messages.gap();
        presences.gap();
        queries.gap();
    }

    @Override
    public void end() {
        if (inflated != null) {
            inflated.end();
            return;
        }
        login.end();
        files.end();
    }
}
