package earshot.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InfectionTreeTest {
    private static Map<String, Object> branch(String from, String to, int reached) {
        Map<String, Object> branch =
                new java.util.HashMap<>(Map.of("to", to, "time", "2026-11-20T11:14:50.843786000Z", "reached", reached));
        if (!from.isEmpty()) branch.put("from", from);
        return branch;
    }

    @Test
    void drawn() {
        assertEquals(
                List.of(
                        "dirk  2026-11-20 11:14:50, to 4",
                        "├─ ivo  2026-11-20 11:14:50, to 3",
                        "│  └─ hedda  2026-11-20 11:14:50, to 2",
                        "└─ anneke  2026-11-20 11:14:50, to 5"),
                InfectionTree.lines(List.of(
                        branch("", "dirk", 4),
                        branch("dirk", "ivo", 3),
                        branch("ivo", "hedda", 2),
                        branch("dirk", "anneke", 5))));
    }

    /// A line of somebody else's making may be anything.
    @Test
    void aCircleEnds() {
        assertEquals(
                1,
                InfectionTree.lines(List.of(branch("", "a", 1), branch("a", "a", 1)))
                        .size());
        assertEquals(List.of(), InfectionTree.lines(List.of("x", branch("b", "c", 1), branch("c", "b", 1))));
    }
}
