package earshot.dissect.oicq;

import earshot.bytes.Cursor;

/// One packet, as a client sends it: with its account.
///
/// @param payload what follows the account
record Packet(int version, int command, int number, long account, byte[] payload) {
    static final int LOGOUT = 0x01, SEND = 0x16, LOGIN = 0x22;
    /// 02, version, command, number, account, 03.
    static final int SHORTEST = 12;
    static final int SERVER_HEADER = 7;
    private static final int LOWEST_ACCOUNT = 10_000;
    /// Where later versions begin, which use the commands for other things.
    private static final int LATER = 0x3000;

    private static final int[] COMMANDS = {
        0x01, 0x02, 0x04, 0x05, 0x06, 0x09, 0x0a, 0x0b, 0x0d, 0x12, 0x16, 0x17, 0x1c, 0x1d, 0x21, 0x22, 0x26, 0x27,
        0x30, 0x3e, 0x58, 0x5c, 0x62, 0x80, 0x81, 0x91, 0xa7, 0xa8, 0xae, 0xba, 0xdd, 0xe5, 0xec
    };

    /// Whether the bytes are a packet with a known version and command, its end included.
    static boolean is(Cursor in) {
        return in.remaining() > SERVER_HEADER && begins(in, 0) && in.peek(in.remaining() - 1) == 3;
    }

    /// Whether a packet may begin `at` places ahead.
    static boolean begins(Cursor in, int at) {
        if (in.peek(at) != 2) return false;
        int version = in.peek(at + 1);
        return (version >= 0x08 && version <= 0x1f || version >= 0x30 && version <= 0x3f)
                && isCommand(in.peek16(at + 3));
    }

    private static boolean isCommand(int command) {
        for (int known : COMMANDS) if (known == command) return true;
        return false;
    }

    /// Whether it may be a client's: an account where clients have theirs, and nothing but whole blocks of cipher text
    /// behind it, a token or a key apart.
    static boolean mayBeClients(Cursor in) {
        if (in.remaining() < SHORTEST || in.peek32(7) < LOWEST_ACCOUNT) return false;
        int payload = in.remaining() - SHORTEST;
        return payload % 8 == 0 || payload <= 1 || in.peek16(3) > 0x60 || in.peek16(3) == Packet.LOGIN;
    }

    /// Reads a client's packet, [#is] of which is true.
    static Packet read(Cursor in) {
        in.skip(1);
        int version = in.u16(), command = in.u16(), number = in.u16();
        long account = in.u32();
        return new Packet(version, command, number, account, in.take(Math.max(0, in.remaining() - 1)));
    }

    boolean isLater() {
        return version >= LATER;
    }

    /// What the version is sold as, "" where not known.
    static String product(int version) {
        return switch (version) {
            case 0x0d55 -> "2005";
            case 0x0f5f -> "2006";
            case 0x111d -> "2007";
            case 0x115b -> "2008";
            case 0x1663 -> "2009";
            case 0x1801 -> "International";
            default -> "";
        };
    }
}
