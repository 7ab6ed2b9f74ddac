package earshot.dissect.stomp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.ImEvent;
import earshot.kit.Dialogue;
import earshot.kit.Lines;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StompTest {
    private static final String LOGIN = "CONNECT\naccept-version:1.2\nlogin:ann\npasscode:p:w\n\n\0",
            WELCOME = "CONNECTED\nversion:1.2\nuser-name:ann\n\n\0";

    private static final List<String> LOGGED_IN = List.of(
            "service stomp-chat certain [signature:stomp]",
            "credential ann cleartext STOMP CONNECT \"p:w\"",
            "session started ann by STOMP CONNECT");

    private static Dialogue connected(int port) {
        return Dialogue.tcp(port).client(LOGIN).server(WELCOME);
    }

    /// What is said after the login.
    private static List<String> after(Dialogue dialogue) {
        List<String> lines = dialogue.lines();
        assertEquals(LOGGED_IN, lines.subList(0, 3));
        return lines.subList(3, lines.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {61613, 443, 8080})
    void aConversation(int port) {
        Dialogue dialogue = connected(port)
                .client("SUBSCRIBE\nid:0\ndestination:/topic/chat.general\n\n\0")
                .client("\n")
                .client("SEND\ndestination:/topic/chat.general\ncontent-type:text/plain\n\nhi there\0\n")
                .server("MESSAGE\nsubscription:0\nmessage-id:7\ndestination:/topic/chat.general\ncontent-length:31\n\n"
                        + "{\"from\":\"bob\",\"text\":\"a\\nb ok\"}\0")
                .client("UNSUBSCRIBE\nid:0\n\n\0")
                .client("DISCONNECT\nreceipt:1\n\n\0");
        List<String> expected = List.of(
                "room /topic/chat.general ann joined",
                "message room sent ann -> /topic/chat.general \"hi there\"",
                "message room delivered bob -> /topic/chat.general (ann) \"a\nb ok\"",
                "room /topic/chat.general ann left",
                "session ended ann");
        assertEquals(expected, after(dialogue));
        for (int longest : List.of(1, 4, 11)) {
            assertEquals(expected, after(dialogue.cut(new Random(longest), longest)));
        }
    }

    /// Text frames of WebSocket, the client's masked with zeros.
    @Test
    void insideWebSocket() {
        Dialogue dialogue = Dialogue.tcp(8080)
                .client(
                        "GET /ws HTTP/1.1\r\nHost: b\r\nUpgrade: websocket\r\nSec-WebSocket-Protocol: v12.stomp\r\n\r\n")
                .server("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n")
                .client(masked(LOGIN))
                .server(unmasked(WELCOME))
                .client(masked("SEND\ndestination:/app/chat\n\nhi there\0"));
        List<String> lines = dialogue.lines();
        assertEquals("message room sent ann -> /app/chat \"hi there\"", lines.getLast());
    }

    private static byte[] masked(String text) {
        return frame(0x80, text);
    }

    private static byte[] unmasked(String text) {
        return frame(0, text);
    }

    private static byte[] frame(int mask, String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        int head = mask == 0 ? 2 : 6;
        byte[] frame = new byte[head + payload.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (mask | payload.length);
        System.arraycopy(payload, 0, frame, head, payload.length);
        return frame;
    }

    /// Prices and jobs are nobody's words: nothing is said of the connection, its login neither.
    @Test
    void machinesAreNotHeard() {
        assertEquals(
                List.of(),
                connected(61613)
                        .client("SEND\ndestination:/queue/orders\n\n{\"symbol\":\"XYZ\",\"price\":12}\0")
                        .server("MESSAGE\ndestination:/topic/prices\n\n12.5\0")
                        .lines());
    }

    @Test
    void joinedInTheMiddle() {
        List<String> lines = Dialogue.tcp(61613)
                .midStream()
                .client("lf a frame\0\n")
                .client("SEND\ndestination:/chat/1\n\nhi there\0")
                .server("MESSAGE\ndestination:/chat/1\n\n{\"from\":\"bob\",\"text\":\"yes\"}\0")
                .lines();
        assertEquals(
                List.of(
                        "message room sent ?192.0.2.1 -> /chat/1 \"hi there\"",
                        "message room delivered bob -> /chat/1 (?192.0.2.1) \"yes\""),
                lines.subList(1, lines.size()));
    }

    @Test
    void afterAGapItGoesOn() {
        Dialogue dialogue = connected(61613)
                .client("SEND\ndestination:/chat/1\n\none two\0")
                .clientGap(20)
                .client("half\0")
                .client("SEND\ndestination:/chat/1\n\nthree four\0");
        assertEquals(
                "message room sent ann -> /chat/1 \"three four\"",
                dialogue.lines().getLast());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECT im.example:443 HTTP/1.1\r\nHost: im.example\r\n\r\n",
                "CONNECT\nfoo:bar\n\n\0",
                "SEND\nme:this\n\n\0",
                "CONNECTION\nlogin:ann\n\n\0"
            })
    void otherTextIsNotStomp(String text) {
        Dialogue dialogue =
                Dialogue.tcp(61613).with(new Stomp()).client(text).client("SEND\ndestination:/chat/1\n\nhi there\0");
        assertEquals(List.of(), dialogue.lines());
    }

    /// Damaged conversations: no exception. More rounds: `-Dfuzz.rounds=100000`.
    @Test
    void nothingBreaksIt() {
        Random random = new Random(20_261_120);
        String[] frames = {
            "SEND\ndestination:/chat/1\ncontent-length:8\n\nhi there\0",
            "SUBSCRIBE\nid:1\ndestination:/chat/1\n\n\0",
            "UNSUBSCRIBE\nid:1\n\n\0",
            "MESSAGE\ndestination:/chat/1\n\n{\"from\":\"a\",\"text\":\"b\"}\0",
            "ERROR\nmessage:no\n\n\0",
            WELCOME,
        };
        for (int round = 0; round < Integer.getInteger("fuzz.rounds", 300); round++) {
            Dialogue dialogue = connected(61613);
            for (int i = 0; i < 1 + random.nextInt(10); i++) {
                byte[] bytes = frames[random.nextInt(frames.length)].getBytes(StandardCharsets.US_ASCII);
                for (int k = random.nextInt(3); k > 0; k--)
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                int what = random.nextInt(9);
                if (what == 0) dialogue.serverGap(9);
                else if (what < 5) dialogue.client(bytes);
                else dialogue.server(bytes);
            }
            int n = round;
            List<ImEvent> events = dialogue.events();
            assertTrue(
                    events.stream()
                            .noneMatch(event -> event instanceof ImEvent.Anomaly anomaly
                                    && anomaly.what().equals("dissector-failed")),
                    () -> "round " + n + ": " + events.stream().map(Lines::of).toList());
        }
    }
}
