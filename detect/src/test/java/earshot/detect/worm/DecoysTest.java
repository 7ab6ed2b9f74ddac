package earshot.detect.worm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.detect.Scene;
import earshot.detect.Tuning;
import earshot.event.ImEvent.Alert;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecoysTest {
    private final Scene scene = new Scene(new Decoys(Tuning.DEFAULT.with(Set.of("Aunt Lucy"), Set.of())));

    @Test
    void aLinkToADecoyIsEnough() {
        scene.says(0, "bob", "aunt lucy", "look http://x.example/p");
        assertEquals(List.of("bob"), scene.end().getFirst().subjects());
        assertEquals(Alert.Severity.CRITICAL, scene.end().getFirst().severity());
    }

    @Test
    void plainWordsAreAMistake() {
        scene.says(0, "bob", "aunt lucy", "sorry, wrong window").says(1, "bob", "carol", "look http://x.example/p");
        assertEquals(List.of(), scene.end());
    }
}
