package earshot.dissect.signature;

import earshot.bytes.Cursor;

/// Skype's peers before 2014: a probe with a number of two bytes and the type 2, answered by 11 bytes with the same
/// number
/// and the type 5 or 7, in which the addresses of both stand. A probe alone is three bytes of nothing; see
/// [SkypePeers].
final class SkypeProbe implements DatagramSignature {
    private static final int SHORTEST = 18, LONGEST = 137, ANSWER = 11;

    @Override
    public boolean mayBegin(int firstByte) {
        return true;
    }

    static boolean probe(Cursor in, int length) {
        return in.peek(2) == 2 && length >= SHORTEST && length <= LONGEST;
    }

    @Override
    public Sign of(Datagram now, Datagram before) {
        Cursor in = now.bytes();
        if (before == null) {
            return probe(in, now.length()) ? Sign.MORE : Sign.NO;
        }
        int type = in.peek(2) & 0x0f;
        boolean answers = now.length() == ANSWER && (type == 5 || type == 7) && now.from() != before.from();
        if (answers && in.peek16(0) == before.bytes().peek16(0)) return Sign.probable("skype", "skype");
        return in.peek(2) == 2 ? Sign.MORE : Sign.NO;
    }
}
