package earshot.dissect.xmpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses and times.
class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "Juliet@Capulet.lit/Balcony, juliet@capulet.lit, Balcony",
        "capulet.lit, capulet.lit, ''",
        "room@muc.ex/nick/with@slash, room@muc.ex, nick/with@slash",
        "user%hotmail.com@msn.ex, user%hotmail.com@msn.ex, ''",
        "a@b/, a@b, ''",
    })
    void addresses(String written, String bare, String resource) {
        Jid jid = Jid.parse(written);
        assertNotNull(jid);
        assertEquals(bare, jid.bare());
        assertEquals(resource, jid.resource());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@b", "a@", "a b@c", "/r", "a@/r"})
    void noAddresses(String written) {
        assertNull(Jid.parse(written));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T10:38:22Z, 2026-11-20T10:38:22Z",
        "2002-09-10T23:08:25.123456Z, 2002-09-10T23:08:25.123456Z",
        "2002-09-10T23:08:25+02:00, 2002-09-10T21:08:25Z",
        "2002-09-10T23:08:25-0730, 2002-09-11T06:38:25Z",
        "20020910T23:08:25, 2002-09-10T23:08:25Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
    })
    void times(String written, String meant) {
        Instant instant = Instant.parse(meant);
        assertEquals(instant.getEpochSecond() * 1_000_000_000L + instant.getNano(), Stamp.nanos(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-13-01T00:00:00Z",
                "2025-02-29T00:00:00Z",
                "2026-11-20",
                "2026-11-20T25:00:00Z"
            })
    void noTimes(String written) {
        assertEquals(0, Stamp.nanos(written));
    }
}
