package earshot.dissect.icq;

import earshot.bytes.Cursor;

/// One message between two clients, opened.
///
/// @param command what is done with it: [#START], [#ACK], [#CANCEL]
/// @param rest what follows the text: for a file its port, name and size
record DirectMessage(int command, long uin, int type, byte[] text, Cursor rest) {
    static final int START = 0x07ee, ACK = 0x07da, CANCEL = 0x07d0;
    /// Addresses, port, mode, status and priority after the text of versions 2 to 5.
    private static final int ADDRESSES = 4 + 4 + 4 + 1 + 2 + 2;

    /// Null where it is none.
    static DirectMessage read(Cursor frame, int version) {
        byte[] bytes =
                version >= 7 && frame.peek(0) == 2 ? cut(frame) : frame.copy().rest();
        if (version >= 4 && !Scramble.openDirect(bytes, version)) return null;
        Cursor in = new Cursor(bytes);
        return version < 6 ? old(in, version) : recent(in);
    }

    private static byte[] cut(Cursor frame) {
        Cursor rest = frame.copy();
        rest.skip(1);
        return rest.rest();
    }

    /// u32 number, u16 version, from 4 on u32 check code, u16 command, u16 zero, u32 number, u16 type, counted text.
    private static DirectMessage old(Cursor in, int version) {
        in.skip(4 + 2 + (version >= 4 ? 4 : 0));
        int command = in.u16le();
        in.u16le();
        long uin = in.u32le();
        int type = in.u16le();
        byte[] text = Talker.counted(in);
        if (in.truncated() || !isCommand(command)) return null;
        if (in.remaining() >= ADDRESSES) in.skip(ADDRESSES);
        return new DirectMessage(command, uin, type, text, in);
    }

    /// u32 check code, u16 command, u16 0E, u16 sequence, zeros (12), u16 type, u16 status, u16 priority, counted text.
    private static DirectMessage recent(Cursor in) {
        in.skip(4);
        int command = in.u16le();
        in.skip(2 + 2 + 12);
        int type = in.u16le();
        in.skip(4);
        byte[] text = Talker.counted(in);
        return in.truncated() || !isCommand(command) ? null : new DirectMessage(command, 0, type, text, in);
    }

    private static boolean isCommand(int command) {
        return command == START || command == ACK || command == CANCEL;
    }
}
