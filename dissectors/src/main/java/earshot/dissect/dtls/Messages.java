package earshot.dissect.dtls;

import earshot.bytes.Cursor;
import earshot.tls.Fragments;

/// Handshake messages of one direction put together from their fragments (RFC 6347 section 4.2.3).
///
/// The message that was begun last is kept; one with another number takes its place. A flight sent again begins again.
final class Messages {
    private static final int HEADER = 12;

    private int type = -1, number = -1, length;
    private Fragments fragments;
    private boolean given;

    /// The next fragment, with its header, which the cursor then stands behind.
    ///
    /// @return the body of a message that is whole now, and was not before; null for none
    Cursor add(Cursor in) {
        int kind = in.u8(), whole = u24(in), sequence = in.u16(), offset = u24(in), size = u24(in);
        Cursor piece = in.slice(size);
        if (in.truncated() || whole > Fragments.MOST || offset + size > whole) {
            in.skip(in.remaining());
            return null;
        }
        boolean same = kind == type && sequence == number && whole == length;
        if (!same) {
            // An earlier message sent again must not push out one that is being put together.
            boolean unfinished = fragments != null && !given;
            if (unfinished && size < whole && kind < type) return null;
            type = kind;
            number = sequence;
            length = whole;
            fragments = new Fragments();
            given = false;
        }
        if (given) return null;
        fragments.add(offset, piece);
        Cursor body = fragments.beginning();
        if (body.remaining() < length) return null;
        given = true;
        return body;
    }

    private static int u24(Cursor in) {
        return in.u8() << 16 | in.u16();
    }

    /// Of the message that was put together last.
    int type() {
        return type;
    }

    int heldBytes() {
        return fragments == null ? 0 : fragments.heldBytes();
    }

    /// Whether a handshake message's header stands there that holds together with a record of this length.
    static boolean plausible(Cursor in, int at, int recordLength) {
        int type = in.peek(at);
        boolean known = type >= 0 && type <= 4 || type == 8 || type >= 11 && type <= 16 || type == 20;
        if (!known || in.remaining() < at + HEADER) return false;
        int whole = in.peek(at + 1) << 16 | in.peek16(at + 2);
        int offset = in.peek(at + 6) << 16 | in.peek16(at + 7), size = in.peek(at + 9) << 16 | in.peek16(at + 10);
        return offset + size <= whole && HEADER + size <= recordLength;
    }
}
