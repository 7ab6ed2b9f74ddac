package earshot.dissect.signature;

import earshot.bytes.Cursor;

/// WeChat's calls: both sides begin `d1 0a 2x 0a`; or a protobuf of 75 or 92 bytes behind `a1`, which the server
/// answers
/// with `a3`.
final class WeChatVoice implements DatagramSignature {
    @Override
    public boolean mayBegin(int firstByte) {
        return firstByte == 0xd1 || firstByte == 0xa1 || firstByte == 0xa3;
    }

    @Override
    public Sign of(Datagram now, Datagram before) {
        Cursor in = now.bytes();
        boolean other = before != null && before.from() != now.from();
        if (in.peek(0) == 0xd1) {
            boolean mark = in.peek(1) == 0x0a && in.peek(2) >> 4 == 2 && in.peek(3) == 0x0a;
            if (!mark) return Sign.NO;
            return other && before.bytes().peek(0) == 0xd1 ? found() : Sign.MORE;
        }
        boolean asks = in.peek16(0) == 0xa108 && (now.length() == 75 || now.length() == 92);
        if (asks) return Sign.MORE;
        boolean answers = in.peek(0) == 0xa3 && other && before.bytes().peek(0) == 0xa1;
        return answers ? found() : Sign.NO;
    }

    private static Sign found() {
        return Sign.probable("wechat", "wechat").ofCall();
    }
}
