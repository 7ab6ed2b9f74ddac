package earshot.net;

import earshot.net.Path.Tunnel;
import earshot.net.Unread.Part;

/// PPP (RFC 1661) with or without HDLC framing (RFC 1662), and Cisco HDLC. Compressed and encrypted contents (VJ, CCP,
/// MPPE) are not read.
final class Ppp {
    private static final int IPV4 = 0x0021, IPV6 = 0x0057, MPLS = 0x0281, MPLS_MULTICAST = 0x0283, BRIDGING = 0x0031;

    private Ppp() {}

    /// Address and control may have been left out, and protocol numbers below 256 may stand in one byte.
    static void frame(Frame f) {
        if (f.lacks(2, Part.PPP)) return;
        if (Bytes.u16(f.bytes, f.at) == 0xff03) f.at += 2;
        if (f.lacks(1, Part.PPP)) return;
        int protocol = Bytes.u8(f.bytes, f.at);
        if ((protocol & 1) == 0) {
            if (f.lacks(2, Part.PPP)) return;
            protocol = Bytes.u16(f.bytes, f.at);
            f.at++;
        }
        f.at++;
        switch (protocol) {
            case IPV4 -> Ip.v4(f);
            case IPV6 -> Ip.v6(f);
            case MPLS, MPLS_MULTICAST -> Ethernet.mpls(f);
            case BRIDGING -> bridged(f);
            default -> f.other(Unread.PPP | protocol);
        }
    }

    /// RFC 3518: flags, then which hardware it is: 1 for Ethernet.
    private static void bridged(Frame f) {
        if (f.lacks(2, Part.PPP)) return;
        if (f.bytes[f.at + 1] != 1) {
            f.other(Unread.PPP | BRIDGING);
            return;
        }
        f.at += 2;
        if (f.enter(Tunnel.NONE, 0)) Ethernet.frame(f);
    }

    /// Serial lines: Cisco's framing, an address and an ethertype, or PPP's.
    static void hdlc(Frame f) {
        if (f.lacks(4, Part.PPP)) return;
        int address = Bytes.u8(f.bytes, f.at);
        if (address != 0x0f && address != 0x8f) {
            frame(f);
            return;
        }
        f.at += 4;
        int type = Bytes.u16(f.bytes, f.at - 2);
        if (type < 0x0600) f.other(Unread.ETHERTYPE | type);
        else Ethernet.typed(f, type);
    }
}
