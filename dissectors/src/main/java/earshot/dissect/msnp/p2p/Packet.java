package earshot.dissect.msnp.p2p;

import earshot.bytes.Cursor;

/// One packet: a piece of a message of one side.
///
/// @param session 0 for MSNSLP
/// @param message tells the sender's messages apart
/// @param offset where the piece belongs; of version 2 instead, negative: `~` the bytes of the message that follow it
/// @param total bytes of the message; -1 where only its first piece tells
/// @param stated how long the header says the piece is
/// @param flags of version 1; of version 2 what the data are
record Packet(long session, long message, long offset, long total, long stated, int flags, boolean first, byte[] data) {
    static final int HEADER = 48, FOOTER = 4;
    static final int ACKNOWLEDGEMENT = 0x02, OBJECT = 0x20, DIRECT = 0x100;
    private static final int TYPE_OBJECT = 4, TYPE_FILE = 6;

    /// Whether it acknowledges, shakes hands or closes, and carries nothing.
    boolean isControl() {
        return data.length == 0;
    }

    /// Whether these are bytes of a file or object, by their own word.
    boolean isContent() {
        return (flags & OBJECT) != 0;
    }

    /// @param footer bytes after the packet: 4 where it is relayed
    /// @return null where this is no packet
    static Packet read(byte[] bytes, int footer) {
        if (bytes.length < footer) return null;
        int size = bytes.length - footer;
        if (size >= HEADER && chunkLength(bytes) == size - HEADER) return one(new Cursor(bytes, 0, size));
        Packet two = two(new Cursor(bytes, 0, size));
        return two != null ? two : size >= HEADER ? one(new Cursor(bytes, 0, size)) : null;
    }

    private static long chunkLength(byte[] bytes) {
        return new Cursor(bytes, 24, 4).u32le();
    }

    private static Packet one(Cursor in) {
        long session = in.u32le(), message = in.u32le(), offset = in.i64le(), total = in.i64le();
        long stated = in.u32le();
        int flags = (int) in.u32le();
        in.skip(16);
        byte[] data = in.rest();
        // The flags of acknowledgements have no others beside them, and nothing follows.
        if (offset < 0 || total < 0 || data.length > total && data.length > 0) return null;
        return new Packet(session, message, offset, total, stated, flags, offset == 0, data);
    }

    private static Packet two(Cursor in) {
        int size = in.remaining();
        int header = in.peek(0), body = in.peek16(2);
        if (header < 8 || body < 0 || header + body != size) return null;
        in.skip(header);
        if (body == 0) return new Packet(0, 0, 0, 0, 0, 0, true, new byte[0]);
        int dataHeader = in.peek(0);
        if (dataHeader < 8 || dataHeader > body) return null;
        Cursor fields = in.slice(dataHeader);
        fields.skip(1);
        int kind = fields.u8(), number = fields.u16();
        long session = fields.u32(), remaining = 0;
        while (fields.remaining() >= 2) {
            int type = fields.u8();
            // Zeros fill the header up.
            if (type == 0) break;
            int length = fields.u8();
            Cursor value = fields.slice(length);
            if (type == 1 && length == 8) remaining = value.i64();
        }
        if (remaining < 0) return null;
        byte[] data = in.rest();
        boolean first = (kind & 1) != 0;
        int type = kind & ~1;
        return new Packet(
                session,
                number,
                ~remaining,
                first ? remaining + data.length : -1,
                data.length,
                type == TYPE_OBJECT || type == TYPE_FILE ? OBJECT : 0,
                first,
                data);
    }
}
