package earshot.dissect.gadugadu;

import earshot.bytes.Cursor;
import earshot.dissect.Opening;
import earshot.dissect.Verdict;
import earshot.flow.Direction;

/// What tells Gadu-Gadu from other protocols: the greeting and the login that answers it, or, in the middle of a
/// connection, a packet whose inside fits.
final class Signs {
    private static final int GREETING = 12, LONGEST_LOGIN = 1024;

    private Signs() {}

    static Verdict verdict(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        if (opening.fromStart()) {
            Verdict greets = greeting(server), asks = login(client);
            if (greets == Verdict.NO || asks == Verdict.NO) return Verdict.NO;
            return greets == Verdict.YES && asks == Verdict.YES ? Verdict.YES : Verdict.MORE;
        }
        if (fits(Direction.CLIENT, client) || fits(Direction.SERVER, server)) return Verdict.YES;
        if (fits(Direction.SERVER, client) || fits(Direction.CLIENT, server)) return Verdict.REVERSED;
        return hopeless(client) || hopeless(server) ? Verdict.NO : Verdict.MORE;
    }

    private static Verdict greeting(Cursor in) {
        for (int i = 0; i < Math.min(8, in.remaining()); i++) {
            if (in.peek(i) != (i == 0 ? Packet.WELCOME : i == 4 ? 4 : 0)) return Verdict.NO;
        }
        return in.remaining() < GREETING ? Verdict.MORE : Verdict.YES;
    }

    private static Verdict login(Cursor in) {
        if (in.remaining() == 0) return Verdict.MORE;
        if (!Packet.isLogin(in.peek(0))) return Verdict.NO;
        for (int i = 1; i < Math.min(4, in.remaining()); i++) if (in.peek(i) != 0) return Verdict.NO;
        if (in.remaining() < Packet.HEADER) return Verdict.MORE;
        long length = Packet.peek32(in, 4);
        return length >= 18 && length <= LONGEST_LOGIN ? Verdict.YES : Verdict.NO;
    }

    private static boolean hopeless(Cursor in) {
        if (in.remaining() == 0) return false;
        if (in.remaining() > 2048 || in.remaining() >= 4 && Packet.peek32(in, 0) > 0xff) return true;
        return in.remaining() >= 8 && Packet.peek32(in, 4) > Packet.LONGEST;
    }

    /// Whether a whole packet begins here whose inside is as it must be.
    static boolean fits(Direction from, Cursor bytes) {
        if (bytes.remaining() < Packet.HEADER) return false;
        Cursor in = bytes.copy();
        long type = in.u32le(), length = in.u32le();
        if (length > in.remaining()) return false;
        int size = (int) length;
        boolean client = from == Direction.CLIENT;
        return switch ((int) type) {
            case Packet.SEND_80 -> client && texts(in, 20, size);
            case Packet.RECEIVED_80, Packet.OWN_80 -> !client && texts(in, 24, size);
            case Packet.NEW_STATUS_80 -> client && size >= 12 && Packet.peek32(in, 8) == size - 12L;
            case Packet.STATUS_80 -> !client && size >= 30 && Packet.peek32(in, 26) == size - 30L && in.peek(19) == 0;
            case Packet.LOGIN_80 -> client && size > 100 && Packet.peek32(in, 7) <= 0xffff && in.peek(93) == 0x64;
            default -> false;
        };
    }

    /// The offsets of plain text and attributes, each behind a zero.
    private static boolean texts(Cursor in, int head, int size) {
        if (size < head + 1) return false;
        long plain = Packet.peek32(in, head - 8), attributes = Packet.peek32(in, head - 4);
        if (plain < head || plain >= attributes || attributes > size) return false;
        boolean html = plain == head || in.peek((int) plain - 1) == 0;
        return html && in.peek((int) attributes - 1) == 0;
    }
}
