package earshot.dissect.signature;

import earshot.bytes.Cursor;

/// LINE's calls: `b6`, a type, and the length of what follows; the answer to the first packet states a length of 6
/// whatever
/// its own.
final class LineCall implements DatagramSignature {
    private static final Sign FOUND = Sign.probable("line", "line").ofCall();
    private static final int MARK = 0xb6, ANSWER = 0x13;

    @Override
    public boolean mayBegin(int firstByte) {
        return firstByte == MARK;
    }

    @Override
    public Sign of(Datagram now, Datagram before) {
        Cursor in = now.bytes();
        int type = in.peek(1), length = in.peek16(2);
        boolean asks = (type == 0x07 || type == 0x09 || type == 0x12 || type == 0x18) && length == now.length() - 4;
        boolean answers = type == ANSWER && length == 6;
        if (!asks && !answers) return Sign.NO;
        boolean opening = type == 0x12 || type == 0x18;
        return opening || before != null && before.bytes().peek(1) != type ? FOUND : Sign.MORE;
    }
}
