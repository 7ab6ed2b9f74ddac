package earshot.dissect.xmpp;

import earshot.event.Account;
import earshot.event.ImEvent.Call;
import earshot.event.ImEvent.Call.Media;
import earshot.event.ImEvent.FileTransfer.State;
import earshot.flow.Direction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Jingle sessions (XEP-0166): files (XEP-0234, versions 1 to 5) and calls (XEP-0167, XEP-0353), and Google
/// Talk's sessions before them. Of a file's transports, in-band and SOCKS5 bytestreams are read; what travels
/// over ICE is not.
final class Jingle {
    private static final int MOST_SESSIONS = 128;

    private static final class Session {
        final List<FileOffer> files = new ArrayList<>(1);
        final List<Media> media = new ArrayList<>(1);
        final Set<String> digests = new HashSet<>();
        Account initiator, responder;
        boolean accepted;
    }

    private final Link link;
    private final Files files;
    private final Recent<String, Session> sessions = new Recent<>(MOST_SESSIONS);

    Jingle(Link link, Files files) {
        this.link = link;
        this.files = files;
    }

    void read(Direction from, Element iq, Element jingle) {
        if (!iq.attribute("type").equals("set")) return;
        Account sender = link.sender(from, iq), reader = link.reader(from, iq);
        String sid = jingle.attribute("sid"), key = Files.key(sid, sender, reader);
        Session session = sessions.get(key);
        switch (jingle.attribute("action")) {
            case "session-initiate" -> {
                session = new Session();
                session.initiator = sender;
                session.responder = reader;
                sessions.put(key, session);
                for (Element content : jingle.children()) describe(session, content);
                announce(session);
            }
            case "session-accept" -> {
                if (session != null) accept(session);
            }
            case "session-terminate" -> {
                if (sessions.remove(key) != null) terminate(session);
                return;
            }
            default -> {}
        }
        if (session == null) return;
        for (Element content : jingle.children()) {
            if (content.name.equals("content")) transport(from, iq, session, content);
        }
    }

    private void describe(Session session, Element content) {
        if (!content.name.equals("content")) return;
        Element file = content.childOf("description", Ns.JINGLE_FILE);
        Element rtp = content.childOf("description", Ns.JINGLE_RTP);
        if (rtp != null) session.media.add(media(rtp));
        if (file == null) return;
        boolean asks = content.attribute("senders").equals("responder") || inside(file, "request") != null;
        for (Element description : described(file)) {
            String name = attributeOr(description, "name"), size = attributeOr(description, "size");
            if (session.files.size() == 64 || name.isEmpty()) continue;
            Account from = asks ? session.responder : session.initiator;
            Account to = asks ? session.initiator : session.responder;
            session.files.add(new FileOffer(from, to, name, Files.number(size), 0));
        }
    }

    /// Version 4 and 5 have `file` inside the description, earlier ones in an `offer` or `request` of it.
    private static List<Element> described(Element description) {
        List<Element> files = new ArrayList<>(1);
        for (Element child : description.children()) {
            if (child.name.equals("file")) files.add(child);
            else if (child.name.equals("offer") || child.name.equals("request")) files.addAll(described(child));
        }
        return files;
    }

    private static Element inside(Element element, String name) {
        for (Element child : element.children()) if (child.name.equals(name)) return child;
        return null;
    }

    private static String attributeOr(Element element, String name) {
        if (element.has(name)) return element.attribute(name);
        Element child = inside(element, name);
        return child == null ? "" : child.text().strip();
    }

    private static Media media(Element description) {
        return description.attribute("media").equals("video") ? Media.VIDEO : Media.VOICE;
    }

    private void announce(Session session) {
        for (FileOffer offer : session.files) {
            link.emit(offer.event(link.seen(), State.OFFERED));
        }
        calls(session, "offered");
    }

    private void accept(Session session) {
        if (session.accepted) return;
        session.accepted = true;
        for (FileOffer offer : session.files) link.emit(offer.event(link.seen(), State.ACCEPTED));
        calls(session, "accepted");
    }

    private void terminate(Session session) {
        if (!session.accepted) {
            for (FileOffer offer : session.files) link.emit(offer.event(link.seen(), State.DECLINED));
        }
        calls(session, session.accepted ? "ended" : "declined");
    }

    private void calls(Session session, String state) {
        for (Media media : session.media) {
            link.emit(new Call(link.seen(), session.initiator, session.responder, media, state));
        }
    }

    /// Where the bytes of the session's first file will go.
    private void transport(Direction from, Element iq, Session session, Element content) {
        FileOffer offer = session.files.isEmpty() ? null : session.files.getFirst();
        if (offer == null) return;
        Element ibb = content.childOf("transport", Ns.JINGLE_IBB);
        if (ibb != null) files.offer(Files.key(ibb.attribute("sid"), session.initiator, session.responder), offer);
        Element s5b = content.childOf("transport", Ns.JINGLE_S5B);
        if (s5b == null) return;
        String mine = Files.address(iq.attribute("from"), link.senderJid(from, iq));
        String theirs = Files.address(iq.attribute("to"), link.readerJid(from, iq));
        String sid = s5b.attribute("sid"), stated = s5b.attribute("dstaddr");
        if (!sid.isEmpty()) {
            session.digests.addAll(Files.digests(sid, mine, theirs));
            session.digests.addAll(Files.digests(sid, theirs, mine));
        }
        if (S5b.isDigest(stated)) session.digests.add(stated);
        Set<String> digests = Set.copyOf(session.digests);
        files.share(digests, offer);
        int count = 0;
        for (Element candidate : s5b.children()) {
            boolean direct = !candidate.attribute("type").equals("proxy");
            if (candidate.name.equals("candidate") && direct && ++count <= 16) files.expect(candidate, digests, offer);
        }
    }

    /// XEP-0353: a call announced to all devices before the session begins.
    void announced(Direction from, Element message, Element act) {
        Account sender = link.sender(from, message), reader = link.reader(from, message);
        String key = "announced\n" + Files.key(act.attribute("id"), sender, reader);
        Session session = sessions.get(key);
        if (act.name.equals("propose")) {
            session = new Session();
            session.initiator = sender;
            session.responder = reader;
            for (Element child : act.children()) {
                if (child.name.equals("description") && child.namespace.startsWith(Ns.JINGLE_RTP)) {
                    session.media.add(media(child));
                }
            }
            sessions.put(key, session);
            calls(session, "offered");
        } else if (session != null && (act.name.equals("reject") || act.name.equals("retract"))) {
            calls(session, "declined");
            sessions.remove(key);
        }
    }

    /// Google Talk's own sessions: calls, and files as a manifest of names and sizes.
    void google(Direction from, Element iq, Element google) {
        if (!iq.attribute("type").equals("set")) return;
        Account sender = link.sender(from, iq), reader = link.reader(from, iq);
        String key = "google\n" + Files.key(google.attribute("id"), sender, reader);
        Session session = sessions.get(key);
        switch (google.attribute("type")) {
            case "initiate" -> {
                session = new Session();
                session.initiator = sender;
                session.responder = reader;
                Element description = inside(google, "description");
                String kind = description == null ? "" : description.namespace;
                if (kind.endsWith("/phone")) session.media.add(Media.VOICE);
                if (kind.endsWith("/video")) session.media.add(Media.VIDEO);
                Element manifest = description == null ? null : inside(description, "manifest");
                if (manifest != null) {
                    for (Element file : manifest.children()) {
                        String name = attributeOr(file, "name");
                        if (name.isEmpty() || session.files.size() == 64) continue;
                        session.files.add(new FileOffer(sender, reader, name, Files.number(file.attribute("size")), 0));
                    }
                }
                sessions.put(key, session);
                announce(session);
            }
            case "accept" -> {
                if (session != null) accept(session);
            }
            case "reject", "terminate" -> {
                if (sessions.remove(key) != null) terminate(session);
            }
            default -> {}
        }
    }
}
