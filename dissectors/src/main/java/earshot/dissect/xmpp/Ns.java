package earshot.dissect.xmpp;

/// The namespaces that are read, by the names of their specifications.
final class Ns {
    private Ns() {}

    // RFC 6120, 6121, 7395 and what came before them.
    static final String STREAMS = "http://etherx.jabber.org/streams";
    static final String CLIENT = "jabber:client";
    static final String SERVER = "jabber:server";
    static final String COMPONENT = "jabber:component:accept";
    static final String COMPONENT_CONNECT = "jabber:component:connect";
    static final String DIALBACK = "jabber:server:dialback";
    static final String TLS = "urn:ietf:params:xml:ns:xmpp-tls";
    static final String SASL = "urn:ietf:params:xml:ns:xmpp-sasl";
    static final String SASL2 = "urn:xmpp:sasl:2";
    static final String BIND = "urn:ietf:params:xml:ns:xmpp-bind";
    static final String BIND2 = "urn:xmpp:bind:0";
    static final String STREAM_ERRORS = "urn:ietf:params:xml:ns:xmpp-streams";
    static final String STANZA_ERRORS = "urn:ietf:params:xml:ns:xmpp-stanzas";
    static final String FRAMING = "urn:ietf:params:xml:ns:xmpp-framing";
    static final String HTTP_BIND = "http://jabber.org/protocol/httpbind";
    static final String COMPRESS = "http://jabber.org/protocol/compress";
    static final String STREAM_MANAGEMENT = "urn:xmpp:sm:";

    // Accounts.
    static final String AUTH = "jabber:iq:auth";
    static final String REGISTER = "jabber:iq:register";
    static final String ROSTER = "jabber:iq:roster";
    static final String PRIVACY = "jabber:iq:privacy";
    static final String BLOCKING = "urn:xmpp:blocking";
    static final String PRIVATE = "jabber:iq:private";
    static final String BOOKMARKS = "storage:bookmarks";
    static final String VERSION = "jabber:iq:version";
    static final String SEARCH = "jabber:iq:search";
    static final String LAST = "jabber:iq:last";
    static final String VCARD = "vcard-temp";
    static final String DATA_FORM = "jabber:x:data";
    static final String DISCO_INFO = "http://jabber.org/protocol/disco#info";
    static final String CAPS = "http://jabber.org/protocol/caps";
    static final String IDLE = "urn:xmpp:idle:1";

    // Messages.
    static final String XHTML_IM = "http://jabber.org/protocol/xhtml-im";
    static final String XHTML = "http://www.w3.org/1999/xhtml";
    static final String DELAY = "urn:xmpp:delay";
    static final String OLD_DELAY = "jabber:x:delay";
    static final String CHAT_STATES = "http://jabber.org/protocol/chatstates";
    static final String OLD_EVENTS = "jabber:x:event";
    static final String RECEIPTS = "urn:xmpp:receipts";
    static final String MARKERS = "urn:xmpp:chat-markers:0";
    static final String CORRECTION = "urn:xmpp:message-correct:0";
    static final String RETRACTION = "urn:xmpp:message-retract:";
    static final String FASTEN = "urn:xmpp:fasten:0";
    static final String REPLY = "urn:xmpp:reply:0";
    static final String REACTIONS = "urn:xmpp:reactions:0";
    static final String FALLBACK = "urn:xmpp:fallback:0";
    static final String ATTENTION = "urn:xmpp:attention:0";
    static final String OOB = "jabber:x:oob";
    static final String FILE_SHARING = "urn:xmpp:sfs:0";
    static final String URL_DATA = "http://jabber.org/protocol/url-data";
    static final String REFERENCE = "urn:xmpp:reference:0";
    static final String CARBONS = "urn:xmpp:carbons:";
    static final String FORWARD = "urn:xmpp:forward:0";
    static final String ARCHIVE = "urn:xmpp:mam:";
    static final String ADDRESSES = "http://jabber.org/protocol/address";
    static final String OMEMO = "eu.siacs.conversations.axolotl";
    static final String OMEMO_NEW = "urn:xmpp:omemo:";
    static final String OPENPGP = "urn:xmpp:openpgp:0";
    static final String OLD_PGP = "jabber:x:encrypted";
    static final String E2E = "urn:ietf:params:xml:ns:xmpp-e2e";
    static final String ESESSION = "http://www.xmpp.org/extensions/xep-0200.html#ns";

    // Rooms.
    static final String MUC = "http://jabber.org/protocol/muc";
    static final String MUC_USER = "http://jabber.org/protocol/muc#user";
    static final String CONFERENCE = "jabber:x:conference";

    // Files and calls.
    static final String SI = "http://jabber.org/protocol/si";
    static final String SI_FILE = "http://jabber.org/protocol/si/profile/file-transfer";
    static final String BYTESTREAMS = "http://jabber.org/protocol/bytestreams";
    static final String IBB = "http://jabber.org/protocol/ibb";
    static final String JINGLE = "urn:xmpp:jingle:1";
    static final String JINGLE_FILE = "urn:xmpp:jingle:apps:file-transfer:";
    static final String JINGLE_RTP = "urn:xmpp:jingle:apps:rtp:";
    static final String JINGLE_S5B = "urn:xmpp:jingle:transports:s5b:";
    static final String JINGLE_IBB = "urn:xmpp:jingle:transports:ibb:";
    static final String JINGLE_MESSAGE = "urn:xmpp:jingle-message:";
    static final String GOOGLE_SESSION = "http://www.google.com/session";
    static final String UPLOAD = "urn:xmpp:http:upload";

    /// Whether this is a namespace of stanzas: those of clients, servers and components.
    static boolean ofStanzas(String namespace) {
        return switch (namespace) {
            case CLIENT, SERVER, COMPONENT, COMPONENT_CONNECT -> true;
            default -> false;
        };
    }

    /// Whether the namespace is one that nothing but XMPP uses.
    static boolean isXmpp(String namespace) {
        return namespace.startsWith("jabber:")
                || namespace.startsWith("urn:xmpp:")
                || namespace.startsWith("urn:ietf:params:xml:ns:xmpp-")
                || namespace.startsWith("http://jabber.org/")
                || namespace.equals(STREAMS);
    }
}
