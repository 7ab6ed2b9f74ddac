package earshot.dissect.signature;

import earshot.bytes.Cursor;
import earshot.dissect.Opening;
import earshot.flow.Direction;

/// Viber's TCP protocol: frames that begin with their own length, 16 bits little-endian. The client's hello has `fc ff`
/// and a type behind it; the server's frames a type with the bit 0x80. A connection in its middle shows
/// length and a counter that rises; that counts on Viber's ports only.
final class Viber implements StreamSignature {
    private static final Sign FOUND = Sign.certain("viber", "viber");
    private static final int FIRST_PORT = 4244, SECOND_PORT = 5242;
    private static final int COUNTED = 3;

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return true;
    }

    @Override
    public Sign of(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        if (client.remaining() == 0 && server.remaining() > 0) return answer(server);
        Sign hello = hello(client);
        if (hello.found()) return hello;
        Sign counted = port(opening) ? counted(client) : Sign.NO;
        if (counted.found()) return counted;
        boolean open = hello.more() || counted.more();
        return open ? Sign.MORE : Sign.NO;
    }

    private static boolean port(Opening opening) {
        int port = opening.flow().server().port();
        return port == FIRST_PORT || port == SECOND_PORT;
    }

    private static Sign hello(Cursor in) {
        int length = Bits.u16le(in, 0);
        if (length >= 0 && length < 16 || in.peek(6) >= 0 && in.peek(6) != 0xfc) return Sign.NO;
        if (in.remaining() < 10) return Sign.MORE;
        return in.peek16(6) == 0xfcff && in.peek(9) == 0x80 ? FOUND : Sign.NO;
    }

    /// What counts where the client's hello was not captured.
    private static Sign answer(Cursor in) {
        int length = Bits.u16le(in, 0);
        if (length >= 0 && length < 11 || in.peek(4) >= 0 && in.peek(4) != 3) return Sign.NO;
        if (in.remaining() < 11) return Sign.MORE;
        return in.peek16(4) == 0x0380 && in.peek(10) == 0x0a && Bits.zero(in, 6, 4) ? FOUND : Sign.NO;
    }

    private static Sign counted(Cursor in) {
        int at = 0, last = -1;
        for (int frames = 0; frames < COUNTED; frames++) {
            if (in.remaining() < at + 6) return Sign.MORE;
            int length = Bits.u16le(in, at), counter = Bits.u16le(in, at + 2);
            boolean rises = last < 0 || counter > last && counter <= last + 4;
            if (length < 16 || !rises || in.peek16(at + 4) != 0) return Sign.NO;
            last = counter;
            at += length;
        }
        return Sign.probable("viber", "viber");
    }
}
