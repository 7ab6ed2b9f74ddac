package earshot.net;

import earshot.net.Path.Tunnel;

/// Tunnels inside UDP: VXLAN (RFC 7348), Geneve (RFC 8926), GTP-U (3GPP TS 29.281), L2TPv2 data (RFC 2661), Teredo
/// (RFC 4380).
///
/// A port alone is no proof. The header must be sound, and what it carries must reach a sound IP header (or ARP);
/// otherwise the datagram is what it would be on any other port.
final class UdpTunnels {
    private static final int L2TP = 1701,
            GTP = 2152,
            TEREDO = 3544,
            VXLAN = 4789,
            GENEVE = 6081,
            // Where Linux put VXLAN before it had a port.
            OLD_VXLAN = 8472;
    private static final int ETHERNET = 0x6558;

    private UdpTunnels() {}

    /// Whether a port is one of these.
    static boolean mayBe(int port) {
        return switch (port) {
            case L2TP, GTP, TEREDO, VXLAN, GENEVE, OLD_VXLAN -> true;
            default -> false;
        };
    }

    /// Reads the datagram whose header stands at [Frame#at] as a tunnel. False where it is none: the frame is then as
    /// it was.
    static boolean read(Frame f) {
        int source = Bytes.u16(f.bytes, f.at), destination = Bytes.u16(f.bytes, f.at + 2);
        int port = mayBe(destination) ? destination : source;
        if (!mayBe(port) || f.deepest()) return false;
        int at = f.at, end = f.end, wire = f.wire, network = f.network, depth = f.depth();
        long path = f.path, badChecksums = f.badChecksums;
        f.at += 8;
        f.sound = false;
        switch (port) {
            case VXLAN, OLD_VXLAN -> vxlan(f);
            case GENEVE -> geneve(f);
            case GTP -> gtp(f);
            case TEREDO -> teredo(f);
            default -> l2tp(f);
        }
        if (f.sound) return true;
        f.at = at;
        f.end = end;
        f.wire = wire;
        f.network = network;
        f.path = path;
        f.badChecksums = badChecksums;
        f.surface(depth);
        f.sound = true;
        return false;
    }

    private static boolean has(Frame f, int bytes) {
        return f.end - f.at >= bytes;
    }

    private static void vxlan(Frame f) {
        if (!has(f, 8) || (f.bytes[f.at] & 0x08) == 0 || f.bytes[f.at + 7] != 0) return;
        int id = Bytes.i32(f.bytes, f.at + 4) >>> 8;
        f.at += 8;
        if (f.enter(Tunnel.VXLAN, id)) Ethernet.frame(f);
    }

    private static void geneve(Frame f) {
        if (!has(f, 8)) return;
        int first = Bytes.u8(f.bytes, f.at);
        int type = Bytes.u16(f.bytes, f.at + 2);
        int id = Bytes.i32(f.bytes, f.at + 4) >>> 8;
        int header = 8 + ((first & 0x3f) << 2);
        boolean plausible = first >>> 6 == 0 && (f.bytes[f.at + 1] & 0x3f) == 0 && f.bytes[f.at + 7] == 0;
        if (!plausible || !has(f, header) || type < ETHERNET && type != 0x0800) return;
        f.at += header;
        if (f.enter(Tunnel.GENEVE, id)) Ethernet.typed(f, type);
    }

    private static void gtp(Frame f) {
        if (!has(f, 8)) return;
        int flags = Bytes.u8(f.bytes, f.at);
        // Version 1, not GTP', and a user's packet inside.
        if ((flags & 0xf0) != 0x30 || f.bytes[f.at + 1] != (byte) 0xff) return;
        int length = Bytes.u16(f.bytes, f.at + 2);
        int id = Bytes.i32(f.bytes, f.at + 4);
        f.at += 8;
        if (length > f.wire - f.at) return;
        f.limit(length);
        if ((flags & 7) != 0 && !passOptions(f, (flags & 4) != 0)) return;
        if (f.enter(Tunnel.GTP, id)) Ip.any(f);
    }

    /// Sequence number, N-PDU number and the chain of extension headers, each of which ends with the type of the next.
    private static boolean passOptions(Frame f, boolean extended) {
        if (!has(f, 4)) return false;
        int next = extended ? f.bytes[f.at + 3] : 0;
        f.at += 4;
        while (next != 0) {
            if (!has(f, 4)) return false;
            int length = Bytes.u8(f.bytes, f.at) << 2;
            if (length == 0 || !has(f, length)) return false;
            f.at += length;
            next = f.bytes[f.at - 1];
        }
        return true;
    }

    private static void l2tp(Frame f) {
        if (!has(f, 6)) return;
        int flags = Bytes.u16(f.bytes, f.at);
        // A data message of version 2 with none of the reserved bits.
        if ((flags & 0xb4ff) != 2) return;
        boolean length = (flags & 0x4000) != 0, sequence = (flags & 0x0800) != 0, offset = (flags & 0x0200) != 0;
        int ids = f.at + (length ? 4 : 2);
        int header = 6 + (length ? 2 : 0) + (sequence ? 4 : 0) + (offset ? 2 : 0);
        if (!has(f, header)) return;
        if (length) {
            int stated = Bytes.u16(f.bytes, f.at + 2);
            if (stated < header || stated > f.wire - f.at) return;
            f.limit(stated);
        }
        int id = Bytes.i32(f.bytes, ids);
        f.at += header;
        if (offset) {
            int pad = Bytes.u16(f.bytes, f.at - 2);
            if (!has(f, pad)) return;
            f.at += pad;
        }
        if (f.enter(Tunnel.L2TP, id)) Ppp.frame(f);
    }

    /// Optional authentication and origin indications, then IPv6 that fills the datagram exactly.
    private static void teredo(Frame f) {
        if (has(f, 4) && Bytes.u16(f.bytes, f.at) == 0x0001) {
            f.at += 13 + Bytes.u8(f.bytes, f.at + 2) + Bytes.u8(f.bytes, f.at + 3);
        }
        if (has(f, 8) && Bytes.u16(f.bytes, f.at) == 0x0000) f.at += 8;
        if (!has(f, 40) || Bytes.u16(f.bytes, f.at + 4) + 40 != f.wire - f.at) return;
        if ((f.bytes[f.at] & 0xf0) == 0x60 && f.enter(Tunnel.IPIP, 0)) Ip.v6(f);
    }
}
