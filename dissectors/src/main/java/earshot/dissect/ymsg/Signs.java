package earshot.dissect.ymsg;

import earshot.bytes.Cursor;
import earshot.dissect.Opening;
import earshot.dissect.Verdict;
import earshot.flow.Direction;

/// What tells YMSG from other protocols: its magic, and a header and a first key that make sense.
final class Signs {
    /// In a flow whose beginning is missing, so far a header is searched for.
    private static final int FAR = 2048;
    /// So far at least one separator must stand, in the middle of a packet too.
    private static final int NEAR = 600;

    private Signs() {}

    static Verdict verdict(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        if (opening.fromStart()) {
            if (client.remaining() == 0) return server.remaining() == 0 ? Verdict.MORE : Verdict.NO;
            return header(client, 0);
        }
        return midStream(client, server);
    }

    private static Verdict midStream(Cursor client, Cursor server) {
        int ofClient = find(client), ofServer = find(server);
        if (ofClient >= 0 || ofServer >= 0) {
            int sense = (ofClient >= 0 ? sense(client, ofClient) : 0) - (ofServer >= 0 ? sense(server, ofServer) : 0);
            return sense < 0 ? Verdict.REVERSED : Verdict.YES;
        }
        return hopeless(client) || hopeless(server) ? Verdict.NO : Verdict.MORE;
    }

    private static boolean hopeless(Cursor in) {
        if (in.remaining() > FAR) return true;
        return in.remaining() > NEAR && in.indexOf(0xc0, 0) < 0;
    }

    /// Where the first header stands that makes sense; -1 for none.
    static int find(Cursor in) {
        for (int at = in.indexOf('Y', 0); at >= 0; at = in.indexOf('Y', at + 1)) {
            if (header(in, at) == Verdict.YES) return at;
        }
        return -1;
    }

    /// Whether a packet begins `at` places ahead.
    static Verdict header(Cursor in, int at) {
        Cursor here = in.copy();
        here.skip(at);
        int magic = Packet.magic(here);
        if (magic < 4) return magic < here.remaining() ? Verdict.NO : Verdict.MORE;
        if (here.remaining() < Packet.HEADER) return Verdict.MORE;
        int length = here.peek16(8);
        if (!versionKnown(Packet.version(here.peek16(4))) || !Service.known(here.peek16(10))) return Verdict.NO;
        here.skip(Packet.HEADER);
        return length == 0 ? Verdict.YES : firstKey(here, length);
    }

    /// A server leaves the version out; 0x65 and its neighbours are the web's.
    private static boolean versionKnown(int version) {
        return version == 0 || version >= 5 && version <= 24 || version >= 0x64 && version <= 0x66;
    }

    /// Up to five digits and a separator.
    private static Verdict firstKey(Cursor in, int length) {
        int digits = 0;
        for (int c; digits < 6 && (c = in.peek(digits)) >= '0' && c <= '9'; digits++) {}
        int there = in.remaining() - digits;
        if (digits > 5 || length < digits + 2) return Verdict.NO;
        if (there == 0) return Verdict.MORE;
        if (digits == 0 || in.peek(digits) != 0xc0) return Verdict.NO;
        if (there == 1) return Verdict.MORE;
        return in.peek(digits + 1) == 0x80 ? Verdict.YES : Verdict.NO;
    }

    /// Whether rather a client sends the packet `at` places ahead (1), or a server (-1).
    private static int sense(Cursor in, int at) {
        Cursor here = in.copy();
        here.skip(at);
        if (here.peek16(4) == 0) return -1;
        int service = here.peek16(10);
        long status = here.peek32(12);
        return switch (service) {
            case Service.KEEP_ALIVE, Service.AUTH_RESPONSE, Service.STATUS, Service.VISIBILITY -> 1;
            case Service.LOGON, Service.LIST, Service.LIST_15, Service.PRESENCE_15 -> -1;
            case Service.MESSAGE, Service.NOTIFY -> status == 1 || status == Packet.CONTINUED ? -1 : 1;
            default -> status == 1 ? -1 : 0;
        };
    }
}
