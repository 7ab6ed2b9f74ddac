package earshot.dissect.sip;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/// Times as Date writes them (RFC 3261 section 20.17): `Sat, 13 Nov 2010 23:29:00 GMT`.
final class Dates {
    private Dates() {}

    /// Nanoseconds since 1970-01-01 UTC; 0 where the text is no time.
    static long nanos(String text) {
        if (text.isEmpty()) return 0;
        try {
            Instant at = ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L);
        } catch (DateTimeException | ArithmeticException e) {
            return 0;
        }
    }
}
