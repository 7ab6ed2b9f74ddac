package earshot.dissect.stun;

import earshot.bytes.Cursor;

/// What stands in front of a STUN message: nothing, a 16-bit length (RFC 4571), or Microsoft's `ff 10` and a 16-bit
/// length.
final class Framing {
    private static final int MICROSOFT = 0xff10;

    private Framing() {}

    /// How many bytes precede the message.
    static int header(Cursor in) {
        if (in.peek16(0) == MICROSOFT) return 4;
        return StunMessage.length(in, 0) < 0 ? 2 : 0;
    }

    /// The same in a datagram, where lengths are not needed.
    static int datagram(Cursor in) {
        return in.peek16(0) == MICROSOFT ? 4 : 0;
    }

    /// How long the frame is that begins at the cursor of a stream.
    ///
    /// @return 0 where more bytes are needed, -1 where none begins here
    static int stream(Cursor in) {
        if (in.peek(0) == 0xff) {
            if (in.remaining() < 4) return in.remaining() > 1 && in.peek(1) != 0x10 ? -1 : 0;
            return in.peek(1) == 0x10 ? framed(in, 4, in.peek16(2)) : -1;
        }
        int plain = StunMessage.length(in, 0);
        if (plain > 0 || plain == 0 && in.remaining() >= 8) return plain;
        if (in.remaining() < 10) return 0;
        return framed(in, 2, in.peek16(0));
    }

    /// A frame of this length holds exactly one message.
    private static int framed(Cursor in, int header, int length) {
        int message = StunMessage.length(in, header);
        if (message <= 0) return message;
        return message == length ? header + length : -1;
    }
}
