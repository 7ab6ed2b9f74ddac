package earshot.detect;

/// The latest times of something, as many as a threshold needs: enough to say whether it happened so often within
/// so long.
public final class Recent {
    private final long[] times;
    private int count;

    /// @param enough the threshold
    public Recent(int enough) {
        this.times = new long[enough];
    }

    /// It happened again.
    ///
    /// @return whether it has happened often enough within the last `nanos`
    public boolean add(long time, long nanos) {
        times[count++ % times.length] = time;
        return count >= times.length && time - times[count % times.length] <= nanos;
    }

    /// How often it happened in all.
    public int count() {
        return count;
    }

    public void clear() {
        count = 0;
    }
}
