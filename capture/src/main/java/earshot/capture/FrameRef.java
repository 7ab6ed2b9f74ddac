package earshot.capture;

/// Names one captured frame in a `long`: which capture (24 bits) and the 1-based number of the frame in it (40
/// bits).
///
/// References of one run compare in the order of captures as given, then of frames.
public final class FrameRef {
    /// More frames than a capture can be asked to number; a reader stops there and says so.
    public static final long MAX_FRAME = (1L << 40) - 1;

    private FrameRef() {}

    public static long of(int capture, long frame) {
        return (long) capture << 40 | frame;
    }

    public static int capture(long ref) {
        return (int) (ref >>> 40);
    }

    public static long frame(long ref) {
        return ref & MAX_FRAME;
    }
}
