package earshot.dissect.xmpp;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;

/// Finds where a stanza begins after a gap, or in a stream joined in the middle.
///
/// Only the beginnings of what can stand directly inside a stream are looked for. A stanza may hold another
/// one that is passed on (a copy, an archived message): those declare their namespace, which a stanza of the
/// stream itself seldom does. One that does is therefore believed only if something else than an end tag
/// follows it.
final class Resync {
    private static final String[] BEGINNINGS = {
        "<message",
        "<presence",
        "<iq",
        "<stream:",
        "</stream:stream>",
        "<?xml",
        "<auth",
        "<challenge",
        "<response",
        "<success",
        "<proceed",
        "<compressed",
        "<db:",
        "<body",
        "<handshake"
    };
    private static final int LONGEST = "</stream:stream>".length() + 1;
    /// A stanza that declares a namespace and is longer than this is passed over.
    private static final int PATIENCE = 256 * 1024;
    /// No start tag is longer.
    private static final int LONGEST_TAG = 8192;

    private final Framer inside = new Framer();

    void reset() {
        inside.reset();
    }

    /// As [Dissection#resync].
    int find(Cursor in) {
        int at = 0;
        while (true) {
            int tag = in.indexOf('<', at);
            if (tag != at || tag < 0) inside.reset();
            if (tag < 0) return ~in.remaining();
            if (begins(in, tag)) {
                int verdict = believe(in, tag);
                if (verdict > 0) return tag;
                if (verdict == 0) return ~tag;
            } else if (in.remaining() - tag < LONGEST && mayBegin(in, tag)) return ~tag;
            inside.reset();
            at = tag + 1;
        }
    }

    private static boolean begins(Cursor in, int at) {
        for (String beginning : BEGINNINGS) {
            if (!in.startsWith(at, beginning)) continue;
            char last = beginning.charAt(beginning.length() - 1);
            int next = in.peek(at + beginning.length());
            if (last == ':' || last == '>' || next == '/' || next == '>' || Framer.isSpace(next)) return true;
        }
        return false;
    }

    /// Whether what is there so far may become a beginning.
    private static boolean mayBegin(Cursor in, int at) {
        int there = in.remaining() - at;
        for (String beginning : BEGINNINGS) {
            if (there <= beginning.length() && in.startsWith(at, beginning.substring(0, there))) return true;
        }
        return false;
    }

    /// @return 1: yes; -1: no; 0: more must come first
    private int believe(Cursor in, int at) {
        int end = in.indexOf('>', at);
        if (end < 0 || end - at > LONGEST_TAG) return in.remaining() - at > LONGEST_TAG ? -1 : 0;
        boolean declares = declares(in, at, end);
        boolean stanza = in.startsWith(at, "<message") || in.startsWith(at, "<presence") || in.startsWith(at, "<iq");
        if (stanza && declares) return followed(in, at);
        boolean bare = stanza
                || in.startsWith(at, "<stream:")
                || in.startsWith(at, "</")
                || in.startsWith(at, "<?xml")
                || in.startsWith(at, "<db:")
                || in.startsWith(at, "<handshake");
        return bare || declares ? 1 : -1;
    }

    /// Whether something else than an end tag comes behind the element that begins here.
    private int followed(Cursor in, int at) {
        Cursor stanza = in.copy();
        stanza.skip(at);
        int length = inside.frame(stanza);
        if (length == Dissection.LOST || length > PATIENCE) return -1;
        if (length == Dissection.MORE) return in.remaining() - at > PATIENCE ? -1 : 0;
        int next = at + length;
        while (Framer.isSpace(in.peek(next))) next++;
        if (in.peek(next) < 0 || in.peek(next) == '<' && in.peek(next + 1) < 0) return next - at > PATIENCE ? -1 : 0;
        boolean nested = in.peek(next) != '<' || in.peek(next + 1) == '/' && !in.startsWith(next, "</s");
        return nested ? -1 : 1;
    }

    private static boolean declares(Cursor in, int at, int end) {
        for (int i = at; i < end; i++) if (in.peek(i) == 'x' && in.startsWith(i, "xmlns=")) return true;
        return false;
    }
}
