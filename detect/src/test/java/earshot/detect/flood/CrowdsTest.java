package earshot.detect.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.detect.Scene;
import earshot.detect.Tuning;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrowdsTest {
    private final Scene scene = new Scene(new Crowds(Tuning.DEFAULT));

    @Test
    void manyAgainstOne() {
        for (int i = 0; i < 80; i++) scene.says(i * 0.5, "user" + i % 20, "bob", "x" + i);
        assertEquals(List.of("crowd-flood"), scene.rules());
        assertEquals(List.of("bob"), scene.end().getFirst().subjects());
        assertTrue(scene.end().getFirst().explanation().contains("60 messages within a minute"));
    }

    @Test
    void oneAgainstMany() {
        for (int i = 0; i < 150; i++) scene.says(i * 0.2, "ann", "user" + i % 30, "x" + i);
        assertEquals(List.of("shower-flood"), scene.rules());
    }

    @Test
    void aBirthday() {
        for (int i = 0; i < 40; i++) scene.says(i * 30, "user" + i, "bob", "happy birthday");
        assertEquals(List.of(), scene.rules());
    }

    @Test
    void aNewsletter() {
        for (int i = 0; i < 300; i++) scene.says(i * 0.1, "news", "reader" + i, "headlines");
        assertEquals(List.of(), scene.rules());
    }
}
