package earshot.net;

import earshot.net.Unread.Part;

/// 802.11 data frames that are not encrypted, behind the headers capturing drivers put before them (radiotap, Prism,
/// AVS).
///
/// Of an aggregate (A-MSDU) only the first frame is read; fragments of 802.11 itself are not put together.
final class Wireless {
    private static final int TO_AND_FROM_DS = 0x03,
            MORE_FRAGMENTS = 0x04,
            PROTECTED = 0x40,
            ORDER = 0x80,
            QOS = 0x8,
            NO_DATA = 0x4;
    private static final int DATA_TYPE = 2;
    private static final int AGGREGATE = 0x80;
    private static final int TIME_PRESENT = 1, FLAGS_PRESENT = 2, MORE_PRESENT = 0x8000_0000;
    private static final int PADDED_FLAG = 0x20, BAD_CHECKSUM_FLAG = 0x40;

    private Wireless() {}

    /// radiotap.org: version 0, the header's length, words of what is present, then those fields, each aligned to its
    /// own
    /// size. Of them only the flags matter here; only the time stamp may stand before them.
    static void radiotap(Frame f) {
        if (f.lacks(8, Part.RADIO)) return;
        int length = Bytes.u16le(f.bytes, f.at + 2);
        if (f.bytes[f.at] != 0 || length < 8) {
            f.other(Unread.malformed(Part.RADIO));
            return;
        }
        if (f.lacks(length, Part.RADIO)) return;
        int present = Bytes.i32le(f.bytes, f.at + 4);
        int fields = 8;
        for (int word = present; (word & MORE_PRESENT) != 0 && fields + 4 <= length; fields += 4) {
            word = Bytes.i32le(f.bytes, f.at + fields);
        }
        int flags = 0;
        if ((present & FLAGS_PRESENT) != 0) {
            int place = (present & TIME_PRESENT) != 0 ? (fields + 7 & ~7) + 8 : fields;
            if (place < length) flags = f.bytes[f.at + place];
        }
        f.at += length;
        if ((flags & BAD_CHECKSUM_FLAG) != 0) f.other(Unread.WLAN_DAMAGED);
        else frame(f, (flags & PADDED_FLAG) != 0);
    }

    /// The Prism monitoring header, 144 bytes in either byte order, or the AVS header that took its place.
    static void prism(Frame f) {
        if (f.lacks(8, Part.RADIO)) return;
        int magic = Bytes.i32(f.bytes, f.at);
        int length = Bytes.i32(f.bytes, f.at + 4);
        boolean avs = (magic & 0xffff_f000) == 0x8021_1000;
        if (!avs && (length < 0 || length > 0xffff)) length = Integer.reverseBytes(length);
        if (length < 8 || length > 0xffff) {
            f.other(Unread.malformed(Part.RADIO));
            return;
        }
        if (f.lacks(length, Part.RADIO)) return;
        f.at += length;
        frame(f, false);
    }

    /// @param padded whether the driver has put the body on a boundary of four bytes
    static void frame(Frame f, boolean padded) {
        if (f.lacks(2, Part.WLAN)) return;
        int type = Bytes.u8(f.bytes, f.at) >>> 2 & 3;
        int subtype = Bytes.u8(f.bytes, f.at) >>> 4;
        int flags = Bytes.u8(f.bytes, f.at + 1);
        boolean version0 = (f.bytes[f.at] & 3) == 0;
        if (!version0) {
            f.other(Unread.malformed(Part.WLAN));
            return;
        }
        if (type != DATA_TYPE || (subtype & NO_DATA) != 0) {
            f.other(Unread.WLAN | type << 4 | subtype);
            return;
        }
        if ((flags & PROTECTED) != 0) {
            f.other(Unread.WLAN_ENCRYPTED);
            return;
        }
        int header = (flags & TO_AND_FROM_DS) == TO_AND_FROM_DS ? 30 : 24;
        boolean qos = (subtype & QOS) != 0;
        int qosAt = header;
        if (qos) header += (flags & ORDER) != 0 ? 6 : 2;
        if (f.lacks(header, Part.WLAN)) return;
        boolean laterFragment = (f.bytes[f.at + 22] & 0x0f) != 0;
        if (laterFragment || (flags & MORE_FRAGMENTS) != 0) {
            f.other(Unread.WLAN_FRAGMENT);
            return;
        }
        boolean aggregate = qos && (f.bytes[f.at + qosAt] & AGGREGATE) != 0;
        f.at += padded ? header + 3 & ~3 : header;
        if (!aggregate) {
            Ethernet.llc(f);
            return;
        }
        if (f.lacks(14, Part.WLAN)) return;
        int length = Bytes.u16(f.bytes, f.at + 12);
        f.at += 14;
        if (length <= f.wire - f.at) f.limit(length);
        Ethernet.llc(f);
    }
}
