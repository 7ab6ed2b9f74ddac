package earshot.dissect.netbios;

import earshot.bytes.Cursor;
import earshot.dissect.netbios.NetBios.Named;
import earshot.flow.Address;
import java.nio.charset.StandardCharsets;

/// A datagram (RFC 1002 §4.4): who sends it, from which address.
final class SentDatagram {
    private static final int DIRECT_UNIQUE = 0x10, BROADCAST = 0x12;

    private SentDatagram() {}

    /// A datagram of one of the three kinds that carry names, then the sender's name.
    static boolean plausible(Cursor in) {
        int type = in.peek(0);
        return type >= DIRECT_UNIQUE && type <= BROADCAST && NetBiosName.encoded(in, 14);
    }

    static void read(Cursor in, Named to) {
        if (!plausible(in)) return;
        in.skip(4); // type, flags, identifier
        Address address = Address.v4((int) in.u32());
        in.skip(7); // port (which macOS leaves 0), length, offset, length of the name
        NetBiosName sender = NetBiosName.decode(in.text(32, StandardCharsets.ISO_8859_1));
        boolean known = sender != null && sender.machine() && address.low() != 0;
        if (!in.truncated() && known) to.named(address.toString(), "", sender.text());
    }
}
