package earshot.dissect.icq;

import earshot.bytes.Cursor;

/// How a client opens a direct connection.
///
/// @param uin whose client it is
/// @param reader for whom it looks, 0 where the version does not say
record Hello(int version, long uin, long reader) {
    static final int MARK = 0xff;
    /// Lengths of the bodies of versions 2 to 5, 6, and 7 onward.
    static final int OLD = 26, SIX = 44, SEVEN = 48;
    private static final int DIRECT = 4, THROUGH_FIREWALL = 2, PLAIN = 1, NEWEST = 11;

    static boolean isLength(int length) {
        return length == OLD || length == SIX || length == SEVEN;
    }

    /// Null where it is none.
    static Hello read(Cursor in) {
        int length = in.remaining();
        if (!isLength(length) || in.u8() != MARK) return null;
        return length == OLD ? old(in) : recent(in, length);
    }

    /// u32 version, port, number, address, own address, u8 mode, u32 port.
    private static Hello old(Cursor in) {
        long version = in.u32le();
        in.skip(4);
        long uin = in.u32le();
        in.skip(8);
        boolean sane = version >= 2 && version <= 5 && isMode(in.u8()) && IcqPacket.isUin(uin);
        return sane ? new Hello((int) version, uin, 0) : null;
    }

    /// u16 version, u16 length of the rest, number looked for, zero (2), port, own number, addresses, u8 mode …
    private static Hello recent(Cursor in, int length) {
        int version = in.u16le(), rest = in.u16le();
        long reader = in.u32le();
        int zero = in.u16le();
        in.skip(4);
        long uin = in.u32le();
        in.skip(8);
        boolean sane = version >= 6 && version <= NEWEST && rest == length - 5 && zero == 0;
        if (!sane || !isMode(in.u8()) || !IcqPacket.isUin(uin)) return null;
        return new Hello(version, uin, IcqPacket.isUin(reader) ? reader : 0);
    }

    private static boolean isMode(int mode) {
        return mode == DIRECT || mode == THROUGH_FIREWALL || mode == PLAIN || mode == 0;
    }
}
