package earshot.detect.flood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.detect.Scene;
import earshot.detect.Tuning;
import earshot.event.Account;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Room;
import earshot.event.ImEvent.Session.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloodsTest {
    private final Scene scene = new Scene(new Floods(Tuning.DEFAULT));

    @ParameterizedTest(name = "{0} messages in {1} s")
    @CsvSource({"12, 3, 1", "12, 60, 0", "35, 55, 1", "25, 60, 0"})
    void toOne(int messages, double seconds, int alerts) {
        for (int i = 0; i < messages; i++) scene.says(i * seconds / messages, "ann", "bob", "x" + i);
        assertEquals(alerts, scene.end().size());
    }

    @Test
    void growsAndSaysSo() {
        for (int i = 0; i < 200; i++) scene.says(i * 0.1, "ann", "bob", "x" + i);
        assertEquals(1, scene.end().size());
        assertTrue(scene.alerts.size() > 3 && scene.alerts.size() < 12, scene.alerts.size() + " revisions");
    }

    @Test
    void oneToEachIsNoFlood() {
        for (int i = 0; i < 500; i++) scene.says(i * 0.1, "news", "reader" + i, "headlines");
        assertEquals(List.of(), scene.rules());
    }

    @ParameterizedTest
    @CsvSource({"30, request-flood", "5, ''"})
    void requests(int count, String rule) {
        for (int i = 0; i < count; i++) scene.contact("ann", "user" + i, Contact.State.REQUESTED);
        assertEquals(rule.isEmpty() ? List.of() : List.of(rule), scene.rules());
    }

    @Test
    void signOns() {
        for (int i = 0; i < 12; i++) scene.session(i, "10.0.0.5", "ann", State.STARTED, "");
        assertEquals(List.of("sign-on-flood"), scene.rules());
    }

    /// A client that enters all of its rooms at sign-on.
    @Test
    void manyRoomsOnceEach() {
        for (int i = 0; i < 40; i++) join(i * 0.1, "#room" + i);
        assertEquals(List.of(), scene.rules());
    }

    @Test
    void theSameRoomAgainAndAgain() {
        for (int i = 0; i < 12; i++) join(i, "#room");
        assertEquals(List.of("join-flood"), scene.rules());
    }

    private void join(double second, String room) {
        scene.happens(new Room(
                scene.seen(second, "irc", "10.0.0.5", "192.0.2.1"), room, Account.of("ann"), Room.Action.JOINED, ""));
    }
}
