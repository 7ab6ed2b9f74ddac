package earshot.dissect.irc;

/// How far behind the capture's clock the server's runs, by the `time` tags of lines that are surely new: what
/// is stated much earlier than that is played back. Nanoseconds.
final class Clock {
    private static final long LATE = 60_000_000_000L;

    private long lag;
    private boolean known;

    /// A line that a server makes anew whenever it sends it: a numeric, a PONG.
    void live(long captured, long stated) {
        if (stated == 0) return;
        long now = captured - stated;
        lag = known ? Math.min(lag, now) : now;
        known = true;
    }

    /// Whether what was stated then is history by now.
    boolean late(long captured, long stated) {
        return stated != 0 && captured - stated - lag > LATE;
    }
}
