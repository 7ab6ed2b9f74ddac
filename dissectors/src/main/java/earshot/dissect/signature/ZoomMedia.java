package earshot.dissect.signature;

import earshot.bytes.Cursor;

/// Zoom's media: the hello `01 00 02` with the client's identifier of 16 bytes, which the server's `02 00 01` repeats;
/// then keep-alives `03` that the other side sends back as `04`, and media `05`.
///
/// A flow joined in its middle shows the keep-alives, on Zoom's ports only.
final class ZoomMedia implements DatagramSignature {
    private static final Sign FOUND = Sign.certain("zoom", "zoom").ofCall();
    private static final int FIRST_PORT = 8801, LAST_PORT = 8810;
    private static final int IDENTIFIER = 3, IDENTIFIER_LENGTH = 16, SHORT_ALIVE = 13, LONG_ALIVE = 81;

    @Override
    public boolean mayBegin(int firstByte) {
        return firstByte >= 1 && firstByte <= 5;
    }

    @Override
    public Sign of(Datagram now, Datagram before) {
        Cursor in = now.bytes();
        if (in.peek(0) == 1 && in.peek(1) == 0 && (in.peek(2) == 2 || in.peek(2) == 3)) return hello(now);
        boolean answer = in.peek(0) == 2 && in.peek16(1) == 1;
        if (answer && before != null) {
            Cursor hello = before.bytes();
            return Bits.same(in, IDENTIFIER, hello, IDENTIFIER, IDENTIFIER_LENGTH) ? FOUND : Sign.NO;
        }
        if (!now.port(FIRST_PORT, LAST_PORT)) return Sign.NO;
        boolean alive = in.peek(0) == 3 || in.peek(0) == 4;
        if (alive && (now.length() == SHORT_ALIVE || now.length() == LONG_ALIVE) && in.peek32(1) < 1 << 24) {
            return Sign.probable("zoom", "zoom").ofCall();
        }
        return Sign.NO;
    }

    private static Sign hello(Datagram now) {
        Cursor in = now.bytes();
        boolean form = now.length() >= 100 && Bits.zero(in, 19, 7) && Bits.same(in, 27, in, 31, 4);
        if (form) return FOUND;
        return now.length() >= 64 && now.port(FIRST_PORT, LAST_PORT) ? Sign.MORE : Sign.NO;
    }
}
