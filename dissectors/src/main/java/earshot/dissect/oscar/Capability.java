package earshot.dissect.oscar;

import earshot.bytes.Cursor;
import earshot.event.ImEvent.Call.Media;

/// What a rendezvous is about, from its 16-byte capability: most are 0946xxxx-4C7F-11D1-8222-444553540000.
enum Capability {
    SEND_FILE,
    GET_FILE,
    DIRECT_IM,
    BUDDY_ICON,
    BUDDY_LIST,
    SERVER_RELAY,
    CHAT,
    VOICE,
    VIDEO,
    GAME,
    ADD_IN,
    SECURE_IM,
    OTHER;

    static final int SIZE = 16;

    private static final long SHORT_HIGH = 0x0946_0000_4c7f_11d1L, SHORT_LOW = 0x8222_4445_5354_0000L;
    private static final long CHAT_HIGH = 0x748f_2420_6287_11d1L;
    private static final long TRILLIAN_HIGH = 0xf2e7_c7f4_fead_4dfbL, TRILLIAN_LOW = 0xb235_3679_8bdf_0000L;

    static Capability read(Cursor in) {
        long high = in.i64(), low = in.i64();
        if (high == CHAT_HIGH && low == SHORT_LOW) return CHAT;
        if (high == TRILLIAN_HIGH && low == TRILLIAN_LOW) return SECURE_IM;
        if (low == SHORT_LOW && (high & 0xffff_0000_ffff_ffffL) == SHORT_HIGH) {
            return named((int) (high >>> 32) & 0xffff);
        }
        // Games also come with another second half (2282).
        return (high >>> 32) == 0x0946_134aL ? GAME : OTHER;
    }

    private static Capability named(int number) {
        return switch (number) {
            case 0x0100, 0x0101, 0x0102 -> VIDEO;
            case 0x0103, 0x0104, 0x0105, 0x1341 -> VOICE;
            case 0x1343 -> SEND_FILE;
            case 0x1345 -> DIRECT_IM;
            case 0x1346 -> BUDDY_ICON;
            case 0x1347 -> ADD_IN;
            case 0x1348 -> GET_FILE;
            case 0x1349 -> SERVER_RELAY;
            case 0x134a -> GAME;
            case 0x134b -> BUDDY_LIST;
            default -> OTHER;
        };
    }

    /// The medium of a call, null for anything else.
    Media media() {
        return this == VOICE ? Media.VOICE : this == VIDEO ? Media.VIDEO : null;
    }
}
