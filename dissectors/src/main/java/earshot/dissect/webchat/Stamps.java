package earshot.dissect.webchat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/// Times as these services state them, in nanoseconds since 1970-01-01 UTC; 0 where they are none.
final class Stamps {
    private static final long LATEST = 4_102_444_800L; // the year 2100

    private Stamps() {}

    /// `2024-05-01T10:00:00.123Z`, or with an offset.
    static long iso(String text) {
        if (text.length() < 19 || text.length() > 40) return 0;
        try {
            Instant at = OffsetDateTime.parse(text).toInstant();
            return at.getEpochSecond() < 0 || at.getEpochSecond() > LATEST
                    ? 0
                    : at.getEpochSecond() * 1_000_000_000L + at.getNano();
        } catch (DateTimeException e) {
            return 0;
        }
    }

    /// Seconds with a fraction as Slack writes them: `1700000000.000100`.
    static long seconds(String text) {
        int dot = text.indexOf('.');
        String whole = dot < 0 ? text : text.substring(0, dot), part = dot < 0 ? "" : text.substring(dot + 1);
        if (!digits(whole, 10) || whole.isEmpty() || !digits(part, 9)) return 0;
        long nanos = part.isEmpty() ? 0 : Long.parseLong((part + "000000000").substring(0, 9));
        return Long.parseLong(whole) * 1_000_000_000L + nanos;
    }

    /// Milliseconds.
    static long millis(long ms) {
        return ms <= 0 || ms > LATEST * 1000 ? 0 : ms * 1_000_000;
    }

    private static boolean digits(String text, int most) {
        return text.length() <= most && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
