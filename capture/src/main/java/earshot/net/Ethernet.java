package earshot.net;

import earshot.net.Path.Tunnel;
import earshot.net.Unread.Part;

/// Ethernet II, 802.3 with LLC and SNAP, VLAN tags (802.1Q, 802.1ad), backbone tags (802.1ah), MPLS (RFC 3032) and
/// PPPoE (RFC 2516): all that an ethertype may announce.
final class Ethernet {
    private static final int IPV4 = 0x0800,
            ARP = 0x0806,
            TRANSPARENT = 0x6558,
            VLAN = 0x8100,
            IPV6 = 0x86dd,
            PPP = 0x880b,
            MPLS = 0x8847,
            MPLS_MULTICAST = 0x8848,
            PPPOE_SESSION = 0x8864,
            PROVIDER_VLAN = 0x88a8,
            BACKBONE = 0x88e7,
            OLD_PROVIDER_VLAN = 0x9100;
    /// Smaller values are a length (802.3), not a type.
    private static final int FIRST_TYPE = 0x0600;

    private Ethernet() {}

    static void frame(Frame f) {
        if (f.lacks(14, Part.ETHERNET)) return;
        f.at += 14;
        typed(f, Bytes.u16(f.bytes, f.at - 2));
    }

    /// What follows an ethertype, or 802.3 length, that stood right before.
    static void typed(Frame f, int type) {
        while (type == VLAN || type == PROVIDER_VLAN || type == OLD_PROVIDER_VLAN) {
            if (f.lacks(4, Part.VLAN)) return;
            f.path = Path.vlan(f.path, Bytes.u16(f.bytes, f.at));
            type = Bytes.u16(f.bytes, f.at + 2);
            f.at += 4;
        }
        switch (type) {
            case IPV4 -> Ip.v4(f);
            case IPV6 -> Ip.v6(f);
            case ARP -> arp(f);
            case MPLS, MPLS_MULTICAST -> mpls(f);
            case PPPOE_SESSION -> pppoe(f);
            case TRANSPARENT -> {
                if (f.deeper()) frame(f);
            }
            case PPP -> Ppp.frame(f);
            case BACKBONE -> {
                // Priority and service id in four bytes, then the customer's frame.
                f.at += 4;
                if (f.deeper()) frame(f);
            }
            default -> {
                if (type >= FIRST_TYPE) {
                    f.other(Unread.ETHERTYPE | type);
                } else {
                    if (type <= f.wire - f.at) f.limit(type);
                    llc(f);
                }
            }
        }
    }

    /// IEEE 802.2, with SNAP (RFC 1042) and IP right behind it (RFC 948).
    static void llc(Frame f) {
        if (f.lacks(3, Part.LLC) || !f.deeper()) return;
        int saps = Bytes.u16(f.bytes, f.at);
        boolean unnumbered = f.bytes[f.at + 2] == 3;
        if (saps == 0xaaaa && unnumbered) {
            if (f.lacks(8, Part.LLC)) return;
            int organisation = Bytes.i32(f.bytes, f.at + 2) & 0xff_ffff;
            int type = Bytes.u16(f.bytes, f.at + 6);
            f.at += 8;
            // 0000f8: a bridge has put it in an 802.3 frame (802.1H).
            boolean ethertype = (organisation == 0 || organisation == 0xf8) && type >= FIRST_TYPE;
            if (ethertype) typed(f, type);
            else f.other(Unread.SNAP | type);
        } else if (saps == 0x0606 && unnumbered) {
            f.at += 3;
            Ip.v4(f);
        } else {
            f.other(Unread.LLC | saps);
        }
    }

    /// Ethernet and IPv4 only, as everywhere since DIX: other address lengths would mean other hardware.
    private static void arp(Frame f) {
        if (f.lacks(Arp.LENGTH, Part.ARP)) return;
        boolean usual = Bytes.i64(f.bytes, f.at) >>> 16 == 0x0001_0800_0604L;
        if (usual) f.arp(Arp.LENGTH);
        else f.other(Unread.ETHERTYPE | ARP);
    }

    /// The stack of labels down to the last; what it carries shows in the first four bits alone.
    static void mpls(Frame f) {
        int label;
        do {
            if (f.lacks(4, Part.MPLS)) return;
            label = Bytes.i32(f.bytes, f.at);
            f.at += 4;
        } while ((label & 0x100) == 0);
        if (!f.enter(Tunnel.MPLS, label >>> 12) || f.lacks(1, Part.MPLS)) return;
        switch (Bytes.u8(f.bytes, f.at) >>> 4) {
            case 4 -> Ip.v4(f);
            case 6 -> Ip.v6(f);
            case 0 -> {
                // A pseudowire's control word (RFC 4385), or the hardware address of Ethernet without one (RFC 4448).
                if (f.lacks(18, Part.ETHERNET)) return;
                boolean control = common(Bytes.u16(f.bytes, f.at + 16)) || !common(Bytes.u16(f.bytes, f.at + 12));
                if (control) f.at += 4;
                frame(f);
            }
            default -> frame(f);
        }
    }

    private static boolean common(int type) {
        return switch (type) {
            case IPV4, ARP, IPV6, VLAN, PROVIDER_VLAN -> true;
            default -> false;
        };
    }

    static void pppoe(Frame f) {
        if (f.lacks(6, Part.PPPOE)) return;
        int version = Bytes.u16(f.bytes, f.at);
        if (version != 0x1100) {
            f.other(version >>> 8 == 0x11 ? Unread.ETHERTYPE | PPPOE_SESSION : Unread.malformed(Part.PPPOE));
            return;
        }
        int session = Bytes.u16(f.bytes, f.at + 2);
        int length = Bytes.u16(f.bytes, f.at + 4);
        f.at += 6;
        if (length <= f.wire - f.at) f.limit(length);
        if (f.enter(Tunnel.PPPOE, session)) Ppp.frame(f);
    }
}
