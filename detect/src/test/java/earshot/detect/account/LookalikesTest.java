package earshot.detect.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.detect.Scene;
import earshot.detect.Tuning;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.ImEvent.Contact;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookalikesTest {
    private final Scene scene =
            new Scene(new Lookalikes(Tuning.DEFAULT.with(Set.of(), Set.of("helpdesk@corp.example"))));

    @ParameterizedTest
    @CsvSource({
        "paul.smith, pau1.smith",
        "Oliver99, 0liver99",
        "martin_k, rnartin_k",
        "paul.smith, p\u0430ul.smith",
        "wendel, vvendel"
    })
    void likeAContact(String contact, String writer) {
        scene.contact("ann", contact, Contact.State.LISTED).says(10, writer, "ann", "hi, it is me");
        assertEquals(List.of("lookalike-name"), scene.rules());
        assertEquals(List.of(writer, contact, "ann"), scene.end().getFirst().subjects());
    }

    @ParameterizedTest
    @CsvSource({
        "paul.smith, paul.smith",
        "paul.smith, Paul.Smith",
        "paul.smith, paula.smith",
        "tim1, tim2",
        "user12, user21"
    })
    void anotherName(String contact, String writer) {
        scene.contact("ann", contact, Contact.State.LISTED).says(10, writer, "ann", "hi, it is me");
        assertEquals(List.of(), scene.rules());
    }

    @Test
    void likeAProtectedName() {
        scene.says(0, "he1pdesk@evil.example", "ann@corp.example", "your password please");
        assertEquals(Severity.HIGH, scene.end().getFirst().severity());
        assertTrue(scene.end().getFirst().explanation().contains("helpdesk@corp.example"));
    }

    /// The same contact list, but it is somebody else who gets the message.
    @Test
    void onlyTheReadersListCounts() {
        scene.contact("ann", "paul.smith", Contact.State.LISTED).says(10, "pau1.smith", "bob", "hi");
        assertEquals(List.of(), scene.rules());
    }
}
