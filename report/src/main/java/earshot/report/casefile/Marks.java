package earshot.report.casefile;

import java.util.Arrays;

/// The first bytes of each line's digest, beside the segment: the root says that a line was changed, these
/// say which.
final class Marks {
    static final int BYTES = 4;

    private final byte[] bytes;

    Marks(byte[] bytes) {
        this.bytes = bytes;
    }

    /// How many lines there are marks for, rounded up.
    int lines() {
        return (bytes.length + BYTES - 1) / BYTES;
    }

    boolean fits(int line, byte[] leaf) {
        int at = line * BYTES;
        return at + BYTES <= bytes.length && Arrays.equals(bytes, at, at + BYTES, leaf, 0, BYTES);
    }
}
