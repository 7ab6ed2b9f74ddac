package earshot.report.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// A stretch of time as a query names it: a year, a month, a day, a minute, a second or an instant, in UTC
/// unless an offset is given.
///
/// @param from first nanosecond since 1970-01-01 UTC
/// @param until last nanosecond
record Times(long from, long until) {
    /// @return null where the text is none of these
    static Times parse(String text) {
        String time = text.toUpperCase(java.util.Locale.ROOT).replace(' ', 'T');
        try {
            return switch (time.length()) {
                case 4 -> between(Year.parse(time).atDay(1).atStartOfDay(), ChronoUnit.YEARS);
                case 7 -> between(YearMonth.parse(time).atDay(1).atStartOfDay(), ChronoUnit.MONTHS);
                case 10 -> between(LocalDate.parse(time).atStartOfDay(), ChronoUnit.DAYS);
                default -> precise(time);
            };
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private static Times precise(String time) {
        boolean zoned = time.endsWith("Z") || time.lastIndexOf('+') > 10 || time.lastIndexOf('-') > 10;
        LocalDateTime utc = zoned
                ? OffsetDateTime.parse(time)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDateTime()
                : LocalDateTime.parse(time);
        int seconds = time.indexOf(':', time.indexOf(':') + 1);
        if (seconds != 16) return between(utc, ChronoUnit.MINUTES);
        return time.startsWith(".", 19) ? between(utc, ChronoUnit.NANOS) : between(utc, ChronoUnit.SECONDS);
    }

    private static Times between(LocalDateTime from, ChronoUnit unit) {
        return new Times(nanos(from), nanos(from.plus(1, unit)) - 1);
    }

    private static long nanos(LocalDateTime time) {
        return ChronoUnit.NANOS.between(Instant.EPOCH, time.toInstant(ZoneOffset.UTC));
    }
}
