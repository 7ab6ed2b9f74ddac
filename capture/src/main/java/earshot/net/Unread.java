package earshot.net;

/// Why a record is [earshot.capture.Block#OTHER]: a category in the upper half of an `int` and a value in the
/// lower, as the decoder writes it into [earshot.capture.Block#network].
public final class Unread {
    static final int LINK_TYPE = 1 << 16,
            ETHERTYPE = 2 << 16,
            LLC = 3 << 16,
            SNAP = 4 << 16,
            PPP = 5 << 16,
            WLAN = 6 << 16,
            WLAN_ENCRYPTED = 7 << 16,
            WLAN_FRAGMENT = 8 << 16,
            WLAN_DAMAGED = 9 << 16,
            FAMILY = 10 << 16,
            NLPID = 11 << 16,
            IP_PROTOCOL = 12 << 16,
            MALFORMED = 13 << 16,
            TRUNCATED = 14 << 16,
            TOO_DEEP = 15 << 16;

    /// What was malformed or cut off by the snap length; its ordinal is the value. Only ever add at the end.
    enum Part {
        FRAME("frame"),
        ETHERNET("ethernet header"),
        VLAN("vlan tag"),
        LLC("llc header"),
        MPLS("mpls label"),
        PPPOE("pppoe header"),
        PPP("ppp header"),
        WLAN("802.11 header"),
        RADIO("802.11 capture header"),
        COOKED("cooked capture header"),
        IPV4("ipv4 header"),
        IPV6("ipv6 header"),
        EXTENSION("ipv6 extension header"),
        AUTHENTICATION("ip authentication header"),
        GRE("gre header"),
        ERSPAN("erspan header"),
        TCP("tcp header"),
        UDP("udp header"),
        ARP("arp packet");

        final String text;

        Part(String text) {
            this.text = text;
        }
    }

    private static final Part[] PARTS = Part.values();

    private Unread() {}

    static int malformed(Part part) {
        return MALFORMED | part.ordinal();
    }

    static int truncated(Part part) {
        return TRUNCATED | part.ordinal();
    }

    /// The reason in stable words: `ethertype 0x88cc`, `ip protocol 89`, `link type 147`, `truncated tcp header`.
    public static String text(int code) {
        int value = code & 0xffff;
        return switch (code & 0xffff_0000) {
            case LINK_TYPE -> "link type " + value;
            case ETHERTYPE -> "ethertype " + hex(value);
            case LLC -> "llc " + hex(value);
            case SNAP -> "snap protocol " + hex(value);
            case PPP -> "ppp protocol " + hex(value);
            case WLAN -> "802.11 type " + (value >>> 4) + " subtype " + (value & 15);
            case WLAN_ENCRYPTED -> "802.11 encrypted";
            case WLAN_FRAGMENT -> "802.11 fragment";
            case WLAN_DAMAGED -> "802.11 bad checksum";
            case FAMILY -> "address family " + value;
            case NLPID -> "network layer protocol " + hex(value);
            case IP_PROTOCOL -> "ip protocol " + value;
            case MALFORMED -> "malformed " + part(value);
            case TRUNCATED -> "truncated " + part(value);
            case TOO_DEEP -> "nested too deep";
            default -> "unknown";
        };
    }

    private static String part(int value) {
        return value < PARTS.length ? PARTS[value].text : "frame";
    }

    private static String hex(int value) {
        return String.format("0x%04x", value);
    }
}
