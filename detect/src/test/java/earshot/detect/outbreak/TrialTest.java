package earshot.detect.outbreak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The short form of the trial: each worm once. [Trial#main] makes the table of the README.
class TrialTest {
    static java.util.List<Office.Worm> worms() {
        return Office.worms();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("worms")
    void foundEarlyAndNothingElse(Office.Worm worm) {
        Trial.Result result = Trial.of(worm, 1);
        assertTrue(result.detected());
        double share = worm.gap() >= 300 ? 0.10 : 0.03;
        assertTrue(result.before() <= share * result.people(), result.toString());
        assertEquals(0, result.falseAlerts(), result.wrong().toString());
        assertTrue(result.first(), "the first victim");
    }

    @org.junit.jupiter.api.Test
    void anOrdinaryWeek() {
        assertEquals(0, Trial.of(null, 100).falseAlerts());
    }
}
