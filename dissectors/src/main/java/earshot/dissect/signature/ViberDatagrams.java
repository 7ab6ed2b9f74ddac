package earshot.dissect.signature;

import earshot.bytes.Cursor;
import java.util.List;

/// Viber's calls over UDP: a call's number of two bytes, a type, and a token of eight bytes that stands at a place of
/// its
/// own in each type. Numbers and types alone fit too much; a token seen twice does not.
final class ViberDatagrams implements DatagramSignature {
    private static final Sign FOUND = Sign.certain("viber", "viber").ofCall();
    private static final int TOKEN = 8;

    /// @param type little-endian
    /// @param length of the datagram, 0 for any
    /// @param token where it stands
    private record Kind(int type, int length, int token) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(0x01, 0, 6),
            new Kind(0x0c, 0, 6),
            new Kind(0x09, 20, 12),
            new Kind(0x19, 34, 4),
            new Kind(0x1a, 20, 4));

    @Override
    public boolean mayBegin(int firstByte) {
        return true;
    }

    @Override
    public Sign of(Datagram now, Datagram before) {
        Cursor in = now.bytes();
        int type = Bits.u16le(in, 2);
        if (type > 0x1b || type < 1) return Sign.NO;
        if (before != null && in.peek16(0) != before.bytes().peek16(0)) return Sign.NO;
        if (greeting(now, before)) return FOUND;
        Kind kind = kind(now, type);
        // Of the call's number, but without a token: nothing is settled.
        if (kind == null) return before != null || type == 3 && greets(now) ? Sign.MORE : Sign.NO;
        if (before == null) return Sign.MORE;
        Kind first = kind(before, Bits.u16le(before.bytes(), 2));
        if (first == null || first.type == kind.type && now.from() == before.from()) return Sign.MORE;
        return Bits.same(in, kind.token, before.bytes(), first.token, TOKEN) ? FOUND : Sign.NO;
    }

    private static Kind kind(Datagram datagram, int type) {
        for (Kind kind : KINDS) {
            boolean length = kind.length == 0 || kind.length == datagram.length();
            if (kind.type == type && length && token(datagram.bytes(), kind.token)) return kind;
        }
        return null;
    }

    /// A token is random: text and numbers have zeros.
    private static boolean token(Cursor in, int at) {
        if (in.remaining() < at + TOKEN) return false;
        int zeros = 0;
        for (int i = 0; i < TOKEN; i++) if (in.peek(at + i) == 0) zeros++;
        return zeros <= 2;
    }

    /// The older exchange: 12 or 16 bytes of type 3, answered by 12 of type 4.
    private static boolean greeting(Datagram now, Datagram before) {
        return before != null
                && greets(before)
                && before.from() != now.from()
                && Bits.u16le(now.bytes(), 2) == 4
                && now.length() == 12
                && now.port(5242, 9785);
    }

    private static boolean greets(Datagram datagram) {
        return Bits.u16le(datagram.bytes(), 2) == 3 && (datagram.length() == 12 || datagram.length() == 16);
    }
}
