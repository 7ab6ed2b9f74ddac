package earshot.dissect.stun;

import earshot.bytes.Cursor;

/// Where a STUN message stands in some bytes, and its attributes one after the other (RFC 8489 section 5).
///
///     StunMessage message = StunMessage.at(in, 0);
///     while (message.next()) … message.attribute() … message.value()
final class StunMessage {
    static final int HEADER = 20;
    static final long COOKIE = 0x2112a442L;
    /// Message types: class and method.
    static final int BINDING = 0x0001, ALLOCATE = 0x0003, ALLOCATED = 0x0103;

    private final Cursor in;
    private final int start, end;
    private int at;
    private int attribute, value, length;
    private boolean broken;

    private StunMessage(Cursor in, int start, int end) {
        this.in = in;
        this.start = start;
        this.end = end;
        this.at = start + HEADER;
    }

    /// How long a message is that begins `i` places ahead, with its header.
    ///
    /// @return 0 where more bytes are needed to say so, -1 where none begins there
    static int length(Cursor in, int i) {
        if (in.peek(i) < 0) return 0;
        if (in.peek(i) > 0x3f) return -1;
        if (in.remaining() >= i + 8 && in.peek32(i + 4) != COOKIE) return -1;
        return in.remaining() < i + HEADER ? 0 : HEADER + in.peek16(i + 2);
    }

    /// The message `i` places ahead.
    ///
    /// @return null where there is no whole one with the cookie
    static StunMessage at(Cursor in, int i) {
        int length = length(in, i);
        return length <= 0 || in.remaining() < i + length ? null : new StunMessage(in, i, i + length);
    }

    int type() {
        return in.peek16(start);
    }

    /// Goes on to the next attribute.
    ///
    /// @return false where there is none; [#broken] says whether something that is no attribute stands there
    boolean next() {
        if (at + 4 > end) {
            broken |= at < end;
            return false;
        }
        attribute = in.peek16(at);
        length = in.peek16(at + 2);
        if (at + 4 + length > end) {
            broken = true;
            return false;
        }
        value = at + 4;
        // Padded to four bytes; the last one is not, by WhatsApp.
        at = Math.min(end, value + (length + 3 & ~3));
        return true;
    }

    boolean broken() {
        return broken;
    }

    /// The number of the current attribute.
    int attribute() {
        return attribute;
    }

    /// A cursor over the current attribute's value.
    Cursor value() {
        Cursor cursor = in.copy();
        cursor.skip(value);
        return cursor.slice(length);
    }
}
