package earshot.dissect.dhcp;

import earshot.bytes.Cursor;
import earshot.flow.Address;
import earshot.net.Arp;
import earshot.text.HostName;
import java.nio.charset.StandardCharsets;

/// What a DHCP message says of a client that has, or takes, an address.
///
/// @param name "" where the message has none
record DhcpMessage(String address, String mac, String name) {
    private static final int COOKIE_AT = 236;
    private static final long COOKIE = 0x6382_5363;
    private static final int TAKES = 3, GIVEN = 5, HAS = 8;
    private static final int PAD = 0, HOST_NAME = 12, WANTED = 50, TYPE = 53, FULL_NAME = 81, END = 255;

    /// A BOOTP message about an Ethernet host, with DHCP's cookie.
    static boolean plausible(Cursor in) {
        int operation = in.peek(0);
        return (operation == 1 || operation == 2)
                && in.peek(1) == 1
                && in.peek(2) == 6
                && in.peek32(COOKIE_AT) == COOKIE;
    }

    /// Reads a [#plausible] message.
    ///
    /// @return null where it gives nobody an address, or is not whole
    static DhcpMessage read(Cursor in) {
        boolean reply = in.u8() == 2;
        in.skip(11); // hardware type, its length, hops, transaction, seconds, flags
        Address has = Address.v4((int) in.u32());
        Address given = Address.v4((int) in.u32());
        in.skip(8); // next server, relay
        long mac = (long) in.u16() << 32 | in.u32();
        in.skip(10 + 64 + 128 + 4); // rest of the hardware address, server name, file, cookie
        int type = 0;
        Address wanted = has;
        String host = "", full = "";
        for (int option = in.u8(); option != END; option = in.u8()) {
            if (in.truncated()) return null;
            if (option == PAD) continue;
            Cursor value = in.slice(in.u8());
            switch (option) {
                case TYPE -> type = value.u8();
                case WANTED -> {
                    if (value.remaining() == 4) wanted = Address.v4((int) value.u32());
                }
                case HOST_NAME -> host = HostName.of(value.rest());
                case FULL_NAME -> full = fullName(value);
                default -> {}
            }
        }
        Address address = switch (type) {
            case TAKES -> wanted;
            case GIVEN -> given.low() != 0 ? given : has;
            case HAS -> has;
            default -> null;
        };
        boolean right = address != null && address.low() != 0 && reply == (type == GIVEN);
        return right ? new DhcpMessage(address.toString(), Arp.mac(mac), full.isEmpty() ? host : full) : null;
    }

    /// RFC 4702: flags, two bytes nobody uses, then the name, as text or in the wire form of DNS.
    private static String fullName(Cursor value) {
        boolean wireForm = (value.u8() & 0x04) != 0;
        value.skip(2);
        if (!wireForm) return HostName.of(value.rest());
        StringBuilder name = new StringBuilder();
        while (value.peek(0) > 0 && value.peek(0) < 64) {
            String label = value.text(value.u8(), StandardCharsets.UTF_8);
            if (value.truncated()) return "";
            if (!name.isEmpty()) name.append('.');
            name.append(label);
        }
        return HostName.of(name.toString().getBytes(StandardCharsets.UTF_8));
    }
}
