package earshot.policy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Hours of the week: `mon-fri 08:00-18:00`, `sat`, `22:00-06:00` (over midnight: the day is the one it begins on).
public record Hours(Set<DayOfWeek> days, int from, int until) {
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern FORM =
            Pattern.compile("(?:([a-z]{3})(?:-([a-z]{3}))?)?\\s*(?:(\\d{1,2}):(\\d{2})-(\\d{1,2}):(\\d{2}))?");
    private static final int DAY = 24 * 60;

    /// @return null where it is not written so
    public static Hours of(String text) {
        Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (text.isBlank() || !form.matches()) return null;
        Set<DayOfWeek> days = EnumSet.allOf(DayOfWeek.class);
        if (form.group(1) != null) {
            int first = DAYS.indexOf(form.group(1));
            int last = form.group(2) == null ? first : DAYS.indexOf(form.group(2));
            if (first < 0 || last < 0) return null;
            days.clear();
            for (int day = first; ; day = (day + 1) % 7) {
                days.add(DayOfWeek.of(day + 1));
                if (day == last) break;
            }
        }
        if (form.group(3) == null) return new Hours(days, 0, DAY);
        int from = minutes(form.group(3), form.group(4)), until = minutes(form.group(5), form.group(6));
        return from < 0 || until < 0 ? null : new Hours(days, from, until);
    }

    private static int minutes(String hours, String minutes) {
        int value = Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
        return value > DAY || Integer.parseInt(minutes) > 59 ? -1 : value;
    }

    public boolean hold(long nanos, ZoneId zone) {
        LocalDateTime then = LocalDateTime.ofInstant(Instant.EPOCH.plusNanos(nanos), zone);
        int minute = then.getHour() * 60 + then.getMinute();
        if (from <= until) return days.contains(then.getDayOfWeek()) && minute >= from && minute < until;
        return minute >= from && days.contains(then.getDayOfWeek())
                || minute < until && days.contains(then.getDayOfWeek().minus(1));
    }
}
