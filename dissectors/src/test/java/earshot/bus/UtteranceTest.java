package earshot.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UtteranceTest {
    @ParameterizedTest
    @CsvSource({
        "chat/1, TALK",
        "app.chat-room.7, TALK",
        "users/5/im, TALK",
        "ChatRoom/general, TALK",
        "team/general/messages, PERHAPS",
        "/room/5, PERHAPS",
        "chat/1/typing, OTHER",
        "home/room/temperature, OTHER",
        "living/image/time, OTHER",
        "zigbee2mqtt/bridge/log, OTHER",
    })
    void topics(String name, Topic topic) {
        assertEquals(topic, Topic.of(name));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chat/1      | hi there                                          |      |     | hi there",
                "chat/1      | ok                                                |      |     | ok",
                "room/1      | see you later                                     |      |     | see you later",
                "a/b         | {\"from\":\"ann\",\"text\":\"hi\",\"id\":7}       | ann  |     | hi",
                "a/b         | {\"user\":{\"name\":\"ann\"},\"message\":\"hi\"}  | ann  |     | hi",
                "a/b         | {\"sender\":\"ann\",\"to\":\"bob\",\"body\":\"x\"} | ann | bob | x",
                "chat/1      | {\"nick\":\"ann\",\"msg\":\"42\"}                 | ann  |     | 42",
            })
    void whatPeopleSay(String topic, String payload, String from, String to, String text) {
        Utterance said = Utterance.read(topic, payload.getBytes(StandardCharsets.UTF_8));
        assertEquals(from == null ? "" : from, said.from());
        assertEquals(to == null ? "" : to, said.to());
        assertEquals(text, said.text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "home/room/temperature | 21.5 degrees today",
                "room/5                | ON",
                "chat/1                | 21.5",
                "chat/1                | <xml>hi there</xml>",
                "sensors/1             | all is well here",
                "a/b                   | {\"from\":\"pump7\",\"message\":\"low\",\"level\":\"warn\"}",
                "a/b                   | {\"user\":\"dev1\",\"success_msg\":\"Update not pushed for area.\"}",
                "a/b                   | {\"from\":\"ann\",\"text\":\"42\"}",
                "a/b                   | {\"message\":\"nobody said so\"}",
                "a/b                   | {\"from\":\"ann\",\"text\":",
            })
    void whatMachinesSay(String topic, String payload) {
        assertNull(Utterance.read(topic, payload.getBytes(StandardCharsets.UTF_8)));
    }
}
