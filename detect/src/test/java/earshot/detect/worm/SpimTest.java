package earshot.detect.worm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.detect.Scene;
import earshot.detect.Tuning;
import earshot.event.ImEvent.Contact;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpimTest {
    private static final int DAYS = 2 * 86_400;
    private final Scene scene = new Scene(new Spim(Tuning.DEFAULT));

    private void lists() {
        for (int i = 0; i < 30; i++) scene.contact("user" + i, "friend" + i, Contact.State.LISTED);
    }

    private void sends(double begins, String who, String text) {
        for (int i = 0; i < 20; i++) scene.says(begins + i * 3, who, "user" + i, text + i);
    }

    @Test
    void aStrangerWithALinkForEverybody() {
        lists();
        sends(DAYS, "hotgirl77", "hi, see my pictures http://pics.example/");
        assertEquals(List.of("spim"), scene.rules());
        assertTrue(scene.end().getFirst().attack().contains("T1566.003"));
    }

    @Test
    void anOddLinkSoonerThanThat() {
        lists();
        sends(10, "hotgirl77", "see me http://198.51.100.7/pics/");
        assertEquals(List.of("spim"), scene.rules());
    }

    @Test
    void aNewsletterThatWasAlwaysThere() {
        lists();
        for (int day = 0; day < 5; day++) sends(10 + day * 86_400, "news", "headlines http://news.example/");
        assertEquals(List.of(), scene.rules());
    }

    @Test
    void somebodyWhoIsListed() {
        lists();
        scene.contact("user3", "newcomer", Contact.State.LISTED);
        sends(DAYS, "newcomer", "party! http://maps.example/");
        assertEquals(List.of(), scene.rules());
    }

    @Test
    void aBotThatIsAsked() {
        lists();
        for (int i = 0; i < 20; i++)
            scene.says(DAYS + i * 10, "user" + i, "help", "print?")
                    .says(DAYS + 1 + i * 10, "help", "user" + i, "http://help.example/");
        assertEquals(List.of(), scene.rules());
    }
}
