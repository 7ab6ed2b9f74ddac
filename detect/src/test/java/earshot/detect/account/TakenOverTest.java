package earshot.detect.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.detect.Scene;
import earshot.detect.Tuning;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.ImEvent.Session.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class TakenOverTest {
    private static final String DESK = "10.0.0.5", LOUNGE = "10.0.0.9";
    private final Scene scene = new Scene(new TakenOver(Tuning.DEFAULT));

    @Test
    void signedOffByASignOnFromElsewhere() {
        scene.session(0, DESK, "ann", State.STARTED, "");
        scene.session(100, LOUNGE, "ann", State.STARTED, "");
        scene.session(100.2, DESK, "ann", State.ENDED, "signed-on-elsewhere");
        assertEquals(List.of("account-taken-over"), scene.rules());
        assertEquals(List.of("ann", DESK, LOUNGE), scene.end().getFirst().subjects());
        assertEquals(Severity.HIGH, scene.end().getFirst().severity());
    }

    @Test
    void theServerMaySayItBefore() {
        scene.session(0, DESK, "ann", State.STARTED, "");
        scene.session(100, DESK, "ann", State.ENDED, "signed-on-elsewhere");
        scene.session(100.2, LOUNGE, "ann", State.STARTED, "");
        assertEquals(List.of("ann", DESK, LOUNGE), scene.end().getFirst().subjects());
    }

    @Test
    void fromWhereTheCaptureDoesNotLook() {
        scene.session(0, DESK, "ann", State.STARTED, "");
        scene.session(100, DESK, "ann", State.ENDED, "signed-on-elsewhere");
        assertEquals(Severity.MEDIUM, scene.end().getFirst().severity());
        assertTrue(scene.end().getFirst().explanation().contains("does not look"));
    }

    @Test
    void killedAndThenElsewhere() {
        scene.session(0, DESK, "ann", State.STARTED, "");
        scene.session(100, DESK, "ann", State.ENDED, "Killed (nick collision)");
        scene.session(110, LOUNGE, "ann", State.STARTED, "");
        assertEquals(List.of("account-taken-over"), scene.rules());
    }

    /// The client was started again before the server had noticed that it was gone.
    @Test
    void theSameHostAgain() {
        scene.session(0, DESK, "ann", State.STARTED, "");
        scene.session(100, DESK, "ann", State.ENDED, "signed-on-elsewhere");
        scene.session(101, DESK, "ann", State.STARTED, "");
        scene.session(500, DESK, "bob", State.STARTED, "");
        assertEquals(List.of(), scene.rules());
    }

    @Test
    void whoSignsOffMaySignOnAnywhere() {
        scene.session(0, DESK, "ann", State.STARTED, "");
        scene.session(100, DESK, "ann", State.ENDED, "Quit: home");
        scene.session(110, LOUNGE, "ann", State.STARTED, "");
        assertEquals(List.of(), scene.rules());
    }
}
