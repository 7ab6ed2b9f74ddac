package earshot.dissect.signature;

import earshot.bytes.Cursor;
import earshot.dissect.Opening;
import earshot.flow.Direction;

/// Zoom's media over TCP: the client's hello of 108 bytes and the server's answer of 34, each behind a type and a
/// 16-bit
/// length.
final class ZoomStream implements StreamSignature {
    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte == (side == Direction.CLIENT ? 1 : 2);
    }

    @Override
    public Sign of(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        if (!opening.fromStart() || !Bits.agrees(client, 1, 0, 0x6c, 0)) return Sign.NO;
        if (!Bits.agrees(server, 2, 0, 0x22, 0)) return Sign.NO;
        return client.remaining() < 4 || server.remaining() < 4 ? Sign.MORE : Sign.certain("zoom", "zoom");
    }
}
