package earshot.dissect.icq;

import earshot.bytes.Cursor;

/// The body of a login: perhaps the time, the TCP port the client listens on, the counted password, a build number,
/// the client's address, how it is connected, its status.
///
/// @param address the four bytes of IPv4 in network order, 0 where the body ended before
/// @param status -1 where the body ended before
record Login(int port, byte[] password, int address, long status) {
    /// Null where it is none. Clients of versions 3 to 5 put the time first, older ones do not, and some of version 4
    /// do not either: the counted password shows which.
    static Login read(Cursor body) {
        for (int before : new int[] {4, 0}) {
            int end = Command.passwordEnd(body, before + 4);
            if (end < 0) continue;
            Cursor in = body.copy();
            in.skip(before);
            int port = (int) in.u32le() & 0xffff;
            byte[] password = in.take(in.u16le() - 1);
            in.skip(1);
            in.skip(4);
            int address = (int) in.u32();
            in.skip(1);
            long status = in.u32le();
            return in.truncated() ? new Login(port, password, 0, -1) : new Login(port, password, address, status);
        }
        return null;
    }
}
