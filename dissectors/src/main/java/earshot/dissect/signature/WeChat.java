package earshot.dissect.signature;

import earshot.bytes.Cursor;
import earshot.dissect.Opening;
import earshot.flow.Direction;

/// WeChat's connections: mmtls, which looks like TLS with the versions f103 and f104; the older long connection, whose
/// packets carry their length, a header length of 16 and the version 1; and the transfer of files, `ab` and a length.
final class WeChat implements StreamSignature {
    private static final int LONGEST = 1 << 20, LONGEST_RECORD = 0x4100, HIGHEST_COMMAND = 0x4000_0000;
    private static final int HEADER = 16;

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte == 0 || firstByte == 0xab || record(firstByte);
    }

    private static boolean record(int type) {
        return type == 0x15 || type == 0x16 || type == 0x17 || type == 0x19;
    }

    @Override
    public Sign of(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        if (client.remaining() == 0) return server.remaining() > 0 && opening.fromStart() ? Sign.NO : Sign.MORE;
        if (record(client.peek(0))) return mmtls(client);
        return client.peek(0) == 0xab ? transfer(client, server) : longConnection(client, server);
    }

    /// Records: type, f103 or f104, length.
    private static Sign mmtls(Cursor in) {
        int at = 0;
        for (int records = 0; in.remaining() > at; records++) {
            int version = in.peek(at + 2), length = in.peek16(at + 3);
            if (!record(in.peek(at)) || in.peek(at + 1) >= 0 && in.peek(at + 1) != 0xf1) return Sign.NO;
            if (version >= 0 && version != 3 && version != 4 || length == 0 || length > LONGEST_RECORD) return Sign.NO;
            if (length < 0) return Sign.MORE;
            at += 5 + length;
            if (records == 0 && in.remaining() >= at) return Sign.certain("wechat", "mmtls");
        }
        return Sign.MORE;
    }

    private static Sign longConnection(Cursor client, Cursor server) {
        Sign first = packet(client), answer = packet(server);
        if (first.no() || answer.no()) return Sign.NO;
        return first.found() && answer.found() ? first : Sign.MORE;
    }

    /// Length, header length 16, version 1, command, number.
    private static Sign packet(Cursor in) {
        long length = in.peek32(0), command = in.peek32(8);
        if (length >= 0 && (length < HEADER || length > LONGEST)) return Sign.NO;
        if (in.peek16(4) >= 0 && in.peek16(4) != HEADER || in.peek16(6) >= 0 && in.peek16(6) != 1) return Sign.NO;
        if (command == 0 || command >= HIGHEST_COMMAND) return Sign.NO;
        return in.remaining() < HEADER ? Sign.MORE : Sign.certain("wechat", "wechat");
    }

    /// Both sides: `ab`, and the length of the message, which is all that the side sends until the other answers.
    private static Sign transfer(Cursor client, Cursor server) {
        long length = client.peek32(1), answer = server.peek32(1);
        if (length >= 0 && (length < 25 || length > LONGEST)) return Sign.NO;
        if (server.remaining() > 0 && server.peek(0) != 0xab || answer >= 0 && (answer < 25 || answer > LONGEST)) {
            return Sign.NO;
        }
        if (client.remaining() < 25 || answer < 0) return Sign.MORE;
        return Sign.probable("wechat", "wechat");
    }
}
