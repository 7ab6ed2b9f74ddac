package earshot.net;

/// An ARP packet for Ethernet and IPv4 (RFC 826), where [Block#network] points at it.
///
/// Only what the sender says of itself is of use: which hardware address answers for which IPv4 address. A probe
/// (RFC 5227) asks with the sender's address 0.0.0.0 and claims nothing.
public final class Arp {
    public static final int REQUEST = 1, REPLY = 2;
    /// Bytes of the packet.
    static final int LENGTH = 28;

    private Arp() {}

    /// [#REQUEST], [#REPLY] or something rarer.
    public static int operation(byte[] bytes, int at) {
        return Bytes.u16(bytes, at + 6);
    }

    /// The sender's hardware address in the lower 48 bits.
    public static long senderMac(byte[] bytes, int at) {
        return Bytes.i64(bytes, at + 6) & 0xffff_ffff_ffffL;
    }

    /// The sender's IPv4 address.
    public static int senderIp(byte[] bytes, int at) {
        return Bytes.i32(bytes, at + 14);
    }

    /// The address asked for, or answered to.
    public static int targetIp(byte[] bytes, int at) {
        return Bytes.i32(bytes, at + 24);
    }

    /// Whether the sender claims a usable address: not 0.0.0.0, not multicast or broadcast, from a hardware address
    /// that can be one host's.
    public static boolean claims(byte[] bytes, int at) {
        int first = Bytes.u8(bytes, at + 14);
        long mac = senderMac(bytes, at);
        return senderIp(bytes, at) != 0 && first < 224 && mac != 0 && (mac >>> 40 & 1) == 0;
    }

    /// `00:0c:29:3a:5b:7c`.
    public static String mac(long mac) {
        StringBuilder text = new StringBuilder(17);
        for (int shift = 40; shift >= 0; shift -= 8) {
            if (shift < 40) text.append(':');
            int b = (int) (mac >>> shift) & 0xff;
            text.append(Character.forDigit(b >>> 4, 16)).append(Character.forDigit(b & 15, 16));
        }
        return text.toString();
    }
}
