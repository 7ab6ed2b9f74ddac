package earshot.dissect.signature;

import earshot.bytes.Cursor;

/// Tox's distributed table: a kind, the sender's public key of 32 bytes, a nonce of 24, and something encrypted. The
/// request for nodes has 113 bytes; a node that sends packets of two kinds has the same key in both.
final class Tox implements DatagramSignature {
    private static final int PING = 0, PONG = 1, NODES = 2, SENT_NODES = 4;
    private static final int KEY = 1, KEY_LENGTH = 32, PING_LENGTH = 82, NODES_LENGTH = 113, SHORTEST_SENT = 82;
    private static final int FIRST_PORT = 33445, LAST_PORT = 33545;

    @Override
    public boolean mayBegin(int firstByte) {
        return firstByte <= SENT_NODES && firstByte != 3;
    }

    @Override
    public Sign of(Datagram now, Datagram before) {
        if (!form(now) || !random(now.bytes())) return Sign.NO;
        if (before == null) return Sign.MORE;
        int kind = now.bytes().peek(0), first = before.bytes().peek(0);
        if (kind == first) return Sign.MORE;
        if (before.from() == now.from()) {
            return Bits.same(now.bytes(), KEY, before.bytes(), KEY, KEY_LENGTH) ? Sign.certain("tox", "tox") : Sign.NO;
        }
        boolean pair = kind == PONG && first == PING || kind == SENT_NODES && first == NODES;
        if (!pair) return Sign.MORE;
        return now.port(FIRST_PORT, LAST_PORT) ? Sign.probable("tox", "tox") : Sign.NO;
    }

    private static boolean form(Datagram datagram) {
        int length = datagram.length();
        return switch (datagram.bytes().peek(0)) {
            case PING, PONG -> length == PING_LENGTH;
            case NODES -> length == NODES_LENGTH;
            case SENT_NODES -> length >= SHORTEST_SENT && length <= 500;
            default -> false;
        };
    }

    /// Keys have no runs of equal bytes.
    private static boolean random(Cursor in) {
        for (int i = KEY; i < KEY + KEY_LENGTH - 2; i++) {
            if (in.peek(i) == in.peek(i + 1) && in.peek(i) == in.peek(i + 2)) return false;
        }
        return true;
    }
}
