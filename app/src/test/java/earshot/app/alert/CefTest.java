package earshot.app.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.Frames;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.Seen;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The Common Event Format's escaping, which differs between its header and its values.
class CefTest {
    private static String line(String title, String explanation, Severity severity) {
        Seen seen = new Seen(1_790_856_000_123_000_000L, Frames.NONE, null, "", "ymsg", "yahoo", "");
        return new Cef("1.2")
                .line(
                        new Alert(
                                seen,
                                "worm",
                                "key",
                                severity,
                                title,
                                explanation,
                                List.of("ann", "b=b"),
                                List.of("T1566"),
                                List.of("message-1", "message-2"),
                                2),
                        "alert-7");
    }

    @Test
    void everythingHasItsPlace() {
        assertEquals(
                "CEF:0|Earshot|Earshot|1.2|worm|A worm|8|rt=1790856000123 externalId=alert-7 msg=It spreads. app=ymsg"
                        + " suser=ann cs1=ann, b\\=b cs1Label=subjects cs2=T1566 cs2Label=attack"
                        + " cs3=message-1 message-2 cs3Label=because cs4=yahoo cs4Label=service"
                        + " cn1=2 cn1Label=revision",
                line("A worm", "It spreads.", Severity.HIGH));
    }

    @Test
    void barsAndBackslashesAreEscapedInTheHeaderEqualSignsAreNot() {
        assertTrue(line("a|b\\c=d\r\ne", "x", Severity.LOW)
                .startsWith("CEF:0|Earshot|Earshot|1.2|worm|a\\|b\\\\c=d  e|3|rt="));
    }

    @Test
    void equalSignsBackslashesAndLineFeedsAreEscapedInValuesBarsAreNot() {
        assertTrue(line("t", "a=b\\c|d\ne\rf\0g", Severity.INFO).contains(" msg=a\\=b\\\\c|d\\ne\\rf g app="));
    }

    @Test
    void aMessageIsAsLongAsTheDictionaryAllows() {
        String line = line("t", "x".repeat(5000), Severity.CRITICAL);
        assertEquals(1023, line.replaceAll(".* msg=(x*…) .*", "$1").length());
    }
}
