package earshot.detect.worm;

import earshot.detect.Expiring;
import earshot.detect.Party;
import java.util.concurrent.TimeUnit;

/// What each account usually does with links and files: a change-point test on how many contacts it sends them to
/// an hour, and whether it has sent things to many before.
///
/// The test is a cumulative sum of what exceeds the account's own mean and an allowance (half a sigma of a Poisson
/// rate, at least one half); it needs a day of the account's past.
final class Habits {
    private static final long HOUR = TimeUnit.HOURS.toNanos(1), DAY = 24 * HOUR;
    private static final double ALARM = 5;
    /// How long a broadcast takes at most.
    private static final long BURST = HOUR / 2;
    /// Different things sent on to many that make a relay: a bot that hands on what it is given.
    private static final int RELAYS = 3;
    /// Contacts that make a broadcast.
    private static final int BROADCAST = 5;
    private static final int MOST = 50_000;

    private static final class Habit {
        long since, hour;
        int inHour, total;
        double sum;
        /// When something of its own making was first sent to many, and which.
        long broadcast;
        String broadcasted;
        /// Times it sent something on to many, and when last.
        int relayed;
        long relay = Long.MIN_VALUE / 2;
    }

    private final Expiring<Party, Habit> habits = new Expiring<>(MOST, 30 * DAY);

    /// The account has sent a link or a file to one more contact.
    void sent(Party who, long time) {
        Habit habit = habits.at(who, time, Habit::new);
        if (habit.since == 0) {
            habit.since = time;
            habit.hour = time / HOUR;
        }
        long hours = time / HOUR - habit.hour;
        if (hours > 0) {
            double mean = mean(habit, time);
            double allowed = mean + Math.max(0.5, 0.5 * Math.sqrt(mean));
            habit.sum = Math.max(0, habit.sum + habit.inHour - allowed);
            habit.sum = Math.max(0, habit.sum - (hours - 1) * allowed);
            habit.hour += hours;
            habit.inHour = 0;
        }
        habit.inHour++;
        habit.total++;
    }

    private static double mean(Habit habit, long time) {
        return (habit.total - habit.inHour) / Math.max(24.0, (double) (time - habit.since) / HOUR);
    }

    boolean changed(Party who, long time) {
        Habit habit = habits.peek(who, time);
        if (habit == null || time - habit.since < DAY) return false;
        return habit.sum + habit.inHour - mean(habit, time) - 0.5 > ALARM;
    }

    /// @param own the account did not have it from somebody else
    void sentToMany(Spreader spreader, Mark mark, boolean own) {
        if (spreader.acts() < BROADCAST || !mark.kind().strong()) return;
        if (spreader.last - spreader.first > BURST) return;
        Habit habit = habits.at(spreader.who, spreader.last, Habit::new);
        if (!own) {
            if (spreader.last - habit.relay > BURST) {
                habit.relayed++;
                habit.relay = spreader.last;
            }
            if (habit.relayed < RELAYS) return;
        }
        if (habit.broadcasted != null) return;
        habit.broadcast = spreader.last;
        habit.broadcasted = mark.value();
    }

    /// Whether the account sent something to many well before it began to send this.
    boolean broadcasts(Party who, long began) {
        Habit habit = habits.peek(who, began);
        return habit != null && habit.broadcasted != null && began - habit.broadcast > HOUR;
    }

    long evicted() {
        return habits.evicted();
    }
}
