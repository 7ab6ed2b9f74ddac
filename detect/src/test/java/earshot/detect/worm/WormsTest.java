package earshot.detect.worm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.detect.Scene;
import earshot.detect.Tuning;
import earshot.event.Account;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Infection;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.FileTransfer.State;
import earshot.event.ImEvent.Identity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WormsTest {
    private static final String LURE = "omg is this you? http://pics.example.net/show.php?id=77";

    private final Scene scene = new Scene(new Worms(Tuning.DEFAULT));

    private void sweep(double begins, double gap, String from, String text, String... to) {
        for (int i = 0; i < to.length; i++) scene.says(begins + i * gap, from, to[i], text);
    }

    private void outbreak() {
        sweep(0, 1, "ann", LURE, "bob", "cat", "dan", "eve");
        sweep(60, 1, "cat", LURE, "ann", "fay", "gus", "hal");
        sweep(90, 1, "hal", LURE, "cat", "ida", "jon", "kim");
    }

    private static List<String> edges(Alert alert) {
        List<String> edges = new ArrayList<>();
        for (Infection branch : alert.tree()) edges.add(branch.from() + ">" + branch.to());
        return edges;
    }

    @Test
    void receiversBecomeSenders() {
        outbreak();
        Alert alert = only();
        assertEquals(List.of(">ann", "ann>cat", "cat>hal"), edges(alert));
        assertEquals(List.of("ann", "cat", "hal"), alert.subjects());
        assertTrue(alert.explanation().contains("2 of them had each received it"), alert.explanation());
        assertTrue(alert.explanation().contains("first victim is ann"), alert.explanation());
        assertTrue(alert.attack().containsAll(List.of("T1566.003", "T1534", "T1204.001")));
        assertTrue(
                alert.because().containsAll(List.of("e1", "e2", "e5", "e8")),
                alert.because().toString());
    }

    @Test
    void anAlertThatGrowsKeepsItsKey() {
        outbreak();
        assertEquals(1, scene.alerts.stream().map(Alert::key).distinct().count());
        for (int i = 0; i < scene.alerts.size(); i++)
            assertEquals(i + 1, scene.alerts.get(i).revision());
    }

    @Test
    void wordsAndLinksMayVary() {
        sweep(0, 1, "ann", "look at this http://a1b2.example.net/p/1", "bob");
        sweep(1, 1, "ann", "look at this http://zz9x.example.net/p/2", "cat");
        sweep(2, 1, "ann", "look at this http://q7y1.example.net/p/3", "dan");
        sweep(60, 1, "cat", "LOOK at this!!! http://mm3k.example.net/p/4", "eve", "fay", "gus", "hal");
        assertEquals(List.of(">ann", "ann>cat"), edges(only()));
    }

    /// A worm that answers whoever writes, in its own time.
    @Test
    void answersEverybodyWithTheSame() {
        String[] friends = {"bob", "cat", "dan", "eve", "fay"};
        for (int i = 0; i < friends.length; i++) {
            scene.says(i * 300, friends[i], "ann", "hi, lunch " + i + "?");
            scene.says(i * 300 + 2, "ann", friends[i], LURE);
        }
        String[] further = {"gus", "hal", "ida", "jon"};
        for (int i = 0; i < further.length; i++) {
            scene.says(2000 + i * 300, further[i], "cat", "morning " + i);
            scene.says(2002 + i * 300, "cat", further[i], LURE);
        }
        for (int i = 0; i < further.length; i++) {
            scene.says(5000 + i * 300, "kim" + i, "ida", "hello " + i);
            scene.says(5002 + i * 300, "ida", "kim" + i, LURE);
        }
        assertEquals(List.of(">ann", "ann>cat", "cat>ida"), edges(only()));
    }

    @Test
    void whatWasAcceptedDecidesWhomItCameFrom() {
        String program = "Holiday_Photos.scr";
        scene.offers(0, "ann", "bob", program, 38_912).offers(1, "ann", "cat", program, 38_912);
        scene.offers(2, "ann", "dan", program, 38_912).file(5, "ann", "bob", program, 38_912, State.ACCEPTED);
        scene.offers(20, "bob", "dan", program, 38_912).offers(21, "bob", "eve", program, 38_912);
        scene.file(30, "ann", "dan", program, 38_912, State.ACCEPTED);
        scene.offers(40, "dan", "fay", program, 38_912).offers(41, "dan", "gus", program, 38_912);
        Alert alert = only();
        assertEquals(List.of(">ann", "ann>bob", "ann>dan"), edges(alert));
        assertEquals(Severity.HIGH, alert.severity());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GONE.SCR", "BR2002.exe", "ShootPresidentBUSH.exe"})
    void knownByName(String file) {
        scene.offers(0, "ann", "bob", file, 38_912);
        assertTrue(only().title().startsWith("W32/"), only().title());
    }

    @Test
    void slowButSteady() {
        String[] hers = {"b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8"};
        sweep(0, 3000, "ann", LURE, hers);
        sweep(7000, 3000, "b1", LURE, "ann", "c2", "c3", "c4", "c5", "c6", "c7", "c8");
        sweep(12_000, 3000, "c2", LURE, "b1", "d2", "d3", "d4", "d5", "d6", "d7", "d8");
        assertEquals(List.of(">ann", "ann>b1", "b1>c2"), edges(only()));
    }

    /// Three contacts each, whom the worm reaches at a person's pace, those too from which it came.
    @Test
    void wholeListsInASmallHouse() {
        String[][] lists = {
            {"ann", "bob", "cat", "dan"},
            {"bob", "ann", "eve", "gus"},
            {"cat", "ann", "fay", "gus"},
            {"fay", "bob", "cat", "hal"},
            {"hal", "fay", "ida", "jon"}
        };
        for (String[] list : lists)
            for (int i = 1; i < list.length; i++) scene.contact(list[0], list[i], Contact.State.LISTED);
        double begins = 0;
        for (String[] list : lists) {
            sweep(begins, 25, list[0], LURE, list[1], list[2], list[3]);
            begins += 120;
        }
        assertEquals(List.of(">ann", "ann>bob", "ann>cat", "cat>fay", "fay>hal"), edges(only()));
    }

    /// On IRC an account is the nick of the moment.
    @Test
    void whoChangesNameIsTheSame() {
        sweep(0, 1, "ann", LURE, "bob", "cat", "dan", "eve");
        scene.happens(new Identity(scene.seen(30), Account.of("cat"), Account.of("cat_away"), Identity.Kind.RENAMED));
        sweep(60, 1, "cat_away", LURE, "ann", "fay", "gus", "hal");
        assertEquals(List.of(">ann", "ann>cat"), edges(only()));
    }

    // The innocent twins.

    @Test
    void anAnnouncement() {
        sweep(0, 12, "ann", "party on friday, see http://maps.example.com/?q=garden", "b", "c", "d", "e", "f", "g");
        scene.says(100, "b", "ann", "great, is http://maps.example.com/?q=garden the place?");
        none();
    }

    @Test
    void aNewsletterAndSomeWhoPassItOn() {
        for (int day = 0; day < 3; day++) {
            String news = "headlines http://news.example.com/issue/" + (char) ('a' + day);
            for (int i = 0; i < 80; i++) scene.says(day * 86_400 + i * 0.2, "news", "reader" + i, news);
            for (int i = 0; i < 10; i++) {
                scene.says(day * 86_400 + 600 + i * 100, "reader" + i, "friend" + i, "read this " + news);
                scene.says(day * 86_400 + 620 + i * 100, "reader" + i, "reader" + (i + 10), "read this " + news);
            }
        }
        none();
    }

    @Test
    void aJokeThatGoesAround() {
        String joke = "haha http://fun.example.com/cat";
        sweep(0, 40, "ann", joke, "b1", "b2", "b3");
        for (int level = 1; level < 40; level++) {
            sweep(level * 600, 30, "b" + level, joke, "b" + (level + 2), "b" + (level + 3));
        }
        none();
    }

    @Test
    void aBotThatAnswersWithALink() {
        for (int i = 0; i < 50; i++) {
            scene.says(i * 60, "user" + i, "help", "how do i print?");
            scene.says(i * 60 + 0.3, "help", "user" + i, "please read http://help.example.com/printing");
        }
        none();
    }

    @Test
    void aDocumentForEverybody() {
        for (int i = 0; i < 12; i++) scene.offers(i * 20, "ann", "user" + i, "minutes.pdf", 90_000);
        none();
    }

    @Test
    void aPopularPlace() {
        for (int i = 0; i < 200; i++) {
            scene.says(i * 50, "user" + i % 40, "user" + i * 7 % 41, "see http://www.youtube.com/watch?v=x" + i % 90);
        }
        none();
    }

    private Alert only() {
        List<Alert> last = scene.end();
        assertEquals(1, last.size(), () -> last.toString());
        return last.getFirst();
    }

    private void none() {
        assertEquals(List.of(), scene.end());
    }
}
