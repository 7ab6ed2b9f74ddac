package earshot.dissect.xmpp;

import java.time.LocalDate;
import java.time.YearMonth;

/// Times as XMPP writes them: XEP-0082 (`2002-09-10T23:08:25.123Z`, `…+02:00`) and the older
/// `20020910T23:08:25`, which is UTC.
final class Stamp {
    private Stamp() {}

    /// Nanoseconds since 1970-01-01 UTC; 0 where the text is no time.
    static long nanos(String text) {
        int[] at = {0};
        int year = digits(text, at, 4);
        boolean dashes = skip(text, at, '-');
        int month = digits(text, at, 2);
        if (dashes && !skip(text, at, '-')) return 0;
        int day = digits(text, at, 2);
        if (!skip(text, at, 'T')) return 0;
        int hour = digits(text, at, 2);
        if (!skip(text, at, ':')) return 0;
        int minute = digits(text, at, 2);
        if (!skip(text, at, ':')) return 0;
        int second = digits(text, at, 2);
        if (year < 1970 || month < 1 || month > 12 || day < 1 || hour < 0 || hour > 23) return 0;
        if (minute < 0 || minute > 59 || second < 0 || second > 60 || year > 2200) return 0;
        if (day > YearMonth.of(year, month).lengthOfMonth()) return 0;
        long seconds = LocalDate.of(year, month, day).toEpochDay() * 86_400 + hour * 3600L + minute * 60L + second;
        long fraction = fraction(text, at);
        return (seconds - offset(text, at)) * 1_000_000_000L + fraction;
    }

    private static long fraction(String text, int[] at) {
        if (!skip(text, at, '.')) return 0;
        long nanos = 0, unit = 100_000_000;
        while (at[0] < text.length() && digit(text, at[0]) >= 0) {
            nanos += unit * digit(text, at[0]++);
            unit /= 10;
        }
        return nanos;
    }

    /// Seconds east of UTC.
    private static long offset(String text, int[] at) {
        if (at[0] >= text.length()) return 0;
        char sign = text.charAt(at[0]++);
        if (sign != '+' && sign != '-') return 0;
        int hours = digits(text, at, 2);
        skip(text, at, ':');
        int minutes = digits(text, at, 2);
        if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59) return 0;
        return (sign == '-' ? -1 : 1) * (hours * 3600L + minutes * 60L);
    }

    /// The next `n` digits as a number, -1 where there are not so many.
    private static int digits(String text, int[] at, int n) {
        if (at[0] + n > text.length()) return -1;
        int value = 0;
        for (int i = 0; i < n; i++) {
            int digit = digit(text, at[0]++);
            if (digit < 0) return -1;
            value = value * 10 + digit;
        }
        return value;
    }

    private static int digit(String text, int at) {
        char c = text.charAt(at);
        return c >= '0' && c <= '9' ? c - '0' : -1;
    }

    private static boolean skip(String text, int[] at, char c) {
        if (at[0] >= text.length() || text.charAt(at[0]) != c) return false;
        at[0]++;
        return true;
    }
}
