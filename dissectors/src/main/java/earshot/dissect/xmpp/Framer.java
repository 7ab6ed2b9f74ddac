package earshot.dissect.xmpp;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;

/// Finds the end of the next unit of one direction of an XMPP stream: a run of white space, a declaration or
/// comment, the stream's own start or end tag, or a whole element directly inside the stream (a stanza).
///
/// Asked again with more bytes it goes on where it stopped, so that every byte is looked at once however the
/// stream was cut. It knows by the number of bytes whether it is asked about the same unit; [#reset] before
/// another one. Looks at markup only as far as needed to count depth: what is inside is judged by
/// [XmlReader].
final class Framer {
    /// Elements inside elements; deeper is no XMPP.
    static final int DEEPEST = 64;
    /// A name of an element, with its prefix.
    static final int LONGEST_NAME = 256;

    private enum State {
        OUTSIDE,
        OPENED,
        NAME,
        TAG,
        QUOTED,
        EMPTY_TAG,
        END_TAG,
        TEXT,
        INSTRUCTION,
        BANG,
        COMMENT,
        CDATA,
        DOCTYPE
    }

    private State state = State.OUTSIDE;
    private int seen, depth, mark, brackets;
    private byte quote;
    private boolean streamTag;

    void reset() {
        state = State.OUTSIDE;
        seen = depth = brackets = 0;
        streamTag = false;
    }

    /// How many bytes the unit has that begins at the cursor: MORE, LOST or its length.
    int frame(Cursor in) {
        if (in.remaining() < seen) reset();
        int length = scan(in.array(), in.position(), in.remaining());
        if (length != Dissection.MORE) reset();
        return length;
    }

    /// How many bytes have been looked at of the unit that is not complete yet.
    int seen() {
        return seen;
    }

    private int scan(byte[] b, int from, int n) {
        int i = seen;
        while (i < n) {
            byte c = b[from + i];
            switch (state) {
                case OUTSIDE -> {
                    if (c != '<') return outside(b, from, n);
                    state = State.OPENED;
                }
                case OPENED -> {
                    mark = i;
                    if (c == '/') state = State.END_TAG;
                    else if (c == '?') state = State.INSTRUCTION;
                    else if (c == '!') state = State.BANG;
                    else if (XmlReader.beginsName(c)) state = State.NAME;
                    else return Dissection.LOST;
                }
                case NAME -> {
                    while (i < n && XmlReader.inName(b[from + i])) i++;
                    if (i - mark > LONGEST_NAME) return Dissection.LOST;
                    if (i == n) continue;
                    streamTag = depth == 0 && isStream(b, from + mark, i - mark);
                    state = State.TAG;
                    continue;
                }
                case TAG -> {
                    if (c == '>') {
                        if (streamTag) return i + 1;
                        if (++depth > DEEPEST) return Dissection.LOST;
                        state = State.TEXT;
                    } else if (c == '\'' || c == '"') {
                        quote = c;
                        state = State.QUOTED;
                    } else if (c == '/') state = State.EMPTY_TAG;
                    else if (c == '<') return Dissection.LOST;
                }
                case QUOTED -> {
                    while (i < n && b[from + i] != quote && b[from + i] != '<') i++;
                    if (i == n) continue;
                    if (b[from + i] == '<') return Dissection.LOST;
                    state = State.TAG;
                }
                case EMPTY_TAG -> {
                    if (c != '>') return Dissection.LOST;
                    if (depth == 0) return i + 1;
                    state = State.TEXT;
                }
                case END_TAG -> {
                    if (c == '>') {
                        if (depth == 0) return isStream(b, from + mark + 1, i - mark - 1) ? i + 1 : Dissection.LOST;
                        if (--depth == 0) return i + 1;
                        state = State.TEXT;
                    } else if (i - mark > LONGEST_NAME || c == '<') return Dissection.LOST;
                }
                case TEXT -> {
                    while (i < n && b[from + i] != '<') i++;
                    if (i == n) continue;
                    state = State.OPENED;
                }
                case INSTRUCTION -> {
                    if (c == '>' && i > mark + 1 && b[from + i - 1] == '?') {
                        if (depth == 0) return i + 1;
                        state = State.TEXT;
                    }
                }
                case BANG -> {
                    if (c == '-') state = State.COMMENT;
                    else if (c == '[' && depth > 0) state = State.CDATA;
                    else if (c == 'D') state = State.DOCTYPE;
                    else return Dissection.LOST;
                }
                case COMMENT -> {
                    if (c == '>' && i >= mark + 5 && b[from + i - 1] == '-' && b[from + i - 2] == '-') {
                        if (depth == 0) return i + 1;
                        state = State.TEXT;
                    }
                }
                case CDATA -> {
                    if (c == '>' && i >= mark + 10 && b[from + i - 1] == ']' && b[from + i - 2] == ']') {
                        state = State.TEXT;
                    }
                }
                case DOCTYPE -> {
                    if (c == '[') brackets++;
                    else if (c == ']') brackets--;
                    else if (c == '>' && brackets <= 0) {
                        if (depth == 0) return i + 1;
                        state = State.TEXT;
                    }
                }
            }
            i++;
        }
        seen = n;
        return Dissection.MORE;
    }

    /// White space between stanzas keeps connections alive; Flash clients end each with a NUL; some begin
    /// with a byte order mark.
    private static int outside(byte[] b, int from, int n) {
        if (b[from] == (byte) 0xef) {
            for (int i = 1; i < 3; i++) {
                if (i == n) return Dissection.MORE;
                if (b[from + i] != (byte) (i == 1 ? 0xbb : 0xbf)) return Dissection.LOST;
            }
            return 3;
        }
        int i = 0;
        while (i < n && isSpace(b[from + i])) i++;
        return i == 0 ? Dissection.LOST : i;
    }

    static boolean isSpace(int c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0;
    }

    /// Whether a stream's own start tag begins here.
    static boolean beginsStream(Cursor in) {
        int end = 1;
        while (end < in.remaining() && XmlReader.inName((byte) in.peek(end))) end++;
        return end > 1 && isStream(in.array(), in.position() + 1, end - 1);
    }

    /// Whether the name is that of a stream's own tag, whatever its prefix.
    private static boolean isStream(byte[] b, int from, int length) {
        int end = from + length;
        while (end > from && isSpace(b[end - 1])) end--;
        int start = end - 6;
        if (start < from || start > from && b[start - 1] != ':') return false;
        for (int i = 0; i < 6; i++) if (b[start + i] != "stream".charAt(i)) return false;
        return true;
    }
}
