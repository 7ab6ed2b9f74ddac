package earshot.net;

import earshot.net.Unread.Part;

/// What a frame begins with, by the link type its capture states (the LINKTYPE_ registry of tcpdump.org).
final class Links {
    private static final int NULL = 0,
            ETHERNET = 1,
            PPP = 9,
            PPP_HDLC = 50,
            PPP_ETHER = 51,
            ATM_LLC = 100,
            RAW = 101,
            C_HDLC = 104,
            WLAN = 105,
            FRAME_RELAY = 107,
            LOOP = 108,
            COOKED = 113,
            PRISM = 119,
            RADIOTAP = 127,
            APPLE_FIREWIRE = 138,
            AVS = 163,
            PPP_PPPD = 166,
            PPI = 192,
            PPP_WITH_DIRECTION = 204,
            IPV4 = 228,
            IPV6 = 229,
            NFLOG = 239,
            COOKED_2 = 276;
    /// RAW as written by systems that put their own DLT_ number into files.
    private static final int RAW_BSD = 12, RAW_OPENBSD = 14;
    private static final int NFLOG_PAYLOAD = 9;
    /// More attributes than any real record has.
    private static final int ATTRIBUTES = 64;

    private Links() {}

    static void read(Frame f, int link) {
        switch (link) {
            case ETHERNET -> Ethernet.frame(f);
            case NULL, LOOP -> loopback(f);
            case RAW, RAW_BSD, RAW_OPENBSD -> Ip.any(f);
            case IPV4 -> Ip.v4(f);
            case IPV6 -> Ip.v6(f);
            case PPP -> Ppp.frame(f);
            case PPP_HDLC, C_HDLC -> Ppp.hdlc(f);
            case PPP_ETHER -> Ethernet.pppoe(f);
            case PPP_PPPD, PPP_WITH_DIRECTION -> {
                if (f.lacks(1, Part.PPP)) return;
                f.at++;
                Ppp.frame(f);
            }
            case FRAME_RELAY -> frameRelay(f);
            case ATM_LLC -> Ethernet.llc(f);
            case COOKED -> cooked(f);
            case COOKED_2 -> cooked2(f);
            case APPLE_FIREWIRE -> {
                if (f.lacks(18, Part.FRAME)) return;
                f.at += 18;
                Ethernet.typed(f, Bytes.u16(f.bytes, f.at - 2));
            }
            case WLAN -> Wireless.frame(f, false);
            case RADIOTAP -> Wireless.radiotap(f);
            case PRISM, AVS -> Wireless.prism(f);
            case PPI -> packetInformation(f);
            case NFLOG -> netfilter(f);
            default -> f.other(Unread.LINK_TYPE | link & 0xffff);
        }
    }

    /// BSD loopback: the address family, in the byte order of the machine that captured (NULL) or of the network
    /// (LOOP).
    private static void loopback(Frame f) {
        if (f.lacks(4, Part.FRAME)) return;
        int family = Bytes.i32(f.bytes, f.at);
        if ((family & 0xffff) == 0) family = Bytes.i32le(f.bytes, f.at);
        f.at += 4;
        switch (family) {
            case 2 -> Ip.v4(f);
            // Linux; NetBSD and OpenBSD; FreeBSD; macOS.
            case 10, 24, 28, 30 -> Ip.v6(f);
            default -> {
                if (family >= 0x0600 && family <= 0xffff) Ethernet.typed(f, family);
                else f.other(Unread.FAMILY | family & 0xffff);
            }
        }
    }

    /// Linux "any" interface: kind, ARPHRD_ type, address and protocol in 16 bytes.
    private static void cooked(Frame f) {
        if (f.lacks(16, Part.COOKED)) return;
        int hardware = Bytes.u16(f.bytes, f.at + 2);
        f.at += 16;
        cookedProtocol(f, hardware, Bytes.u16(f.bytes, f.at - 2));
    }

    /// Its second version: protocol first, interface, ARPHRD_ type and address after it, in 20 bytes.
    private static void cooked2(Frame f) {
        if (f.lacks(20, Part.COOKED)) return;
        int protocol = Bytes.u16(f.bytes, f.at);
        int hardware = Bytes.u16(f.bytes, f.at + 8);
        f.at += 20;
        cookedProtocol(f, hardware, protocol);
    }

    private static void cookedProtocol(Frame f, int hardware, int protocol) {
        final int netlink = 824, radiotap = 803, wlan = 801, novell = 1, llc = 4;
        if (hardware == netlink) f.other(Unread.LINK_TYPE | 253);
        else if (hardware == radiotap) Wireless.radiotap(f);
        else if (hardware == wlan) Wireless.frame(f, false);
        else if (protocol == llc) Ethernet.llc(f);
        else if (protocol == novell || protocol >= 0x0600) Ethernet.typed(f, protocol == novell ? 0x8137 : protocol);
        else f.other(Unread.ETHERTYPE | protocol);
    }

    /// RFC 2427, and Cisco's framing, which puts an ethertype where RFC 2427 has a control byte.
    private static void frameRelay(Frame f) {
        int address = 0;
        do {
            if (f.lacks(3, Part.FRAME)) return;
            f.at++;
            address++;
        } while ((f.bytes[f.at - 1] & 1) == 0 && address < 4);
        if (f.bytes[f.at] != 3) {
            f.at += 2;
            Ethernet.typed(f, Bytes.u16(f.bytes, f.at - 2));
            return;
        }
        f.at++;
        if (f.bytes[f.at] == 0) f.at++;
        if (f.lacks(1, Part.FRAME)) return;
        int protocol = Bytes.u8(f.bytes, f.at++);
        switch (protocol) {
            case 0xcc -> Ip.v4(f);
            case 0x8e -> Ip.v6(f);
            case 0x80 -> {
                if (f.lacks(5, Part.LLC)) return;
                int organisation = Bytes.i32(f.bytes, f.at - 1) & 0xff_ffff;
                int type = Bytes.u16(f.bytes, f.at + 3);
                f.at += 5;
                if (organisation == 0 && type >= 0x0600) Ethernet.typed(f, type);
                else f.other(Unread.SNAP | type);
            }
            default -> f.other(Unread.NLPID | protocol);
        }
    }

    /// PPI of CACE: a header of its own length, then a frame of the link type it names. Little-endian.
    private static void packetInformation(Frame f) {
        if (f.lacks(8, Part.RADIO)) return;
        int length = Bytes.u16le(f.bytes, f.at + 2);
        int link = Bytes.i32le(f.bytes, f.at + 4);
        if (length < 8 || link == PPI) {
            f.other(Unread.malformed(Part.RADIO));
            return;
        }
        if (f.lacks(length, Part.RADIO)) return;
        f.at += length;
        read(f, link);
    }

    /// Netfilter log: family, version and resource, then attributes of which one is the packet. Attribute headers are
    /// in
    /// the byte order of the machine that captured; little-endian is taken for granted.
    private static void netfilter(Frame f) {
        if (f.lacks(4, Part.COOKED)) return;
        f.at += 4;
        for (int n = 0; n < ATTRIBUTES; n++) {
            if (f.lacks(4, Part.COOKED)) return;
            int length = Bytes.u16le(f.bytes, f.at);
            int type = Bytes.u16le(f.bytes, f.at + 2) & 0x7fff;
            if (length < 4) break;
            if (type == NFLOG_PAYLOAD) {
                f.limit(length);
                f.at += 4;
                Ip.any(f);
                return;
            }
            int padded = length + 3 & ~3;
            if (f.lacks(padded, Part.COOKED)) return;
            f.at += padded;
        }
        f.other(Unread.malformed(Part.COOKED));
    }
}
