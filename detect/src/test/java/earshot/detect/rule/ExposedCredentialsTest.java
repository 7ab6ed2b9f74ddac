package earshot.detect.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.Account;
import earshot.event.Frames;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Credential.Form;
import earshot.event.ImEvent.Message;
import earshot.event.Seen;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExposedCredentialsTest {
    private final ExposedCredentials detector = new ExposedCredentials();
    private final List<Alert> alerts = new ArrayList<>();

    private static Seen seen(long frame) {
        return new Seen(frame * 1_000_000_000, Frames.of(frame), null, "", "irc", "irc", "TNet");
    }

    private void login(long frame, String account, Form form, String secret) {
        ImEvent event = new Credential(seen(frame), Account.of(account), form, secret, "PASS", 0);
        detector.observe(event, "id-" + frame, alerts::add);
    }

    @ParameterizedTest
    @CsvSource({"CLEARTEXT, HIGH, T1552", "REVERSIBLE, HIGH, T1552", "DIGEST, LOW, T1110.002", "TOKEN, MEDIUM, T1552"})
    void gradedByHowExposed(Form form, Severity severity, String technique) {
        login(1, "ann", form, "hunter2");
        assertEquals(1, alerts.size());
        assertEquals(severity, alerts.getFirst().severity());
        assertTrue(alerts.getFirst().attack().contains(technique));
        assertEquals(List.of("ann"), alerts.getFirst().subjects());
    }

    @Test
    void neverHoldsTheSecret() {
        login(1, "ann", Form.CLEARTEXT, "hunter2");
        assertFalse(alerts.getFirst().toString().contains("hunter2"));
    }

    @Test
    void growsInsteadOfRepeating() {
        for (int i = 1; i <= 9; i++) login(i, "ann", Form.CLEARTEXT, "hunter2");
        assertEquals(List.of(1, 2, 3, 4), alerts.stream().map(Alert::revision).toList());
        assertEquals(1, alerts.stream().map(Alert::key).distinct().count());
        assertEquals(8, alerts.getLast().because().size());
        assertTrue(
                alerts.getLast().explanation().contains("8 times"),
                alerts.getLast().explanation());
    }

    @Test
    void accountsAreToldApart() {
        login(1, "ann", Form.CLEARTEXT, "a");
        login(2, "bob", Form.CLEARTEXT, "b");
        assertEquals(2, alerts.stream().map(Alert::key).distinct().count());
    }

    /// The innocent twin: the login went through TLS, and only keys show it.
    @ParameterizedTest
    @CsvSource({"tls, 0", "starttls / tls, 0", "socks5 irc.t:6697 / tls, 0", "starttls, 1", "socks5 tls.t:6667, 1"})
    void insideTlsNothingIsExposed(String via, int raised) {
        Seen seen = new Seen(1, Frames.of(1), null, via, "irc", "irc", "TNet");
        ImEvent event = new Credential(seen, Account.of("ann"), Form.CLEARTEXT, "hunter2", "PASS", 0);
        detector.observe(event, "id", alerts::add);
        assertEquals(raised, alerts.size());
    }

    /// The innocent twin: somebody only talks about a password.
    @Test
    void aMessageIsNoCredential() {
        ImEvent message = Message.from(seen(1), Account.of("ann"))
                .text("the password is hunter2")
                .build();
        detector.observe(message, "id", alerts::add);
        assertEquals(List.of(), alerts);
    }
}
