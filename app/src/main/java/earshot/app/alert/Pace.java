package earshot.app.alert;

import java.time.Duration;

/// How hard a receiver is tried.
///
/// @param queue notices that may wait; more are counted and given up
/// @param perSecond notices a second over time, and how many at once after a quiet second
/// @param tries how often one notice is tried
/// @param backOff the pause after a first failure; doubles with each further one up to `longest`
/// @param patience how long the end of the run waits for what is still to be told
public record Pace(int queue, int perSecond, int tries, Duration backOff, Duration longest, Duration patience) {
    public static final Pace DEFAULT =
            new Pace(1000, 100, 5, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofSeconds(10));

    /// The pause after so many failures in a row.
    Duration pause(int failures) {
        Duration pause = backOff.multipliedBy(1L << Math.min(failures - 1, 20));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
