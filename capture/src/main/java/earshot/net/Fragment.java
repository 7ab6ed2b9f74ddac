package earshot.net;

import earshot.capture.Block;
import java.util.Arrays;

/// A fragment of an IP datagram, its bytes copied.
///
/// @param from where its bytes belong in the datagram's fragmentable part
/// @param last whether it is the last one
/// @param protocol what the fragmentable part begins with
/// @param header for the first fragment, what stands before the fragmentable part, the IPv6 fragment header left out
/// @param refs the frames it came in
record Fragment(int from, boolean last, int protocol, byte[] header, byte[] data, long[] refs) {
    /// The longest fragmentable part.
    static final int LONGEST = 65_535;

    private static final byte[] NONE = {};

    /// @return null where it cannot be part of a datagram
    static Fragment of(Block block, int i) {
        byte[] bytes = block.data(i);
        int network = block.network[i], transport = block.transport[i], at = block.payload[i];
        int length = block.payloadCaptured[i];
        boolean v6 = Bytes.u8(bytes, network) >>> 4 == 6;
        int from, protocol;
        boolean last;
        if (v6) {
            int field = Bytes.u16(bytes, transport + 2);
            from = field & 0xfff8;
            last = (field & 1) == 0;
            protocol = Bytes.u8(bytes, transport);
        } else {
            int field = Bytes.u16(bytes, network + 6);
            from = (field & 0x1fff) << 3;
            last = (field & 0x2000) == 0;
            protocol = Bytes.u8(bytes, network + 9);
        }
        boolean possible = length > 0 && from + length <= LONGEST && (last || (length & 7) == 0);
        if (!possible) return null;
        byte[] header = from == 0 ? Arrays.copyOfRange(bytes, network, transport) : NONE;
        if (from == 0 && v6) header[lastNextHeader(header)] = (byte) protocol;
        long[] refs = block.reassembled != null && block.reassembled[i] != null
                ? block.reassembled[i].refs()
                : new long[] {block.ref[i]};
        return new Fragment(from, last, protocol, header, Arrays.copyOfRange(bytes, at, at + length), refs);
    }

    /// Where in an IPv6 header and its extensions the byte stands that announced the fragment header after them. The
    /// decoder has walked the chain before.
    private static int lastNextHeader(byte[] header) {
        int place = 6, at = 40;
        while (at < header.length) {
            boolean authentication = header[place] == Ip.AUTHENTICATION;
            int units = Bytes.u8(header, at + 1);
            place = at;
            at += authentication ? units + 2 << 2 : units + 1 << 3;
        }
        return place;
    }

    int until() {
        return from + data.length;
    }

    /// Whether both say the same of the bytes that they share; `shift` is where this fragment's part begins in `bytes`,
    /// which hold the part from `begin` to `end`.
    boolean agrees(byte[] bytes, int shift, int begin, int end) {
        int a = Math.max(from, begin), b = Math.min(until(), end);
        return a >= b || Arrays.equals(data, a - from, b - from, bytes, shift + a - begin, shift + b - begin);
    }
}
