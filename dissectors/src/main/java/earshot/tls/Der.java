package earshot.tls;

import earshot.bytes.Cursor;

/// Reads DER (X.690) one element after the other, within the bytes that are there.
final class Der {
    static final int INTEGER = 0x02, BITS = 0x03, OCTETS = 0x04, OID = 0x06, SEQUENCE = 0x30, SET = 0x31;

    private final Cursor in;
    private int tag = -1;

    Der(Cursor in) {
        this.in = in;
    }

    /// The content of the next element; an empty one, and [#tag] -1, where there is none or it is cut.
    Cursor next() {
        tag = in.remaining() == 0 ? -1 : in.u8();
        int length = in.u8();
        if (length > 0x84) tag = -1;
        if (length > 0x80) {
            int bytes = length & 0x7f;
            length = 0;
            while (bytes-- > 0) length = length << 8 | in.u8();
        } else if (length == 0x80) {
            tag = -1; // indefinite lengths are not DER
        }
        Cursor content = in.slice(length);
        if (in.truncated()) tag = -1;
        return tag < 0 ? content.slice(0) : content;
    }

    /// The content of the next element where it has this tag; an empty one otherwise.
    Cursor next(int wanted) {
        Cursor content = next();
        return tag == wanted ? content : content.slice(0);
    }

    /// What is inside the next element, element by element.
    Der inside(int wanted) {
        return new Der(next(wanted));
    }

    /// Of the element that [#next] gave last, -1 for none.
    int tag() {
        return tag;
    }

    boolean more() {
        return in.remaining() > 0;
    }

    /// The tag of the element to come, -1 for none.
    int peek() {
        return in.peek(0);
    }
}
