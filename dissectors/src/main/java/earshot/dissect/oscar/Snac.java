package earshot.dissect.oscar;

import earshot.bytes.Cursor;
import earshot.flow.Direction;

/// One SNAC: a message of a family, the payload of a channel-2 frame.
///
/// @param kind family and subtype, `0x0004_0007`
/// @param more further SNACs of the same answer follow (rosters)
/// @param id ties an answer to its request; the server's own have the top bit set
/// @param body what follows the header and, where flagged, the block of TLVs before the real body
record Snac(int kind, boolean more, long id, Cursor body) {
    static final int HEADER = 10;

    static final int REDIRECT = 0x0001_0005,
            FAMILIES = 0x0001_0003,
            RATE_CHANGE = 0x0001_000a,
            OWN_INFO = 0x0001_000f,
            WARNED = 0x0001_0010,
            IDLE = 0x0001_0011,
            READY = 0x0001_0002,
            FAMILY_VERSIONS = 0x0001_0017,
            SET_STATUS = 0x0001_001e;
    static final int SET_INFO = 0x0002_0004, INFO = 0x0002_0006;
    static final int LIST_ADD = 0x0003_0004, LIST_REMOVE = 0x0003_0005, ARRIVED = 0x0003_000b, LEFT = 0x0003_000c;
    static final int ICBM_ERROR = 0x0004_0001,
            MESSAGE_OUT = 0x0004_0006,
            MESSAGE_IN = 0x0004_0007,
            WARN_REPLY = 0x0004_0009,
            MISSED = 0x0004_000a,
            CLIENT_REPLY = 0x0004_000b,
            TYPING = 0x0004_0014;
    static final int ADMIN_CHANGE = 0x0007_0004;
    static final int PERMIT_ADD = 0x0009_0005,
            PERMIT_REMOVE = 0x0009_0006,
            DENY_ADD = 0x0009_0007,
            DENY_REMOVE = 0x0009_0008;
    static final int ROOM_INFO = 0x000e_0002,
            ROOM_JOINED = 0x000e_0003,
            ROOM_LEFT = 0x000e_0004,
            ROOM_OUT = 0x000e_0005,
            ROOM_IN = 0x000e_0006;
    static final int LIST = 0x0013_0006,
            ITEM_ADD = 0x0013_0008,
            ITEM_UPDATE = 0x0013_0009,
            ITEM_REMOVE = 0x0013_000a,
            GRANT_AHEAD = 0x0013_0014,
            GRANTED_AHEAD = 0x0013_0015,
            ASK_FOR_CONSENT = 0x0013_0018,
            ASKED_FOR_CONSENT = 0x0013_0019,
            CONSENT = 0x0013_001a,
            CONSENTED = 0x0013_001b,
            WAS_ADDED = 0x0013_001c;
    static final int ICQ_REQUEST = 0x0015_0002, ICQ_REPLY = 0x0015_0003;
    static final int LOGIN = 0x0017_0002,
            LOGIN_REPLY = 0x0017_0003,
            REGISTER = 0x0017_0004,
            CHALLENGE_REQUEST = 0x0017_0006,
            CHALLENGE = 0x0017_0007,
            SECURID = 0x0017_000b;
    private static final int MORE_FOLLOW = 1, PREFIXED = 0x8000;

    /// Which side sends a SNAC, for the subtypes of which it is certain; a bit a subtype. Enough to tell
    /// client from server in a connection whose beginning was not seen.
    private static final long[] CLIENTS = new long[0x26], SERVERS = new long[0x26];

    static {
        client(0x01, 0x02, 0x04, 0x06, 0x08, 0x0e, 0x11, 0x14, 0x17, 0x1e);
        server(0x01, 0x03, 0x05, 0x07, 0x0a, 0x0f, 0x10, 0x13, 0x18);
        client(0x02, 0x02, 0x04, 0x05, 0x0b, 0x15);
        server(0x02, 0x03, 0x06);
        client(0x03, 0x02, 0x04, 0x05);
        server(0x03, 0x03, 0x0b, 0x0c);
        client(0x04, 0x02, 0x04, 0x06, 0x08);
        server(0x04, 0x01, 0x05, 0x07, 0x09, 0x0a, 0x0c);
        client(0x09, 0x02, 0x04, 0x05, 0x06, 0x07, 0x08);
        server(0x09, 0x03);
        client(0x0d, 0x02, 0x03, 0x04, 0x08);
        server(0x0d, 0x09);
        client(0x0e, 0x05);
        server(0x0e, 0x02, 0x03, 0x04, 0x06);
        client(0x10, 0x02, 0x04, 0x06);
        server(0x10, 0x03, 0x05, 0x07);
        client(0x13, 0x02, 0x04, 0x05, 0x07);
        server(0x13, 0x03, 0x06, 0x0e, 0x0f);
        client(0x15, 0x02);
        server(0x15, 0x01, 0x03);
        client(0x17, 0x02, 0x04, 0x06);
        server(0x17, 0x03, 0x05, 0x07);
    }

    private static void client(int family, int... subtypes) {
        for (int subtype : subtypes) CLIENTS[family] |= 1L << subtype;
    }

    private static void server(int family, int... subtypes) {
        for (int subtype : subtypes) SERVERS[family] |= 1L << subtype;
    }

    /// Reads a channel-2 payload; null where it is too short for one.
    static Snac read(Cursor payload) {
        int family = payload.u16(), subtype = payload.u16(), flags = payload.u16();
        long id = payload.u32();
        if ((flags & PREFIXED) != 0) payload.skip(payload.u16());
        if (payload.truncated()) return null;
        return new Snac(family << 16 | subtype, (flags & MORE_FOLLOW) != 0, id, payload);
    }

    int family() {
        return kind >>> 16;
    }

    /// `04/07`, for details of anomalies.
    String name() {
        return "%02X/%02X".formatted(family(), kind & 0xffff);
    }

    /// Whether a SNAC header can stand `at` places ahead: a known family, a small subtype, no unknown flags.
    static boolean isSane(Cursor in, int at) {
        int family = in.peek16(at), subtype = in.peek16(at + 2), flags = in.peek16(at + 4);
        boolean known = family >= 1 && family <= 0x25 || family == 0x85;
        return known && subtype >= 1 && subtype <= 0x40 && (flags & 0x7ffe) == 0;
    }

    /// Which side sends this kind; null where both may, or nobody knows.
    static Direction side(int family, int subtype) {
        if (family >= CLIENTS.length || subtype >= Long.SIZE) return null;
        if ((CLIENTS[family] >>> subtype & 1) != 0) return Direction.CLIENT;
        return (SERVERS[family] >>> subtype & 1) != 0 ? Direction.SERVER : null;
    }
}
