package earshot.net;

import earshot.net.Path.Tunnel;
import earshot.net.Unread.Part;

/// GRE (RFC 2784, 2890; source routes of RFC 1701), its variant in PPTP (RFC 2637), and ERSPAN types I to III.
final class Gre {
    private static final int CHECKSUM = 0x8000,
            ROUTING = 0x4000,
            KEY = 0x2000,
            SEQUENCE = 0x1000,
            ACKNOWLEDGMENT = 0x0080;
    private static final int ERSPAN = 0x88be, ERSPAN_III = 0x22eb, PPP = 0x880b, WCCP = 0x883e;
    /// More source route entries than any real packet has.
    private static final int ROUTES = 16;

    private Gre() {}

    static void read(Frame f) {
        if (f.lacks(4, Part.GRE)) return;
        int flags = Bytes.u16(f.bytes, f.at);
        int type = Bytes.u16(f.bytes, f.at + 2);
        switch (flags & 7) {
            case 0 -> plain(f, flags, type);
            case 1 -> pptp(f, flags, type);
            default -> f.other(Unread.malformed(Part.GRE));
        }
    }

    private static void plain(Frame f, int flags, int type) {
        int length = 4;
        if ((flags & (CHECKSUM | ROUTING)) != 0) length += 4;
        int keyAt = f.at + length;
        if ((flags & KEY) != 0) length += 4;
        if ((flags & SEQUENCE) != 0) length += 4;
        if (f.lacks(length, Part.GRE)) return;
        int key = (flags & KEY) != 0 ? Bytes.i32(f.bytes, keyAt) : 0;
        f.at += length;
        if ((flags & ROUTING) != 0 && !passRoutes(f)) return;
        switch (type) {
            case ERSPAN -> {
                // Type I has no header of its own, and no sequence number in GRE.
                if ((flags & SEQUENCE) != 0) erspan(f, 8);
                else if (f.enter(Tunnel.ERSPAN, 0)) Ethernet.frame(f);
            }
            case ERSPAN_III -> erspan(f, 12);
            case WCCP -> {
                if (f.lacks(4, Part.GRE) || !f.enter(Tunnel.GRE, key)) return;
                // Version 2 puts four bytes of its own before the packet, version 1 none.
                if (Bytes.u8(f.bytes, f.at) >>> 4 != 4) f.at += 4;
                Ip.v4(f);
            }
            default -> {
                if (type < 0x0600) f.other(Unread.ETHERTYPE | type);
                else if (f.enter(Tunnel.GRE, key)) Ethernet.typed(f, type);
            }
        }
    }

    /// Source route entries: family, offset and length, until one of length 0.
    private static boolean passRoutes(Frame f) {
        for (int n = 0; n < ROUTES; n++) {
            if (f.lacks(4, Part.GRE)) return false;
            int length = Bytes.u8(f.bytes, f.at + 3);
            boolean last = Bytes.u16(f.bytes, f.at) == 0 && length == 0;
            if (f.lacks(4 + length, Part.GRE)) return false;
            f.at += 4 + length;
            if (last) return true;
        }
        f.other(Unread.malformed(Part.GRE));
        return false;
    }

    /// The key's halves are the payload's length and the call; a packet without payload only acknowledges.
    private static void pptp(Frame f, int flags, int type) {
        int length = 8;
        if ((flags & SEQUENCE) != 0) length += 4;
        if ((flags & ACKNOWLEDGMENT) != 0) length += 4;
        if (f.lacks(length, Part.GRE)) return;
        int payload = Bytes.u16(f.bytes, f.at + 4);
        int call = Bytes.u16(f.bytes, f.at + 6);
        if (type != PPP || (flags & KEY) == 0 || (flags & (CHECKSUM | ROUTING)) != 0) {
            f.other(Unread.malformed(Part.GRE));
            return;
        }
        f.at += length;
        if ((flags & SEQUENCE) == 0) {
            f.other(Unread.IP_PROTOCOL | Ip.GRE);
            return;
        }
        f.limit(payload);
        if (f.enter(Tunnel.GRE, call)) Ppp.frame(f);
    }

    /// draft-foschiano-erspan: version, VLAN and session in the first four bytes; type III may end with eight more.
    private static void erspan(Frame f, int header) {
        if (f.lacks(header, Part.ERSPAN)) return;
        int session = Bytes.u16(f.bytes, f.at + 2) & 0x3ff;
        if (header == 12 && (f.bytes[f.at + 11] & 1) != 0) header += 8;
        if (f.lacks(header, Part.ERSPAN)) return;
        f.at += header;
        if (f.enter(Tunnel.ERSPAN, session)) Ethernet.frame(f);
    }
}
