package earshot.dissect.sip.body;

import earshot.mime.Mime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/// The envelope of a CPIM message (RFC 3862): who really wrote to whom, whatever the transport says.
///
/// @param from and to as written: `Ann <im:ann@ex.org>`; "" where absent
/// @param time nanoseconds since 1970-01-01 UTC, 0 where it is not said
/// @param messageId as receipts refer to it (RFC 5438), "" where absent
public record Cpim(String from, String to, long time, String messageId) {
    public static final Cpim NONE = new Cpim("", "", 0, "");

    static Cpim read(Mime head) {
        return new Cpim(head.field("from"), head.field("to"), time(head.field("datetime")), messageId(head));
    }

    /// The name's prefix is the sender's choice (`NS: imdn <urn:ietf:params:imdn>`).
    private static String messageId(Mime head) {
        for (var field : head.fields().entrySet())
            if (field.getKey().endsWith(".message-id") || field.getKey().equals("message-id")) return field.getValue();
        return "";
    }

    static long time(String stated) {
        if (stated.isEmpty()) return 0;
        try {
            Instant at = OffsetDateTime.parse(stated).toInstant();
            return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            return 0;
        }
    }
}
