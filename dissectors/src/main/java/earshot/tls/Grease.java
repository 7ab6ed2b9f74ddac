package earshot.tls;

/// Values that mean nothing and are sent so that servers stay tolerant (RFC 8701).
public final class Grease {
    private Grease() {}

    /// 0x0a0a, 0x1a1a … 0xfafa.
    public static boolean is(int value) {
        return (value & 0x0f0f) == 0x0a0a && value >>> 8 == (value & 0xff);
    }
}
