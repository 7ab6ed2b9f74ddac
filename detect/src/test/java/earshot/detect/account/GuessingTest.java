package earshot.detect.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.detect.Scene;
import earshot.detect.Tuning;
import earshot.event.Account;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Session.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuessingTest {
    private static final String HOST = "10.0.0.5";
    private final Scene scene = new Scene(new Guessing(Tuning.DEFAULT));

    private void tries(double second, String account, String password) {
        scene.happens(new Credential(
                scene.seen(second, "aim", HOST, "192.0.2.1"),
                Account.of(account),
                Credential.Form.CLEARTEXT,
                password,
                "x",
                0));
        scene.session(second, HOST, account, State.FAILED, "wrong");
    }

    @Test
    void manyPasswords() {
        for (int i = 0; i < 8; i++) tries(i * 5, "ann", "word" + i);
        assertEquals(List.of("password-guessing"), scene.rules());
        assertTrue(scene.end().getFirst().attack().contains("T1110.001"));
    }

    @Test
    void manyAccounts() {
        for (int i = 0; i < 5; i++) tries(i * 5, "user" + i, "Summer2026");
        assertEquals(List.of(HOST), scene.end().getFirst().subjects());
        assertTrue(scene.end().getFirst().attack().contains("T1110.003"));
    }

    /// A client that was given a wrong password and does not give up.
    @Test
    void theSamePasswordAgainAndAgain() {
        for (int i = 0; i < 50; i++) tries(i, "ann", "oldpassword");
        assertEquals(List.of(), scene.rules());
    }

    @Test
    void whoMistypesAndGetsIn() {
        for (int i = 0; i < 12; i++) {
            tries(i * 20, "ann", "word" + i);
            if (i % 4 == 3) scene.session(i * 20 + 1, HOST, "ann", State.STARTED, "");
        }
        assertEquals(List.of(), scene.rules());
    }

    @Test
    void aMistakeADay() {
        for (int i = 0; i < 20; i++) tries(i * 86_400, "ann", "word" + i);
        assertEquals(List.of(), scene.rules());
    }
}
