package earshot.dissect.signature;

import earshot.bytes.Cursor;
import earshot.dissect.Opening;
import earshot.flow.Direction;

/// KakaoTalk's LOCO: a secure layer of frames with a 32-bit little-endian length around packets of 22 header bytes and
/// BSON.
///
/// The layer's hello is an RSA block of 256 bytes behind three numbers: its length, the kind of key, the cipher. A
/// connection that was not seen from its beginning shows AES-CFB with a constant IV: the first 16 bytes of a packet
/// are its number, status and method under the same key stream, so that a request and its answer begin alike, and the
/// next request of the same method differs from it in the number only.
final class Loco implements StreamSignature {
    private static final Sign FOUND = Sign.certain("kakaotalk", "loco");
    private static final int RSA_BLOCK = 0x100, LONGEST = 1 << 20;
    private static final int HEADER = 22, METHOD = 6, METHOD_LENGTH = 11;

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return true;
    }

    @Override
    public Sign of(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        if (opening.fromStart()) {
            if (client.remaining() == 0) return server.remaining() > 0 ? Sign.NO : Sign.MORE;
            Sign hello = hello(client);
            return hello.no() ? packet(client) : hello;
        }
        return repeated(client, server);
    }

    private static Sign hello(Cursor in) {
        if (!Bits.agrees(in, 0, RSA_BLOCK >> 8, 0, 0)) return Sign.NO;
        if (in.remaining() < 12) return Sign.MORE;
        long key = Bits.u32le(in, 4), cipher = Bits.u32le(in, 8);
        return key > 0 && key <= 32 && (cipher == 2 || cipher == 3) ? FOUND : Sign.NO;
    }

    /// A packet in clear: a method of capitals padded with zeros, and a BSON document of the stated length.
    private static Sign packet(Cursor in) {
        int name = 0;
        for (int i = 0; i < METHOD_LENGTH; i++) {
            int c = in.peek(METHOD + i);
            if (c < 0) return i == 0 && in.remaining() < METHOD || name == i ? Sign.MORE : Sign.NO;
            if (c >= 'A' && c <= 'Z' && name == i) name++;
            else if (c != 0) return Sign.NO;
        }
        if (name < 3 || in.peek16(4) > 0) return Sign.NO;
        if (in.remaining() < HEADER + 4) return Sign.MORE;
        long body = Bits.u32le(in, HEADER - 4);
        return body >= 5 && body < LONGEST && body == Bits.u32le(in, HEADER) ? FOUND : Sign.NO;
    }

    private static Sign repeated(Cursor client, Cursor server) {
        int first = frame(client, 0), answer = frame(server, 0);
        if (first < 0 || answer < 0) return Sign.NO;
        if (client.remaining() >= 20 && server.remaining() >= 20) {
            if (!Bits.same(client, 4, server, 4, 16) || first == answer) return Sign.NO;
        }
        int second = first == 0 ? 0 : frame(client, first);
        if (second < 0) return Sign.NO;
        if (first == 0 || answer == 0 || second == 0 || client.remaining() < first + 20 || server.remaining() < 20) {
            return Sign.MORE;
        }
        boolean otherNumber = !Bits.same(client, 4, client, first + 4, 4);
        return otherNumber && Bits.same(client, 8, client, first + 8, 12)
                ? Sign.probable("kakaotalk", "loco")
                : Sign.NO;
    }

    /// How long the frame is that begins there.
    ///
    /// @return 0 where more bytes are needed, -1 where none begins there
    private static int frame(Cursor in, int at) {
        long length = Bits.u32le(in, at);
        if (length < 0) return 0;
        return length >= HEADER && length <= LONGEST ? 4 + (int) length : -1;
    }
}
