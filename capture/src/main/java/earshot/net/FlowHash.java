package earshot.net;

/// The hash of a flow: the same for both directions and in every run, with well mixed upper bits.
///
/// It covers addresses, ports, protocol and the overlay of [Path#overlay]. Each end is stirred on its own and the
/// two are added, so that no comparison is needed to forget the direction. Nobody may rely on its being hard to
/// collide: tables that hostile traffic fills put a seed of their own on top.
public final class FlowHash {
    private static final long A = 0x9e37_79b9_7f4a_7c15L, B = 0xbf58_476d_1ce4_e5b9L, C = 0x94d0_49bb_1331_11ebL;

    private FlowHash() {}

    /// @param ports source port in the upper half, destination port in the lower
    public static int v4(int source, int destination, int ports, int protocol, long overlay) {
        long one = (source & 0xffff_ffffL) << 16 | ports >>> 16;
        long other = (destination & 0xffff_ffffL) << 16 | ports & 0xffff;
        return mix(stir(one) + stir(other), protocol, overlay);
    }

    /// @param at where the 40 bytes of an IPv6 header begin
    static int v6(byte[] bytes, int at, int ports, int protocol, long overlay) {
        long one = stir(Bytes.i64(bytes, at + 8)) + Bytes.i64(bytes, at + 16) + (ports >>> 16) * C;
        long other = stir(Bytes.i64(bytes, at + 24)) + Bytes.i64(bytes, at + 32) + (ports & 0xffff) * C;
        return mix(stir(one) + stir(other), protocol, overlay);
    }

    /// @param at where a checked IP header of either version begins
    static int of(byte[] bytes, int at, int ports, int protocol, long overlay) {
        if (Bytes.u8(bytes, at) >>> 4 == 6) return v6(bytes, at, ports, protocol, overlay);
        return v4(Bytes.i32(bytes, at + 12), Bytes.i32(bytes, at + 16), ports, protocol, overlay);
    }

    private static long stir(long x) {
        x *= A;
        return x ^ x >>> 29;
    }

    private static int mix(long sum, int protocol, long overlay) {
        long x = (sum + protocol + overlay * C) * B;
        x = (x ^ x >>> 32) * A;
        return (int) (x >>> 32);
    }
}
