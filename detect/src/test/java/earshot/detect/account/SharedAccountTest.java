package earshot.detect.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.detect.Scene;
import earshot.detect.Tuning;
import earshot.event.ImEvent.Session.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedAccountTest {
    private static final String DESK = "10.0.0.5", LOUNGE = "10.0.0.9";
    private final Scene scene = new Scene(new SharedAccount(Tuning.DEFAULT));

    private SharedAccountTest on(double second, String host) {
        scene.session(second, host, "ann", State.STARTED, "");
        return this;
    }

    private SharedAccountTest off(double second, String host) {
        scene.session(second, host, "ann", State.ENDED, "");
        return this;
    }

    @Test
    void hereThereAndHereAgain() {
        on(0, DESK).on(60, LOUNGE).on(120, DESK);
        assertEquals(List.of("account-two-hosts"), scene.rules());
        assertEquals(List.of("ann", DESK, LOUNGE), scene.end().getFirst().subjects());
        assertTrue(scene.end().getFirst().attack().contains("T1078"));
    }

    @Test
    void whoMovesSignsOff() {
        on(0, DESK).off(50, DESK).on(60, LOUNGE).off(110, LOUNGE).on(120, DESK);
        assertEquals(List.of(), scene.rules());
    }

    @Test
    void whoMovesForGoodDoesNotComeBack() {
        on(0, DESK).on(60, LOUNGE).on(120, LOUNGE);
        assertEquals(List.of(), scene.rules());
    }

    @Test
    void theDayAfterIsNotTheSameTime() {
        on(0, DESK).on(60, LOUNGE).on(86_400, DESK);
        assertEquals(List.of(), scene.rules());
    }

    /// A capture on both sides of an address translation shows everything twice.
    @Test
    void bothSidesOfATranslation() {
        for (int i = 0; i < 5; i++) on(i * 100, DESK).on(i * 100 + 0.01, "198.51.100.7");
        assertEquals(List.of(), scene.rules());
    }
}
