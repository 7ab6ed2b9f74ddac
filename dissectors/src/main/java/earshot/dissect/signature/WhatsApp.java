package earshot.dissect.signature;

import earshot.bytes.Cursor;
import earshot.dissect.Opening;
import earshot.flow.Direction;

/// WhatsApp's connection to its chat servers: the client begins `WA`, a magic number and the version of its
/// dictionary, then frames with a 24-bit length. The first frame is a binary XML list (until 2016) or the
/// protobuf of the Noise handshake. Since edge routing, `ED 00 01` and routing bytes may stand in front.
final class WhatsApp implements StreamSignature {
    private static final int LONGEST_ROUTE = 1024, LONGEST_HELLO = 0x4000;
    private static final int LIST = 0xf8, CLIENT_HELLO = 0x12;

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return side == Direction.SERVER || firstByte == 'W' || firstByte == 'E';
    }

    @Override
    public Sign of(Opening opening) {
        Cursor in = opening.bytes(Direction.CLIENT);
        if (!opening.fromStart()) return Sign.NO;
        if (in.remaining() == 0) return opening.bytes(Direction.SERVER).remaining() > 0 ? Sign.NO : Sign.MORE;
        if (in.peek(0) == 'W') return header(in, 0, false);
        if (!Bits.agrees(in, 'E', 'D', 0, 1)) return Sign.NO;
        int route = Bits.u24(in, 4);
        if (route > LONGEST_ROUTE) return Sign.NO;
        return route < 0 ? Sign.MORE : header(in, 7 + route, true);
    }

    private static Sign header(Cursor in, int i, boolean routed) {
        int a = in.peek(i + 2), b = in.peek(i + 3), length = Bits.u24(in, i + 4), body = in.peek(i + 7);
        if (in.peek(i) != 'W' && in.peek(i) >= 0 || in.peek(i + 1) != 'A' && in.peek(i + 1) >= 0) return Sign.NO;
        if (a == 0 || a > 9 || b > 9 || length == 0 || length > LONGEST_HELLO) return Sign.NO;
        if (body < 0) return Sign.MORE;
        if (routed || body == LIST || body == CLIENT_HELLO) return Sign.certain("whatsapp", "whatsapp");
        return Sign.NO;
    }
}
