package earshot.dissect.xmpp;

import earshot.bytes.Cursor;
import earshot.dissect.Verdict;

/// What tells XMPP from other protocols, and from other XML, by its first bytes.
final class Signs {
    /// A stream header is not longer.
    private static final int LONGEST_HEADER = 2048;

    private static final String FLASH_STREAMS = "http://www.jabber.com/streams/flash";

    private Signs() {}

    /// Something that only XMPP says, and whether rather clients say it or servers.
    enum Sign {
        NONE(0),
        EITHER(0),
        CLIENT(1),
        SERVER(-1);

        final int client;

        Sign(int client) {
            this.client = client;
        }
    }

    /// Whether one side begins with a stream header.
    static Verdict header(Cursor bytes) {
        Cursor in = bytes.copy();
        space(in);
        if (startsOrMay(in, "<?xml") != Verdict.NO) {
            if (!in.startsWith("<?xml")) return Verdict.MORE;
            int end = in.indexOf('>', 0);
            if (end < 0) return in.remaining() > 256 ? Verdict.NO : Verdict.MORE;
            in.skip(end + 1);
            space(in);
        }
        if (in.remaining() == 0) return Verdict.MORE;
        if (in.peek(0) != '<') return Verdict.NO;
        int end = in.indexOf('>', 0);
        if (end < 0) {
            boolean name = in.remaining() < 2 || XmlReader.beginsName((byte) in.peek(1));
            return name && in.remaining() < LONGEST_HEADER ? Verdict.MORE : Verdict.NO;
        }
        Cursor tag = in.slice(end + 1);
        boolean header = Framer.beginsStream(tag) && (holds(tag, Ns.STREAMS) || holds(tag, FLASH_STREAMS))
                || tag.startsWith("<open") && holds(tag, Ns.FRAMING)
                || tag.startsWith("<body") && holds(tag, Ns.HTTP_BIND);
        return header ? Verdict.YES : Verdict.NO;
    }

    private static void space(Cursor in) {
        if (in.peek(0) == 0xef && in.peek(1) == 0xbb && in.peek(2) == 0xbf) in.skip(3);
        while (Framer.isSpace(in.peek(0))) in.skip(1);
    }

    private static Verdict startsOrMay(Cursor in, String ascii) {
        if (in.startsWith(ascii)) return Verdict.YES;
        if (in.remaining() >= ascii.length()) return Verdict.NO;
        return in.startsWith(ascii.substring(0, in.remaining())) ? Verdict.MORE : Verdict.NO;
    }

    private static boolean holds(Cursor tag, String ascii) {
        for (int i = tag.indexOf(ascii.charAt(0), 0); i >= 0; i = tag.indexOf(ascii.charAt(0), i + 1)) {
            if (tag.startsWith(i, ascii)) return true;
        }
        return false;
    }

    /// Whether there are bytes that no XML has.
    static boolean isBinary(Cursor in) {
        for (int i = 0, n = in.remaining(); i < n; i++) {
            int c = in.peek(i);
            if (c < ' ' && c != '\n' && c != '\r' && c != '\t') return true;
        }
        return false;
    }

    /// The first sign of XMPP in the middle of a stream.
    static Sign first(Cursor in) {
        // The XML in the bodies of HTTP is not a stream.
        if (in.startsWith("HTTP/1.") || in.startsWith("POST /") || in.startsWith("GET /")) return Sign.NONE;
        XmlReader reader = null;
        for (int at = in.indexOf('<', 0); at >= 0; at = in.indexOf('<', at + 1)) {
            if (in.startsWith(at, "</stream:stream>")) return Sign.EITHER;
            int letter = in.peek(at + 1);
            if (letter < 'a' || letter > 'z') continue;
            int end = in.indexOf('>', at);
            if (end < 0) return Sign.NONE;
            if (!mayBeOurs(in, at)) continue;
            Cursor tag = new Cursor(in.array(), in.position() + at, end + 1 - at);
            if (reader == null) reader = new XmlReader();
            Element element = reader.startTag(tag, XmlReader.Scope.STREAM);
            Sign sign = element == null ? Sign.NONE : of(element);
            if (sign != Sign.NONE) return sign;
        }
        return Sign.NONE;
    }

    private static boolean mayBeOurs(Cursor in, int at) {
        return in.startsWith(at, "<message")
                || in.startsWith(at, "<presence")
                || in.startsWith(at, "<iq")
                || in.startsWith(at, "<stream:")
                || in.startsWith(at, "<auth")
                || in.startsWith(at, "<response")
                || in.startsWith(at, "<challenge")
                || in.startsWith(at, "<success")
                || in.startsWith(at, "<proceed")
                || in.startsWith(at, "<db:");
    }

    private static Sign of(Element element) {
        String type = element.attribute("type");
        boolean addressed = isAddress(element.attribute("to")) || isAddress(element.attribute("from"));
        boolean fromClient = !element.has("from") && addressed;
        return switch (element.name) {
            case "message" -> !addressed || !ofMessages(type) ? Sign.NONE : fromClient ? Sign.CLIENT : Sign.EITHER;
            case "presence" -> !addressed || !ofPresence(type) ? Sign.NONE : fromClient ? Sign.CLIENT : Sign.EITHER;
            case "iq" -> element.has("id") && ofQueries(type) ? Sign.EITHER : Sign.NONE;
            case "stream" -> element.has("id") ? Sign.SERVER : element.has("to") ? Sign.CLIENT : Sign.EITHER;
            case "features", "error" -> element.namespace.equals(Ns.STREAMS) ? Sign.SERVER : Sign.NONE;
            case "auth", "response" -> element.namespace.equals(Ns.SASL) ? Sign.CLIENT : Sign.NONE;
            case "challenge", "success" -> element.namespace.equals(Ns.SASL) ? Sign.SERVER : Sign.NONE;
            case "proceed" -> element.namespace.equals(Ns.TLS) ? Sign.SERVER : Sign.NONE;
            default -> element.namespace.equals(Ns.DIALBACK) && addressed ? Sign.EITHER : Sign.NONE;
        };
    }

    private static boolean isAddress(String text) {
        Jid jid = Jid.parse(text);
        return jid != null && (jid.isUser() || jid.domain().indexOf('.') > 0);
    }

    private static boolean ofMessages(String type) {
        return switch (type) {
            case "", "chat", "groupchat", "normal", "headline", "error" -> true;
            default -> false;
        };
    }

    private static boolean ofPresence(String type) {
        return switch (type) {
            case "", "unavailable", "subscribe", "subscribed", "unsubscribe", "unsubscribed", "probe", "error" -> true;
            default -> false;
        };
    }

    private static boolean ofQueries(String type) {
        return switch (type) {
            case "get", "set", "result", "error" -> true;
            default -> false;
        };
    }
}
