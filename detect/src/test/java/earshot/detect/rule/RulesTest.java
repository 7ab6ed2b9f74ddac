package earshot.detect.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.detect.Scene;
import earshot.detect.Tuning;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.FileTransfer.State;
import earshot.event.ImEvent.Lookup;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Presence;
import earshot.policy.Policy;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
    @Nested
    class Outside {
        private final Scene scene = new Scene(new OutsideRouting(Policy.NONE));

        private void talk(String server, String reader) {
            hop(0, "10.0.0.5", server, Message.Leg.SENT);
            hop(0.2, reader, server, Message.Leg.DELIVERED);
        }

        private void hop(double second, String client, String server, Message.Leg leg) {
            scene.happens(Message.from(scene.seen(second, "aim", client, server), Account.of("ann"))
                    .to(Account.of("bob"))
                    .text("lunch?")
                    .leg(leg)
                    .build());
        }

        @ParameterizedTest
        @CsvSource({"203.0.113.5, 10.0.0.9, true", "10.1.1.1, 10.0.0.9, false", "203.0.113.5, 198.51.100.4, false"})
        void colleaguesThroughAServer(String server, String reader, boolean alert) {
            talk(server, reader);
            assertEquals(alert ? List.of("internal-talk-outside") : List.of(), scene.rules());
        }
    }

    @Nested
    class Clients {
        private final Scene scene = new Scene(new VulnerableClients(Tuning.DEFAULT));

        @ParameterizedTest
        @CsvSource({
            "Pidgin, 2.10.9, true",
            "Pidgin, 2.14.1, false",
            "BitlBee, 3.5, true",
            "BitlBee, 3.5.1, false",
            "Pidgin (libpurple), '', false",
            "Adium, 1.5, false",
            "gaim, 1.4.0cvs, true"
        })
        void byVersion(String name, String version, boolean alert) {
            scene.happens(new Presence(
                    scene.seen(0), Account.of("ann"), Presence.State.ONLINE, "", new Client(name, version, "")));
            assertEquals(alert ? List.of("vulnerable-client") : List.of(), scene.rules());
            if (alert) assertTrue(scene.end().getFirst().explanation().contains("CVE-"));
        }
    }

    @Nested
    class Fields {
        private final Scene scene = new Scene(new OversizeFields(Tuning.DEFAULT));

        @ParameterizedTest
        @CsvSource({"..\\..\\startup\\x.exe, true", "a/../../b, true", "report..final.pdf, false", "holiday.jpg, false"
        })
        void fileNames(String name, boolean alert) {
            scene.file(0, "ann", "bob", name, 1, State.OFFERED);
            assertEquals(alert ? List.of("exploit-shaped-field") : List.of(), scene.rules());
        }

        @Test
        void longNamesAndLinks() {
            scene.file(0, "ann", "bob", "x".repeat(300), 1, State.OFFERED);
            scene.says(1, "cat", "bob", "aim:goaway?message=" + "A".repeat(1100));
            assertEquals(2, scene.end().size());
        }

        @Test
        void aLongText() {
            scene.says(0, "ann", "bob", "please read my aim: " + "to be nice ".repeat(500));
            scene.says(1, "ann", "bob", "http://x.example/?q=" + "a".repeat(1500));
            assertEquals(List.of(), scene.rules());
        }
    }

    @Nested
    class Blocked {
        private final Scene scene = new Scene(new AfterBlock(Tuning.DEFAULT));

        @Test
        void goesOn() {
            scene.contact("ann", "max", Contact.State.BLOCKED);
            for (int i = 0; i < 4; i++) scene.says(10 + i, "max", "ann", "answer me");
            assertEquals(List.of("contact-after-block"), scene.rules());
            assertEquals(List.of("max", "ann"), scene.end().getFirst().subjects());
        }

        @Test
        void underAnotherName() {
            hostSays(0, "max", "hello");
            scene.happens(new Contact(
                    scene.seen(1, "aim", "10.0.0.9", "192.0.2.1"),
                    Account.of("ann"),
                    Account.of("max"),
                    "",
                    List.of(),
                    Contact.State.BLOCKED));
            for (int i = 0; i < 4; i++) hostSays(10 + i, "maximilian", "it is me");
            assertEquals(
                    List.of("max", "maximilian", "ann"), scene.end().getFirst().subjects());
        }

        private void hostSays(double second, String who, String text) {
            scene.happens(Message.from(scene.seen(second, "aim", "10.0.0.5", "192.0.2.1"), Account.of(who))
                    .to(Account.of("ann"))
                    .text(text)
                    .leg(Message.Leg.SENT)
                    .build());
        }

        @Test
        void oneThatCrossedTheBlockAndAReconciliation() {
            scene.contact("ann", "max", Contact.State.BLOCKED).says(10, "max", "ann", "sorry");
            scene.contact("ann", "max", Contact.State.ALLOWED);
            for (int i = 0; i < 10; i++) scene.says(20 + i, "max", "ann", "thanks");
            assertEquals(List.of(), scene.rules());
        }
    }

    @Nested
    class Asking {
        private final Scene scene = new Scene(new Probing(Tuning.DEFAULT));

        private void asks(int times, int people) {
            for (int i = 0; i < times; i++)
                scene.happens(new Lookup(scene.seen(i), Account.of("max"), Account.of("ann" + i % people), "away"));
        }

        @Test
        void aboutOne() {
            asks(25, 1);
            assertEquals(List.of("presence-probing"), scene.rules());
        }

        @Test
        void aboutEverybodyOnce() {
            asks(200, 200);
            assertEquals(List.of(), scene.rules());
        }
    }
}
