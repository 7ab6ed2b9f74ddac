package earshot.net;

import earshot.capture.Block;
import earshot.net.Path.Tunnel;
import earshot.net.Unread.Part;

/// IPv4 (RFC 791), IPv6 with its extension headers (RFC 8200) and what they carry: TCP, UDP, or another tunnel.
final class Ip {
    static final int HOP_BY_HOP = 0,
            IPV4 = 4,
            TCP = 6,
            UDP = 17,
            IPV6 = 41,
            ROUTING = 43,
            FRAGMENT = 44,
            GRE = 47,
            AUTHENTICATION = 51,
            DESTINATION = 60,
            ETHERIP = 97,
            MOBILITY = 135,
            MPLS = 137,
            HOST_IDENTITY = 139,
            SHIM6 = 140;
    /// More extension headers than any real packet has.
    private static final int EXTENSIONS = 16;

    private Ip() {}

    /// A packet of the version that its first four bits state.
    static void any(Frame f) {
        if (f.lacks(1, Part.FRAME)) return;
        switch (Bytes.u8(f.bytes, f.at) >>> 4) {
            case 4 -> v4(f);
            case 6 -> v6(f);
            default -> f.other(Unread.malformed(Part.IPV4));
        }
    }

    static void v4(Frame f) {
        if (f.lacks(20, Part.IPV4)) return;
        byte[] b = f.bytes;
        int ip = f.at;
        int header = (b[ip] & 15) << 2;
        // A total length of 0: the network card cuts the packet into segments, so it goes on to the end of the frame.
        int total = Bytes.u16(b, ip + 2);
        if (b[ip] >>> 4 != 4 || header < 20 || total != 0 && total < header) {
            f.other(Unread.malformed(Part.IPV4));
            return;
        }
        if (total != 0) f.limit(total);
        if (f.lacks(header, Part.IPV4)) return;
        if (!Checksums.headerOk(b, ip, header)) f.badChecksums++;
        f.sound = true;
        f.network = ip;
        f.at = ip + header;
        int protocol = Bytes.u8(b, ip + 9);
        boolean fragmented = (Bytes.u16(b, ip + 6) & 0x3fff) != 0;
        if (!fragmented) payload(f, protocol);
        else if (!readable(protocol)) f.other(Unread.IP_PROTOCOL | protocol);
        else f.fragment(f.at, f.at, protocol);
    }

    static void v6(Frame f) {
        if (f.lacks(40, Part.IPV6)) return;
        byte[] b = f.bytes;
        int ip = f.at;
        if ((b[ip] & 0xf0) != 0x60) {
            f.other(Unread.malformed(Part.IPV6));
            return;
        }
        // A payload length of 0 is a jumbogram (RFC 2675) or left to the network card: to the end of the frame.
        int length = Bytes.u16(b, ip + 4);
        if (length != 0) f.limit(40 + length);
        f.sound = true;
        f.network = ip;
        f.at = ip + 40;
        extensions(f, Bytes.u8(b, ip + 6));
    }

    private static void extensions(Frame f, int next) {
        byte[] b = f.bytes;
        for (int n = 0; n < EXTENSIONS; n++) {
            int length;
            switch (next) {
                case HOP_BY_HOP, ROUTING, DESTINATION, MOBILITY, HOST_IDENTITY, SHIM6 -> {
                    if (f.lacks(8, Part.EXTENSION)) return;
                    length = Bytes.u8(b, f.at + 1) + 1 << 3;
                }
                case FRAGMENT -> {
                    if (f.lacks(8, Part.EXTENSION)) return;
                    length = 8;
                    int inside = Bytes.u8(b, f.at);
                    // Offset 0 and none to follow is a whole packet that says so (RFC 6946).
                    if ((Bytes.u16(b, f.at + 2) & 0xfff9) != 0) {
                        if (!readable(inside) && !extension(inside)) f.other(Unread.IP_PROTOCOL | inside);
                        else f.fragment(f.at, f.at + 8, inside);
                        return;
                    }
                }
                default -> {
                    payload(f, next);
                    return;
                }
            }
            if (f.lacks(length, Part.EXTENSION)) return;
            next = Bytes.u8(b, f.at);
            f.at += length;
        }
        f.other(Unread.malformed(Part.EXTENSION));
    }

    private static boolean extension(int protocol) {
        return switch (protocol) {
            case HOP_BY_HOP, ROUTING, FRAGMENT, DESTINATION, MOBILITY, HOST_IDENTITY, SHIM6 -> true;
            default -> false;
        };
    }

    /// Whether [#payload] makes something of it, so that its fragments are worth putting together.
    private static boolean readable(int protocol) {
        return switch (protocol) {
            case TCP, UDP, IPV4, IPV6, GRE, AUTHENTICATION, ETHERIP, MPLS -> true;
            default -> false;
        };
    }

    private static void payload(Frame f, int protocol) {
        switch (protocol) {
            case TCP -> tcp(f);
            case UDP -> udp(f);
            case GRE -> Gre.read(f);
            case IPV4 -> {
                if (f.enter(Tunnel.IPIP, 0)) v4(f);
            }
            case IPV6 -> {
                if (f.enter(Tunnel.IPIP, 0)) v6(f);
            }
            case AUTHENTICATION -> authentication(f);
            case ETHERIP -> {
                // RFC 3378: version 3 in four bits and twelve of zero, then an Ethernet frame.
                f.at += 2;
                if (f.enter(Tunnel.IPIP, 0)) Ethernet.frame(f);
            }
            case MPLS -> Ethernet.mpls(f);
            default -> f.other(Unread.IP_PROTOCOL | protocol);
        }
    }

    /// RFC 4302: authenticated, not encrypted.
    private static void authentication(Frame f) {
        if (f.lacks(12, Part.AUTHENTICATION) || !f.deeper()) return;
        int next = Bytes.u8(f.bytes, f.at);
        int length = Bytes.u8(f.bytes, f.at + 1) + 2 << 2;
        if (f.lacks(length, Part.AUTHENTICATION)) return;
        f.at += length;
        if (extension(next)) extensions(f, next);
        else payload(f, next);
    }

    private static void tcp(Frame f) {
        if (f.lacks(20, Part.TCP)) return;
        int header = Bytes.u8(f.bytes, f.at + 12) >>> 2 & 0x3c;
        if (header < 20 || header > f.wire - f.at) f.other(Unread.malformed(Part.TCP));
        else f.deliver(Block.TCP, f.at, f.at + header);
    }

    private static void udp(Frame f) {
        if (f.lacks(8, Part.UDP)) return;
        // A length of 0 belongs to a jumbogram or is left to the network card: to the end of the IP payload.
        int length = Bytes.u16(f.bytes, f.at + 4);
        if (length != 0 && length < 8) {
            f.other(Unread.malformed(Part.UDP));
            return;
        }
        if (length != 0) f.limit(length);
        int transport = f.at;
        if (!UdpTunnels.read(f)) f.deliver(Block.UDP, transport, transport + 8);
    }
}
