package earshot.dissect.signature;

import earshot.bytes.Cursor;

/// Imo's calls: a packet of 1,099 bytes that begins `88 49 1a 00`, and two short ones, of which either alone says
/// nothing.
final class Imo implements DatagramSignature {
    private static final long MARK = 0x8849_1a00L;
    private static final int LONG = 1099;

    @Override
    public boolean mayBegin(int firstByte) {
        return firstByte == 0x88 || firstByte == 0x09 || firstByte == 0;
    }

    @Override
    public Sign of(Datagram now, Datagram before) {
        Cursor in = now.bytes();
        if (now.length() == LONG && in.peek32(0) == MARK) return found();
        int kind = kind(in, now.length());
        if (before == null) return kind == 0 ? Sign.NO : Sign.MORE;
        return kind != 0 && kind != kind(before.bytes(), before.length()) ? found() : Sign.MORE;
    }

    /// @return 0 for neither of the short ones
    private static int kind(Cursor in, int length) {
        if (length == 10 && in.peek16(0) == 0x0902) return 10;
        return length == 11 && in.peek16(0) == 0x0009 && in.peek(2) == 3 ? 11 : 0;
    }

    private static Sign found() {
        return Sign.probable("imo", "imo").ofCall();
    }
}
