package earshot.dissect.signature;

import earshot.bytes.Cursor;

/// Discord's voice: the discovery of one's own address, a request and an answer of 74 bytes, and the keep-alive of 8.
final class Discord implements DatagramSignature {
    private static final long REQUEST = 0x0001_0046L, ANSWER = 0x0002_0046L, ALIVE = 0x1337_cafeL;
    private static final int DISCOVERY = 74, ADDRESS = 8, ADDRESS_LENGTH = 64;

    @Override
    public boolean mayBegin(int firstByte) {
        return firstByte == 0 || firstByte == 0x13;
    }

    @Override
    public Sign of(Datagram now, Datagram before) {
        Cursor in = now.bytes();
        long head = in.peek32(0);
        boolean alive = head == ALIVE && now.length() == 8;
        boolean request = head == REQUEST && now.length() == DISCOVERY && Bits.zero(in, ADDRESS, ADDRESS_LENGTH);
        boolean answer = head == ANSWER && now.length() == DISCOVERY && address(in);
        return alive || request || answer
                ? Sign.certain("discord", "discord-voice").ofCall()
                : Sign.NO;
    }

    /// The client's address as text, padded with zeros.
    private static boolean address(Cursor in) {
        int n = 0;
        while (n < ADDRESS_LENGTH && isAddress(in.peek(ADDRESS + n))) n++;
        return n >= 2 && Bits.zero(in, ADDRESS + n, ADDRESS_LENGTH - n);
    }

    private static boolean isAddress(int c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c == '.' || c == ':';
    }
}
