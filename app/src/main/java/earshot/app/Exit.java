package earshot.app;

import java.util.List;

/// Exit statuses, as the public contract lists them.
public final class Exit {
    /// Done.
    public static final int DONE = 0;
    /// The work could not be done.
    public static final int FAILED = 1;
    /// Wrong usage.
    public static final int USAGE = 2;
    /// Done, and alerts of the severity named with `--fail-on` were raised.
    public static final int ALERTS = 3;
    /// Done, but the input was damaged, truncated or unreadable in part. Wins over [#ALERTS].
    public static final int DAMAGED = 4;
    /// Interrupted; everything seen so far is kept.
    public static final int INTERRUPTED = 130;

    /// One of them, and what it says.
    record Status(int code, String means) {}

    static final List<Status> ALL = List.of(
            new Status(DONE, "done"),
            new Status(FAILED, "not done"),
            new Status(USAGE, "wrong usage"),
            new Status(ALERTS, "alerts of the severity given with --fail-on"),
            new Status(DAMAGED, "done, but the input was damaged or unreadable in part"),
            new Status(INTERRUPTED, "interrupted, all so far is kept"));

    private Exit() {}
}
