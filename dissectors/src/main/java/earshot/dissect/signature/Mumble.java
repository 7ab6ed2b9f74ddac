package earshot.dissect.signature;

import earshot.bytes.Cursor;

/// The answer of a Mumble server to a ping: its version, the ping's identifier, users and room for users, bandwidth.
/// The
/// ping itself, twelve bytes of which four are zero, is too little.
final class Mumble implements DatagramSignature {
    private static final int ANSWER = 24, PING = 12;
    private static final long LEAST_BANDWIDTH = 8_000, MOST_BANDWIDTH = 1_000_000, MOST_USERS = 100_000;

    @Override
    public boolean mayBegin(int firstByte) {
        return firstByte == 0;
    }

    @Override
    public Sign of(Datagram now, Datagram before) {
        Cursor in = now.bytes();
        if (now.length() == PING && in.peek32(0) == 0 && in.peek32(4) != 0) return Sign.MORE;
        if (now.length() != ANSWER || in.peek16(0) != 1 || in.peek(2) > 9) return Sign.NO;
        long users = in.peek32(12), room = in.peek32(16), bandwidth = in.peek32(20);
        boolean plausible = room >= 1 && users <= room && room <= MOST_USERS;
        if (!plausible || bandwidth < LEAST_BANDWIDTH || bandwidth > MOST_BANDWIDTH) return Sign.NO;
        boolean answers = before != null && before.from() != now.from() && Bits.same(in, 4, before.bytes(), 4, 8);
        return answers ? Sign.certain("mumble", "mumble") : Sign.probable("mumble", "mumble");
    }
}
