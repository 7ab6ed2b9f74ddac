package earshot.dissect.ymsg;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;

/// One packet: a header of 20 bytes and its fields.
///
/// @param version of the dialect, 0 where a server leaves it out
/// @param session the server's number for it, 0 until it has said one
record Packet(int version, int service, long status, long session, Fields fields) {
    static final int HEADER = 20;
    /// Payloads have 16 bits of length.
    static final int LONGEST = HEADER + 0xffff;

    /// Header status: more packets of the list follow; of a message: it was kept while its reader was away.
    static final long CONTINUED = 5;
    static final long NOT_SENT = 2, ERROR = 0xffff_ffffL, WEB_LOGIN = 0x5a55_aa55L;

    private static final int WEB = 0x65;

    /// How long the packet is that begins here, as [Dissection#frame] says it.
    static int length(Cursor in) {
        int magic = magic(in);
        if (magic < 4) return magic < in.remaining() ? Dissection.LOST : Dissection.MORE;
        if (in.remaining() < HEADER) return Dissection.MORE;
        return HEADER + in.peek16(8);
    }

    /// How many of its first four bytes are there and right.
    static int magic(Cursor in) {
        int n = 0;
        while (n < 4 && in.peek(n) == "YMSG".charAt(n)) n++;
        return n;
    }

    /// Reads a whole packet.
    static Packet read(Cursor in) {
        in.skip(4);
        int version = version(in.u16());
        in.skip(4);
        int service = in.u16();
        long status = in.u32();
        long session = in.u32();
        return new Packet(version, service, status, session, Fields.read(in));
    }

    /// Clients of versions 8 to 10 write the number little end first.
    static int version(int stated) {
        return (stated & 0xff) == 0 ? stated >> 8 : stated;
    }

    boolean isWeb() {
        return status == WEB_LOGIN || version >= WEB && version <= WEB + 1;
    }

    /// Whether the server says that what the client sent did not arrive.
    boolean bounced() {
        return status == ERROR || status == NOT_SENT;
    }
}
