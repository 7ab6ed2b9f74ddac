package earshot.tls;

import earshot.bytes.Cursor;

/// The record layer (RFC 8446 section 5.1): type, version, length, and up to 2^14 bytes with what protects them.
public final class Records {
    public static final int CHANGE_CIPHER = 20, ALERT = 21, HANDSHAKE = 22, APPLICATION = 23;
    public static final int HEADER = 5;
    /// RFC 5246 section 6.2.3: 2^14 bytes and at most 2048 of protection.
    public static final int LONGEST = HEADER + (1 << 14) + 2048;

    private Records() {}

    /// How many bytes the record has that begins here: 0 where more bytes are needed to say, -1 where none begins.
    public static int length(Cursor in) {
        int type = in.peek(0), major = in.peek(1), minor = in.peek(2), length = in.peek16(3);
        if (type >= 0 && (type < CHANGE_CIPHER || type > APPLICATION)) return -1;
        if (major >= 0 && major != 3 || minor > 4) return -1;
        if (length < 0) return 0;
        if (length > LONGEST - HEADER || length == 0 && type != APPLICATION) return -1;
        return HEADER + length;
    }

    /// Whether the bytes begin with a record of the handshake whose message is of this type.
    ///
    /// @return 1 where they do, 0 where there are too few to say, -1 where they do not
    public static int begins(Cursor in, int message) {
        if (in.peek(0) >= 0 && in.peek(0) != HANDSHAKE) return -1;
        int length = length(in);
        if (length <= 0) return length;
        int type = in.peek(HEADER);
        return type < 0 ? 0 : type == message ? 1 : -1;
    }
}
