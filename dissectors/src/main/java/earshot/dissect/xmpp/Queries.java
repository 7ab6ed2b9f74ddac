package earshot.dissect.xmpp;

import earshot.event.Account;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Lookup;
import earshot.flow.Direction;

/// Iq stanzas (RFC 6120 §8.2.3): questions, answers and orders, each by the namespace of what it is about.
final class Queries {
    private static final int LONGEST_LOOKUP = 4096;

    private final Link link;
    private final Login login;
    private final Roster roster;
    private final Presences presences;
    private final Files files;

    Queries(Link link, Login login, Presences presences, Files files) {
        this.link = link;
        this.login = login;
        this.roster = new Roster(link);
        this.presences = presences;
        this.files = files;
    }

    void read(Direction from, Element iq) {
        String type = iq.attribute("type");
        boolean toClient = link.hasClient() && !link.fromClient(from);
        if (toClient && (type.equals("result") || type.equals("error"))) login.answer(iq);
        if (type.equals("error")) {
            files.refused(from, iq);
            return;
        }
        for (Element child : iq.children()) about(from, iq, child, type, toClient);
    }

    private void about(Direction from, Element iq, Element child, String type, boolean toClient) {
        boolean set = type.equals("set"), result = type.equals("result");
        switch (child.namespace) {
            case Ns.BIND -> {
                Jid jid = Jid.parse(child.childText("jid"));
                if (result && toClient && jid != null) login.bound(jid);
            }
            case Ns.AUTH -> {
                if (set && !toClient) login.query(iq, child);
            }
            case Ns.REGISTER -> {
                if (set && !toClient) login.register(iq, child);
            }
            case Ns.ROSTER -> roster.roster(from, iq, child);
            case Ns.BLOCKING -> {
                if (set || result) roster.blocking(from, iq, child);
            }
            case Ns.PRIVACY -> {
                if (set || result) roster.privacy(from, iq, child);
            }
            case Ns.PRIVATE -> bookmarks(child);
            case Ns.VERSION -> {
                if (result) version(from, iq, child);
            }
            case Ns.DISCO_INFO -> {
                if (result) presences.identity(from, iq, child);
            }
            case Ns.VCARD -> {
                if (set || result) lookup(from, iq, child);
            }
            case Ns.SEARCH -> {
                if (result) lookup(from, iq, child);
            }
            case Ns.SI -> files.initiation(from, iq, child);
            case Ns.BYTESTREAMS -> files.bytestream(from, iq, child);
            case Ns.IBB -> files.inBand(from, iq);
            case Ns.JINGLE -> files.jingle(from, iq, child);
            case Ns.GOOGLE_SESSION -> files.googleSession(from, iq, child);
            case "google:shared-status", "urn:xmpp:invisible:0", "urn:xmpp:invisible:1" -> {
                if (set) presences.visibility(from, child);
            }
            case "jabber:iq:oob" -> {
                Element url = child.child("url", child.namespace);
                if (set && url != null) files.address(from, iq, url);
            }
            default -> {
                if (child.namespace.startsWith(Ns.UPLOAD) && child.name.equals("request")) files.slot(from, iq, child);
            }
        }
    }

    void gap() {
        roster.gap();
    }

    private void version(Direction from, Element iq, Element query) {
        Jid by = link.senderJid(from, iq);
        if (by != null && !by.isUser()) lookup(from, iq, query);
        else presences.version(from, iq, query);
    }

    /// Rooms kept with their passwords (XEP-0048).
    private void bookmarks(Element query) {
        Element storage = query.child("storage", Ns.BOOKMARKS);
        if (storage == null) return;
        for (Element conference : storage.children()) {
            Jid room = Jid.parse(conference.attribute("jid"));
            String password = conference.childText("password");
            if (room == null || password.isEmpty()) continue;
            Account who = Account.of(room.bare());
            link.emit(new Credential(link.seen(), who, Credential.Form.CLEARTEXT, password, "MUC password", 0));
        }
    }

    /// What is said of somebody: a business card, the result of a search, a server's version.
    private void lookup(Direction from, Element iq, Element answer) {
        StringBuilder text = new StringBuilder();
        leaves(answer, text);
        if (text.isEmpty()) return;
        boolean answered = iq.attribute("type").equals("result");
        Account by = answered ? link.reader(from, iq) : link.sender(from, iq);
        Jid about = Jid.parse(iq.attribute("from"));
        Account whom = answered && about != null ? Account.of(about.bare()) : by;
        link.emit(new Lookup(link.seen(), by, whom, text.toString()));
    }

    /// `NAME: value` for each element that holds nothing but text; pictures left out.
    private static void leaves(Element element, StringBuilder text) {
        if (element.name.equals("BINVAL") || text.length() > LONGEST_LOOKUP) return;
        for (Element child : element.children()) leaves(child, text);
        if (!element.children().isEmpty() || element.text().isBlank()) return;
        if (!text.isEmpty()) text.append('\n');
        text.append(element.name).append(": ").append(element.text().strip());
    }
}
