package earshot.net;

import earshot.capture.Block;

/// The Internet checksum (RFC 1071) of IPv4 headers and of TCP and UDP.
///
/// Wrong checksums are counted and never a reason to drop a packet: a sender whose network card computes them is
/// captured with whatever stood in the field before.
public final class Checksums {
    private Checksums() {}

    /// Whether the IPv4 header's checksum is right, or 0 because the network card was to compute it.
    static boolean headerOk(byte[] bytes, int at, int length) {
        return Bytes.u16(bytes, at + 10) == 0 || fold(sum(bytes, at, length)) == 0xffff;
    }

    /// Whether the TCP or UDP checksum of record `i` is right, or cannot be wrong: UDP without one, a packet that
    /// was not captured whole, and one whose checksum the network card was to compute, which then holds the sum of
    /// the pseudo-header alone. Reads every byte of the packet: for flows that are read, not for all.
    public static boolean transportOk(Block block, int i) {
        boolean udp = block.kind[i] == Block.UDP;
        if (!udp && block.kind[i] != Block.TCP || block.payloadCaptured[i] != block.payloadLength[i]) return true;
        int network = block.network[i], transport = block.transport[i];
        int length = block.payload[i] + block.payloadLength[i] - transport;
        return transportOk(block.data(i), network, transport, length, udp ? Ip.UDP : Ip.TCP);
    }

    /// The same for a header and payload of `length` bytes at `transport`, under the IP header at `network`.
    static boolean transportOk(byte[] bytes, int network, int transport, int length, int protocol) {
        int stated = Bytes.u16(bytes, transport + (protocol == Ip.UDP ? 6 : 16));
        if (protocol == Ip.UDP && stated == 0) return true;
        boolean v6 = Bytes.u8(bytes, network) >>> 4 == 6;
        long pseudo = (long) protocol + (length & 0xffff) + (length >>> 16);
        pseudo += v6 ? sum(bytes, network + 8, 32) : sum(bytes, network + 12, 8);
        return stated == fold(pseudo) || fold(pseudo + sum(bytes, transport, length)) == 0xffff;
    }

    /// The sum of all 16-bit words, an odd last byte padded with zero. In one's complement a carry may be added
    /// later and the order of bytes turned round at the end (RFC 1071 section 2): so eight bytes go at once, as the
    /// machine reads them.
    private static long sum(byte[] bytes, int at, int length) {
        long sum = 0;
        int end = at + length;
        for (; end - at >= 8; at += 8) {
            long word = Bytes.i64le(bytes, at);
            sum += (word & 0xffff_ffffL) + (word >>> 32);
        }
        for (; end - at >= 2; at += 2) sum += Bytes.u16le(bytes, at);
        if (end - at == 1) sum += Bytes.u8(bytes, at);
        return Short.reverseBytes((short) fold(sum)) & 0xffff;
    }

    static int fold(long sum) {
        sum = (sum >>> 32) + (sum & 0xffff_ffffL);
        sum = (sum >>> 16) + (sum & 0xffff);
        sum = (sum >>> 16) + (sum & 0xffff);
        return (int) ((sum >>> 16) + (sum & 0xffff));
    }
}
