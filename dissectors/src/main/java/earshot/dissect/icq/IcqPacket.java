package earshot.dissect.icq;

import earshot.bytes.Cursor;

/// One datagram between a client and the server, opened.
///
/// @param fromClient whether a client sent it, as header and command tell
/// @param uin the client's account number, 0 where the header has none
/// @param certain the check code is right, or the body fits its command to the byte: nothing else looks like that
/// @param body what follows the header
record IcqPacket(
        int version, boolean fromClient, int command, int seq1, int seq2, long uin, boolean certain, Cursor body) {
    private static final int LONGEST = 4096;
    private static final long FIRST_UIN = 1000, LAST_UIN = 0x7fff_ffffL;

    /// Null where it is none.
    static IcqPacket read(Cursor in) {
        int version = in.peek(0);
        if (version < 1 || version > 5 || in.peek(1) != 0 || in.remaining() > LONGEST) return null;
        return switch (version) {
            case 1, 2 -> two(in.copy());
            case 3 -> three(in.copy());
            case 4 -> four(in);
            default -> {
                IcqPacket client = five(in);
                if (client != null && client.certain) yield client;
                // A session whose number begins with zeros looks like a client's header.
                IcqPacket server = fiveFromServer(in.copy());
                yield server != null && (server.certain || client == null) ? server : client;
            }
        };
    }

    /// Version, command, sequence, and from a client its number.
    private static IcqPacket two(Cursor in) {
        int version = in.u16le(), command = in.u16le(), seq = in.u16le();
        boolean client = Command.isClients(command) && !Command.isServers(command);
        long uin = client ? in.u32le() : 0;
        if (in.truncated() || !client && !Command.isServers(command)) return null;
        if (client && !isUin(uin, command)) return null;
        return new IcqPacket(version, client, command, seq, 0, uin, Command.fits(client, command, in.copy()), in);
    }

    /// Version, command, two sequences, the client's number, a check code that nobody checks.
    private static IcqPacket three(Cursor in) {
        int version = in.u16le(), command = in.u16le(), seq1 = in.u16le(), seq2 = in.u16le();
        long uin = in.u32le();
        in.skip(4);
        boolean client = Command.isClients(command) && !Command.isServers(command);
        if (in.truncated() || !client && !Command.isServers(command) || !isUin(uin, command)) return null;
        return new IcqPacket(version, client, command, seq1, seq2, uin, Command.fits(client, command, in.copy()), in);
    }

    /// Version, a random number, zero, command, two sequences, number, check code.
    private static IcqPacket four(Cursor datagram) {
        byte[] packet = datagram.copy().rest();
        boolean checked = Scramble.open4(packet);
        Cursor in = new Cursor(packet);
        in.skip(4);
        int zero = in.u16le(), command = in.u16le(), seq1 = in.u16le(), seq2 = in.u16le();
        long uin = in.u32le();
        in.skip(4);
        if (in.truncated() || zero != 0 || !Command.isClients(command) || !isUin(uin, command)) return null;
        return new IcqPacket(4, true, command, seq1, seq2, uin, checked || Command.fits(true, command, in.copy()), in);
    }

    /// Version, zero (4), number, session, command, two sequences, check code.
    private static IcqPacket five(Cursor datagram) {
        if (datagram.peek16(2) != 0 || datagram.peek16(4) != 0 || datagram.remaining() < 24) return null;
        byte[] packet = datagram.copy().rest();
        boolean checked = Scramble.open5(packet);
        Cursor in = new Cursor(packet);
        in.skip(6);
        long uin = in.u32le();
        in.skip(4);
        int command = in.u16le(), seq1 = in.u16le(), seq2 = in.u16le();
        in.skip(4);
        if (!Command.isClients(command) || !isUin(uin, command)) return null;
        // Not every program makes its check code as the rest do.
        boolean certain = checked || Command.fits(true, command, in.copy());
        return new IcqPacket(5, true, command, seq1, seq2, uin, certain, in);
    }

    /// Version, zero (1), session, command, two sequences, number, check code: in clear.
    private static IcqPacket fiveFromServer(Cursor in) {
        in.skip(2);
        int zero = in.u8();
        in.skip(4);
        int command = in.u16le(), seq1 = in.u16le(), seq2 = in.u16le();
        long uin = in.u32le();
        in.skip(4);
        if (in.truncated() || zero != 0 || !Command.isServers(command) || !isUin(uin, command)) return null;
        return new IcqPacket(5, false, command, seq1, seq2, uin, Command.fits(false, command, in.copy()), in);
    }

    /// Whether the number is one that was ever given to somebody; who registers has none yet.
    private static boolean isUin(long uin, int command) {
        return uin >= FIRST_UIN && uin <= LAST_UIN || uin == 0 && Command.isBeforeLogin(command);
    }

    static boolean isUin(long uin) {
        return uin >= FIRST_UIN && uin <= LAST_UIN;
    }
}
