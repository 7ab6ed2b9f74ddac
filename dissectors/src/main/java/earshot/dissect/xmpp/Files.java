package earshot.dissect.xmpp;

import earshot.event.Account;
import earshot.event.ImEvent.FileTransfer.State;
import earshot.flow.Address;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/// Files: offered (XEP-0095 and 0096, Jingle XEP-0234, a slot for an upload XEP-0363, an address XEP-0066),
/// accepted, declined; and how their bytes will travel: inside the stream (XEP-0047) or on a SOCKS5
/// connection of their own (XEP-0065, XEP-0260), which both sides name by a digest of the session and the two
/// addresses.
final class Files {
    private static final int MOST_OFFERS = 512, MOST_STREAMHOSTS = 16;
    /// How long a connection to a streamhost is waited for, in seconds of packet time.
    private static final long PATIENCE = 600;

    private final Link link;
    private final InBand inBand;
    private final Jingle jingle;
    private final Recent<String, FileOffer> offers = new Recent<>(MOST_OFFERS);
    /// Offers that wait for an answer, by the request that the answer will name.
    private final Recent<String, String> asked = new Recent<>(MOST_OFFERS);

    Files(Link link) {
        this.link = link;
        this.inBand = new InBand(link, this);
        this.jingle = new Jingle(link, this);
    }

    // Offers.

    /// The same for both directions of a session.
    static String key(String sid, Account a, Account b) {
        String first = a.id(), second = b.id();
        boolean swap = first.compareTo(second) > 0;
        return sid + "\n" + (swap ? second : first) + "\n" + (swap ? first : second);
    }

    void offer(String key, FileOffer offer) {
        offers.put(key, offer);
    }

    /// The offer of this session, null where it was not seen.
    FileOffer offered(String key) {
        return offers.get(key);
    }

    /// XEP-0096: an offer, and the answer that says yes.
    void initiation(Direction from, Element iq, Element si) {
        Element file = si.child("file", Ns.SI_FILE);
        if (iq.attribute("type").equals("set") && file != null && file.has("name")) {
            Account sender = link.sender(from, iq), reader = link.reader(from, iq);
            FileOffer offer = new FileOffer(sender, reader, file.attribute("name"), number(file.attribute("size")), 0);
            String key = key(si.attribute("id"), sender, reader);
            offers.put(key, offer);
            asked.put(request(from, iq), key);
            link.emit(offer.event(link.seen(), State.OFFERED));
        } else if (iq.attribute("type").equals("result")) {
            String key = asked.remove(answer(from, iq));
            FileOffer offer = key == null ? null : offers.get(key);
            if (offer == null) return;
            Element range = file == null ? null : file.child("range", Ns.SI_FILE);
            long offset = range == null ? 0 : Math.max(0, number(range.attribute("offset")));
            if (offset > 0) offers.put(key, offer = offer.from(offset));
            link.emit(offer.event(link.seen(), State.ACCEPTED));
        }
    }

    /// An error that answers an offer.
    void refused(Direction from, Element stanza) {
        String key = asked.remove(answer(from, stanza));
        FileOffer offer = key == null ? null : offers.remove(key);
        if (offer != null) link.emit(offer.event(link.seen(), State.DECLINED));
    }

    private String request(Direction from, Element iq) {
        return names(iq, link.senderJid(from, iq), link.readerJid(from, iq));
    }

    private String answer(Direction from, Element iq) {
        return names(iq, link.readerJid(from, iq), link.senderJid(from, iq));
    }

    private static String names(Element iq, Jid asks, Jid answers) {
        return iq.attribute("id") + "\n" + (asks == null ? "?" : asks.bare()) + "\n"
                + (answers == null ? "?" : answers.bare());
    }

    /// XEP-0363: a place for a file is asked for, from where readers will fetch it.
    void slot(Direction from, Element iq, Element request) {
        if (!iq.attribute("type").equals("get")) return;
        boolean attributes = request.has("filename");
        String name = attributes ? request.attribute("filename") : request.childText("filename");
        String size = attributes ? request.attribute("size") : request.childText("size");
        if (name.isEmpty()) return;
        FileOffer offer = new FileOffer(link.sender(from, iq), link.reader(from, iq), name, number(size), 0);
        link.emit(offer.event(link.seen(), State.OFFERED));
    }

    /// Files and calls announced in a message: an address to fetch a file from, a call about to be made.
    void announced(Direction from, Element message) {
        Element oob = message.child("x", Ns.OOB);
        Element url = oob == null ? null : oob.child("url", Ns.OOB);
        if (url != null && url.attribute("type").equals("file")) address(from, message, url);
        for (Element child : message.children()) {
            if (child.namespace.startsWith(Ns.JINGLE_MESSAGE)) jingle.announced(from, message, child);
        }
    }

    /// An address from which the reader fetches a file.
    void address(Direction from, Element stanza, Element url) {
        String address = url.text().strip();
        String name = address.substring(address.lastIndexOf('/') + 1);
        if (name.isEmpty()) return;
        FileOffer offer = new FileOffer(
                link.sender(from, stanza), link.reader(from, stanza), name, number(url.attribute("size")), 0);
        link.emit(offer.event(link.seen(), State.OFFERED));
    }

    void jingle(Direction from, Element iq, Element jingle) {
        this.jingle.read(from, iq, jingle);
    }

    void googleSession(Direction from, Element iq, Element session) {
        jingle.google(from, iq, session);
    }

    // Bytes.

    /// Bytes of a file inside a stanza.
    ///
    /// @return whether the stanza was about that
    boolean inBand(Direction from, Element stanza) {
        return inBand.read(from, stanza);
    }

    /// XEP-0065: where the file's sender waits for the connection.
    void bytestream(Direction from, Element iq, Element query) {
        if (!iq.attribute("type").equals("set")) return;
        Account sender = link.sender(from, iq), reader = link.reader(from, iq);
        FileOffer offer = offers.get(key(query.attribute("sid"), sender, reader));
        String requester = address(iq.attribute("from"), link.senderJid(from, iq));
        String target = address(iq.attribute("to"), link.readerJid(from, iq));
        if (requester.isEmpty() || target.isEmpty()) return;
        Set<String> digests = digests(query.attribute("sid"), requester, target);
        for (String digest : digests) S5b.parties(link.out(), digest, sender, reader);
        // The offer may be lost here and known to the other party's connection.
        if (offer == null) return;
        share(digests, offer);
        int count = 0;
        for (Element host : query.children()) {
            if (!host.is("streamhost", Ns.BYTESTREAMS) || ++count > MOST_STREAMHOSTS) continue;
            Jid jid = Jid.parse(host.attribute("jid"));
            // A proxy carries many transfers: its connections are told apart by the digest alone.
            if (jid != null && jid.isUser()) expect(host, digests, offer);
        }
    }

    /// As written where it is; the digest is made of what the clients see.
    static String address(String written, Jid known) {
        return !written.isEmpty() ? written : known == null ? "" : known.full();
    }

    /// Makes the offer known to whoever reads the connection.
    void share(Set<String> digests, FileOffer offer) {
        for (String digest : digests) link.out().bind(S5b.KEY + digest, offer.shared());
    }

    /// A streamhost or candidate: a connection to it with one of these digests carries the offer's bytes.
    void expect(Element host, Set<String> digests, FileOffer offer) {
        Address address = Address.parse(host.attribute("host"));
        long port = number(host.attribute("port"));
        if (address == null || port <= 0 || port > 65_535) return;
        link.out()
                .expect(
                        Transport.TCP,
                        address,
                        (int) port,
                        PATIENCE,
                        S5b.NAME,
                        out -> new S5b.Transfer(out, digests, offer));
    }

    /// What the connection's SOCKS5 request will name: SHA-1 of the session and both full addresses; some
    /// clients normalise them, some do not.
    static Set<String> digests(String sid, String requester, String target) {
        Set<String> digests = new HashSet<>();
        digests.add(sha1(sid + requester + target));
        Jid a = Jid.parse(requester), b = Jid.parse(target);
        if (a != null && b != null) digests.add(sha1(sid + a.full() + b.full()));
        return Set.copyOf(digests);
    }

    static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).toLowerCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /// -1 where the text is no number of bytes.
    static long number(String text) {
        if (text.isEmpty() || text.length() > 18) return -1;
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = Character.digit(text.charAt(i), 10);
            if (digit < 0) return -1;
            value = value * 10 + digit;
        }
        return value;
    }

    void gap() {
        asked.clear();
    }

    void end() {
        inBand.end();
    }
}
