package earshot.app.digest;

import java.time.LocalDate;

/// Times as people read them, in UTC. Without the formatters of the library, whose loading alone costs
/// more than printing a digest.
public final class Moments {
    private static final long SECOND = 1_000_000_000L;

    private Moments() {}

    /// `2009-08-13`.
    public static String day(long nanos) {
        return LocalDate.ofEpochDay(Math.floorDiv(nanos, 86_400 * SECOND)).toString();
    }

    /// `22:57:21`.
    public static String time(long nanos) {
        int second = (int) Math.floorMod(Math.floorDiv(nanos, SECOND), 86_400L);
        return two(second / 3600) + ':' + two(second / 60 % 60) + ':' + two(second % 60);
    }

    /// `2009-08-13 22:57:21`.
    public static String moment(long nanos) {
        return day(nanos) + ' ' + time(nanos);
    }

    /// `2009-08-13T22:57:21.000000000Z`, as event lines have it.
    public static String stamp(long nanos) {
        String fraction = Long.toString(Math.floorMod(nanos, SECOND));
        return day(nanos) + 'T' + time(nanos) + '.' + "0".repeat(9 - fraction.length()) + fraction + 'Z';
    }

    /// From the first to the last: the day is said once where it is the same.
    public static String span(long from, long until) {
        return moment(from) + " to " + (day(from).equals(day(until)) ? time(until) : moment(until));
    }

    /// `76 s`, `2 h 5 min`, `3 d 4 h`.
    public static String duration(long nanos) {
        long seconds = Math.max(0, nanos) / SECOND;
        if (seconds < 120) return seconds + " s";
        if (seconds < 7_200) return seconds / 60 + " min " + seconds % 60 + " s";
        if (seconds < 172_800) return seconds / 3600 + " h " + seconds / 60 % 60 + " min";
        return seconds / 86_400 + " d " + seconds / 3600 % 24 + " h";
    }

    private static String two(int value) {
        return value < 10 ? "0" + value : Integer.toString(value);
    }
}
