package earshot.capture.file;

/// One described interface of a section: what its frames are and how its clock counts.
final class PcapngInterface {
    /// Stands for an interface whose description could not be read; its [#link] is -1.
    static PcapngInterface damaged() {
        return new PcapngInterface(-1, 0, 6, 0);
    }

    private static final long SECOND = 1_000_000_000L;
    /// Times are kept within this, some 146 years around 1970, so that no sum overflows.
    private static final long FURTHEST = 1L << 62;

    private final int link, snapLength;
    private final long offset;
    /// A tick is `times` nanoseconds, or `parts` ticks are one, or 2 to the `shift` ticks are a second.
    private final long times, parts;
    private final int shift;

    /// Frames lost by its statistics so far.
    long statedDrops;

    /// @param resolution the option if_tsresol: a negative power of ten, or of two where the highest bit is
    /// set
    /// @param offset nanoseconds added to every time
    PcapngInterface(int link, int snapLength, int resolution, long offset) {
        this.link = link;
        this.snapLength = snapLength;
        this.offset = Math.clamp(offset, -FURTHEST, FURTHEST - 1);
        int exponent = resolution & 0x7f;
        boolean binary = (resolution & 0x80) != 0;
        shift = binary ? exponent : -1;
        times = !binary && exponent <= 9 ? power(9 - exponent) : 0;
        parts = !binary && exponent > 9 && exponent <= 27 ? power(exponent - 9) : 0;
    }

    int link() {
        return link;
    }

    /// The longest frame, 0 where there is no limit.
    int snapLength() {
        return snapLength;
    }

    /// A time stamp in nanoseconds since 1970.
    ///
    /// @param ticks unsigned
    long nanos(long ticks) {
        if (times != 0) {
            if (Long.compareUnsigned(ticks, FURTHEST / times) >= 0) return FURTHEST - 1 + offset;
            return ticks * times + offset;
        }
        if (shift < 0) return (parts == 0 ? 0 : Math.min(Long.divideUnsigned(ticks, parts), FURTHEST - 1)) + offset;
        long seconds = shift < 64 ? ticks >>> shift : 0;
        if (seconds >= FURTHEST / SECOND || seconds < 0) return FURTHEST - 1 + offset;
        return seconds * SECOND + fraction(ticks) + offset;
    }

    /// Nanoseconds in what the ticks have beyond whole seconds; the product needs up to 94 bits.
    private long fraction(long ticks) {
        if (shift == 0) return 0;
        long part = shift < 64 ? ticks & (1L << shift) - 1 : ticks;
        long low = part * SECOND, high = Math.unsignedMultiplyHigh(part, SECOND);
        if (shift < 64) return high << 64 - shift | low >>> shift;
        return high >>> shift - 64;
    }

    private static long power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) power *= 10;
        return power;
    }
}
