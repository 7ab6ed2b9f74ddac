package earshot.dissect.webchat;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.ImEvent;
import earshot.kit.Dialogue;
import earshot.kit.Web;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Damaged bodies and messages of every service: none harms the reading, and none puts words into a mouth that are not
/// on the wire. `-Dearshot.fuzz=N` for more rounds.
class WebFuzzTest {
    private static final int ROUNDS = Integer.getInteger("earshot.fuzz", 50);

    /// What is said in all of them; damage can only shorten or garble it.
    private static final String SAID = "the vault opens at six";

    private record Exchange(String request, String answer) {}

    private static final List<Exchange> EXCHANGES = List.of(
            new Exchange(
                    "/api/v4/posts",
                    "{\"id\":\"p\",\"user_id\":\"u\",\"channel_id\":\"c\",\"message\":\"" + SAID + "\"}"),
            new Exchange(
                    "/api/v4/channels/c/posts",
                    "{\"order\":[\"p\"],\"posts\":{\"p\":{\"user_id\":\"u\",\"channel_id\":\"c\",\"message\":\"" + SAID
                            + "\"}}}"),
            new Exchange(
                    "/api/v1/chat.sendMessage", "{\"message\":{\"_id\":\"m\",\"rid\":\"r\",\"msg\":\"" + SAID + "\"}}"),
            new Exchange(
                    "/api/v1/im.messages",
                    "{\"messages\":[{\"rid\":\"r\",\"msg\":\"" + SAID
                            + "\",\"u\":{\"_id\":\"u\",\"username\":\"a\"}}]}"),
            new Exchange("/api/chat.postMessage", "{\"token\":\"xoxb-1\",\"channel\":\"C\",\"text\":\"" + SAID + "\"}"),
            new Exchange("/api/v9/channels/175928847299117063/messages", "{\"content\":\"" + SAID + "\"}"),
            new Exchange(
                    "/_matrix/client/v3/sync?since=1",
                    "{\"next_batch\":\"2\",\"rooms\":{\"join\":{\"!r:x\":{\"timeline\":{\"events\":[{\"type\":"
                            + "\"m.room.message\",\"sender\":\"@a:x\",\"content\":{\"msgtype\":\"m.text\",\"body\":\""
                            + SAID + "\"}}]}}}}}"),
            new Exchange(
                    "/x/1/false/p_1=1",
                    "for (;;);{\"t\":\"msg\",\"c\":\"p_1\",\"ms\":[{\"type\":\"msg\",\"msg\":{\"text\":\"" + SAID
                            + "\"},\"from\":2,\"to\":1}]}"),
            new Exchange("/bot1234567890:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/sendMessage", "chat_id=5&text=" + SAID),
            new Exchange("/json/messages", "type=stream&to=general&content=" + SAID),
            new Exchange("/mcmd/im", "sender=a&receiver=b&msg=" + SAID));

    private static byte[] damaged(String text, Random random) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int hits = 1 + random.nextInt(4);
        for (int i = 0; i < hits; i++) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        return random.nextInt(8) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private static byte[] head(String line, int length) {
        return (line + "Content-Length: " + length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void assertNothingInvented(List<ImEvent> events) {
        for (ImEvent event : events)
            if (event instanceof ImEvent.Message message && message.encryption().isEmpty())
                assertTrue(message.text().length() <= SAID.length() + 8, message.text());
    }

    @Test
    void bodies() {
        Random random = new Random(19);
        for (Exchange one : EXCHANGES) {
            Dialogue whole =
                    Dialogue.tcp(80).client(Web.post(one.request, one.answer)).server(Web.ok(one.answer));
            assertFalse(whole.lines().isEmpty(), one.request);
            for (int i = 0; i < ROUNDS; i++) {
                byte[] asked = damaged(one.answer, random), told = damaged(one.answer, random);
                assertNothingInvented(Dialogue.tcp(80)
                        .client(head("POST " + one.request + " HTTP/1.1\r\n", asked.length))
                        .client(asked)
                        .server(head("HTTP/1.1 200 OK\r\n", told.length))
                        .server(told)
                        .events());
            }
        }
    }

    private static final List<Exchange> SOCKETS = List.of(
            new Exchange(
                    "/api/v4/websocket",
                    "{\"event\":\"posted\",\"data\":{\"sender_name\":\"@b\",\"post\":\"{\\\"channel_id\\\":\\\"c\\\","
                            + "\\\"message\\\":\\\"" + SAID + "\\\"}\"}}"),
            new Exchange(
                    "/websocket",
                    "{\"msg\":\"changed\",\"collection\":\"stream-room-messages\",\"fields\":{\"args\":[{\"rid\":\"r\","
                            + "\"msg\":\"" + SAID + "\",\"u\":{\"username\":\"a\"}}]}}"),
            new Exchange(
                    "/?token=xoxb-1",
                    "{\"type\":\"message\",\"channel\":\"C\",\"user\":\"U\",\"text\":\"" + SAID + "\"}"),
            new Exchange(
                    "/?v=9&encoding=json",
                    "{\"op\":0,\"t\":\"MESSAGE_CREATE\",\"d\":{\"channel_id\":\"1\",\"author\":{\"username\":\"a\"},"
                            + "\"content\":\"" + SAID + "\"}}"));

    @Test
    void messages() {
        Random random = new Random(23);
        for (Exchange one : SOCKETS) {
            assertTrue(
                    Web.socket(one.request, "").server(Web.frame(one.answer)).events().stream()
                            .anyMatch(e ->
                                    e instanceof ImEvent.Message m && m.text().equals(SAID)),
                    one.request);
            for (int i = 0; i < ROUNDS; i++)
                assertNothingInvented(Web.socket(one.request, "")
                        .client(Web.frame(1, damaged(one.answer, random), true))
                        .server(Web.frame(1, damaged(one.answer, random), false))
                        .events());
        }
    }
}
