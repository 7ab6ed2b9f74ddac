package earshot.dissect.quic;

import earshot.bytes.Cursor;

/// The header of a packet that sets up a connection (RFC 9000 section 17.2).
///
/// @param type 0 for Initial, whatever the version says for it
/// @param connection the destination's connection id
/// @param number where the packet number begins, counted from the packet's start; 0 but for Initial packets
/// @param end where the packet ends: past what is there where the capture or the sender cut it
record LongHeader(Version version, int type, byte[] connection, int number, int end) {
    static final int INITIAL = 0, RETRY = 3;
    private static final int LONGEST_ID = 20;
    private static final int LEAST = 7;

    /// Whether a packet begins here that is read: nothing is allocated to say so.
    static boolean begins(Cursor in) {
        if (in.peek(0) < 0xc0 || in.remaining() < LEAST || Version.of(in.peek32(1)) == null) return false;
        int id = in.peek(5);
        return id <= LONGEST_ID || Version.of(in.peek32(1)) == Version.CLEAR;
    }

    /// @return null where none of a version that is read begins here, or it is cut
    static LongHeader read(Cursor in) {
        if (!begins(in)) return null;
        Cursor at = in.copy();
        int first = at.u8(), all = at.remaining() + 1;
        Version version = Version.of(at.u32());
        if (version == Version.CLEAR) return null;
        int type = (first >> 4 & 3) - version.initial() & 3;
        byte[] connection = at.take(at.u8());
        at.skip(at.u8());
        if (at.truncated()) return null;
        if (type == RETRY) return new LongHeader(version, type, connection, 0, all);
        if (type == INITIAL) at.skip((int) Math.min(Integer.MAX_VALUE, integer(at)));
        long length = integer(at);
        if (at.truncated() || length > 65_535) return null;
        int number = all - at.remaining();
        return new LongHeader(version, type, connection, number, number + (int) length);
    }

    /// A variable-length integer (RFC 9000 section 16).
    static long integer(Cursor in) {
        int first = in.u8();
        long value = first & 0x3f;
        for (int i = (1 << (first >> 6)) - 1; i > 0; i--) value = value << 8 | in.u8();
        return value;
    }
}
