package earshot.dissect.talk;

import earshot.bytes.Cursor;
import earshot.flow.Address;
import java.nio.charset.StandardCharsets;

/// A request of one talk program to the daemon of the other side, or the daemon's answer.
///
/// @param listener where the inviter's program waits for the connection; null where the message has none
/// @param answer of an answer: 0 is success; -1 for a request
record ControlMessage(Type type, long id, String caller, String callee, Address listener, int port, int answer) {
    enum Type {
        LEAVE_INVITE,
        LOOK_UP,
        DELETE,
        ANNOUNCE
    }

    static final int NTALK_REQUEST = 84, TALK_REQUEST = 76, ANSWER = 24;
    private static final int ANSWERS = 9;

    /// @return null where the datagram is none
    static ControlMessage read(Cursor in) {
        return switch (in.remaining()) {
            case TALK_REQUEST -> talk(in.copy());
            case ANSWER -> answer(in.copy());
            default -> in.remaining() >= NTALK_REQUEST && in.remaining() <= 512 ? ntalk(in.copy()) : null;
        };
    }

    private static ControlMessage ntalk(Cursor in) {
        int version = in.u8(), type = in.u8(), answer = in.u8();
        in.skip(1);
        long id = in.u32();
        Cursor listener = in.slice(16);
        in.skip(16 + 4);
        String caller = name(in, 12), callee = name(in, 12);
        if (version != 1 || type > 3 || answer != 0 || caller == null || callee == null || caller.isEmpty())
            return null;
        return of(type, id, caller, callee, listener, -1);
    }

    private static ControlMessage talk(Cursor in) {
        int type = in.u8();
        String caller = name(in, 9), callee = name(in, 9);
        in.skip(1);
        long id = in.u32();
        in.skip(4 + 16);
        Cursor listener = in.slice(16);
        if (type > 3 || caller == null || callee == null || caller.isEmpty()) return null;
        return of(type, id, caller, callee, listener, -1);
    }

    private static ControlMessage answer(Cursor in) {
        boolean ntalk = in.peek(0) == 1 && in.peek(1) <= 3 && in.peek(2) < ANSWERS;
        if (!ntalk && (in.peek(0) > 3 || in.peek(1) >= ANSWERS)) return null;
        if (ntalk) in.skip(1);
        int type = in.u8(), answer = in.u8();
        in.skip(ntalk ? 1 : 2);
        long id = in.u32();
        return of(type, id, "", "", in.slice(16), answer);
    }

    private static ControlMessage of(int type, long id, String caller, String callee, Cursor at, int answer) {
        // The address family is 16 bits in the byte order of its host; BSD puts the structure's length into the first
        // byte.
        int family = at.u16();
        boolean inet = family == 0x0002 || family == 0x0200 || family == 0x1002;
        int port = at.u16();
        Address address = Address.v4((int) at.u32());
        boolean usable = inet && port != 0 && address.low() != 0;
        return new ControlMessage(
                Type.values()[type], id, caller, callee, usable ? address : null, usable ? port : 0, answer);
    }

    /// A name padded with NUL bytes.
    ///
    /// @return null where it is no name
    private static String name(Cursor in, int length) {
        byte[] bytes = in.take(length);
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            if (bytes[end] <= ' ' || bytes[end] == 0x7f) return null;
            end++;
        }
        for (int i = end; i < bytes.length; i++) if (bytes[i] != 0) return null;
        return new String(bytes, 0, end, StandardCharsets.US_ASCII);
    }

    boolean isRequest() {
        return answer < 0;
    }
}
