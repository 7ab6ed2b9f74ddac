package earshot.dissect.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.ImEvent;
import earshot.kit.Dialogue;
import earshot.kit.Lines;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Wireshark 4 reads the worked example of the fact sheet to the same fields.
class MqttTest {
    /// The sheet's: version 3.1.1, user name and password, client id `ann`, user `ann`, password `pw123`; welcome;
    /// topic `chat/1`, `hi there`.
    private static final String CONNECT = "101b00044d51545404c2003c0003616e6e0003616e6e00057077313233",
            WELCOME = "20020000",
            HI_THERE = "30100006636861742f316869207468657265";

    private static final List<String> SAID = List.of(
            "service mqtt-chat certain [signature:mqtt]",
            "credential ann cleartext MQTT CONNECT \"pw123\"",
            "session started ann by MQTT CONNECT",
            "message room sent ann -> chat/1 \"hi there\"");

    private static Dialogue connected(int port) {
        return Dialogue.tcp(port).clientHex(CONNECT).serverHex(WELCOME);
    }

    /// Type and flags, one byte of length, a topic, a payload.
    private static byte[] publish(int first, String topic, String payload) {
        return packet(first, string(topic), payload.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] packet(int first, byte[]... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) body.writeBytes(part);
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(first);
        int length = body.size();
        for (; length > 127; length >>= 7) packet.write(length & 127 | 128);
        packet.write(length);
        packet.writeBytes(body.toByteArray());
        return packet.toByteArray();
    }

    private static byte[] string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] counted = new byte[2 + bytes.length];
        counted[0] = (byte) (bytes.length >> 8);
        counted[1] = (byte) bytes.length;
        System.arraycopy(bytes, 0, counted, 2, bytes.length);
        return counted;
    }

    @ParameterizedTest
    @ValueSource(ints = {1883, 443, 6667, 5222})
    void theSheetsConversation(int port) {
        Dialogue dialogue = connected(port).clientHex(HI_THERE);
        assertEquals(SAID, dialogue.lines());
        for (int longest : List.of(1, 3, 7)) {
            assertEquals(SAID, dialogue.cut(new Random(longest), longest).lines());
        }
    }

    /// A frame of 1 + 5 + 1 … bytes each, masked with zeros by the client.
    @Test
    void insideWebSocket() {
        List<String> lines = Dialogue.tcp(8080)
                .client("GET /mqtt HTTP/1.1\r\nHost: b\r\nUpgrade: websocket\r\nSec-WebSocket-Protocol: mqtt\r\n\r\n")
                .server("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n")
                .clientHex("82 9d 00000000" + CONNECT)
                .serverHex("82 04" + WELCOME)
                .clientHex("82 92 00000000" + HI_THERE)
                .lines();
        assertEquals(SAID, lines.subList(lines.size() - SAID.size(), lines.size()));
    }

    /// A machine's connection, login and all, leaves no trace.
    @Test
    void machinesAreNotHeard() {
        assertEquals(
                List.of(),
                connected(1883)
                        .client(publish(0x30, "home/kitchen/temperature", "21.5"))
                        .client(publish(0x30, "dev/1", "{\"from\":\"d1\",\"message\":\"low\",\"battery\":3}"))
                        .server(publish(0x30, "home/kitchen/light", "ON"))
                        .lines());
    }

    @Test
    void messagesInJsonNameTheirSender() {
        List<String> lines = connected(1883)
                .server(publish(0x30, "im/5", "{\"from\":\"bob\",\"text\":\"hi\",\"ts\":1700000000}"))
                .server(publish(0x30, "im/5", "{\"from\":\"ann\",\"text\":\"hello\"}"))
                .client(publish(0x30, "im/5", "{\"from\":\"ann\",\"to\":\"bob\",\"text\":\"?OTR:AAMD.\"}"))
                .lines();
        assertEquals(
                List.of(
                        "message room delivered bob -> im/5 (ann) \"hi\"",
                        "message room echo ann -> im/5 (ann) \"hello\"",
                        "message chat sent ann -> bob otr 10 bytes"),
                lines.subList(3, 6));
    }

    /// Bob's connection brings what Ann published on hers, which was captured too.
    @Test
    void wordsWithoutANameAreTheirPublishers() {
        // Flags 80: a user name only.
        String bob = "1012 00044d515454 04 80 003c 000162 0003626f62";
        Dialogue dialogue = connected(1883)
                .clientHex(HI_THERE)
                .then(Dialogue.tcp(1883)
                        .clientPort(40_001)
                        .clientHex(bob)
                        .serverHex(WELCOME)
                        .serverHex(HI_THERE)
                        .server(publish(0x30, "chat/1", "who is this")));
        List<String> messages = dialogue.lines().stream()
                .filter(line -> line.startsWith("message"))
                .toList();
        assertEquals(
                List.of(
                        "message room sent ann -> chat/1 \"hi there\"",
                        "message room delivered ann -> chat/1 (bob) \"hi there\"",
                        "message room delivered ?192.0.2.2 -> chat/1 (bob) \"who is this\""),
                messages);
    }

    @Test
    void subscriptionsRepetitionsAndWhatWasKept() {
        byte[] subscribe =
                packet(0x82, new byte[] {0, 1}, string("chat/1"), new byte[] {0}, string("x/#"), new byte[] {0});
        byte[] once = packet(0x32, string("chat/1"), new byte[] {0, 9}, "good day".getBytes(StandardCharsets.UTF_8));
        byte[] again = once.clone();
        again[0] = 0x3a;
        List<String> lines = connected(1883)
                .client(subscribe)
                .server(publish(0x31, "chat/1", "kept for you"))
                .client(once)
                .client(again)
                .client(new byte[] {(byte) 0xe0, 0})
                .lines();
        assertEquals(
                List.of(
                        "room chat/1 ann joined",
                        "message history delivered ?192.0.2.2 -> chat/1 (ann) \"kept for you\"",
                        "message room sent ann -> chat/1 \"good day\"",
                        "session ended ann"),
                lines.subList(3, lines.size()));
    }

    @Test
    void versionFiveHasPropertiesAndAliases() {
        // Session expiry 17 (5 bytes); then topic alias 23 = 1 with the topic, and without it.
        String connect = "1021 00044d515454 05 c2 003c 05 11 00000e10 0003616e6e 0003616e6e 00057077313233";
        byte[] named =
                packet(0x30, string("chat/1"), new byte[] {3, 0x23, 0, 1}, "one two".getBytes(StandardCharsets.UTF_8));
        byte[] numbered =
                packet(0x30, string(""), new byte[] {3, 0x23, 0, 1}, "three".getBytes(StandardCharsets.UTF_8));
        List<String> lines = Dialogue.tcp(1883)
                .clientHex(connect)
                .serverHex("2003000000")
                .client(named)
                .client(numbered)
                .lines();
        assertEquals(
                List.of("message room sent ann -> chat/1 \"one two\"", "message room sent ann -> chat/1 \"three\""),
                lines.subList(lines.size() - 2, lines.size()));
    }

    @Test
    void joinedInTheMiddle() {
        Dialogue dialogue = Dialogue.tcp(1883)
                .midStream()
                .client(publish(0x30, "chat/1", "one"))
                .client(new byte[] {(byte) 0xc0, 0})
                .client(publish(0x30, "chat/1", "two"));
        List<String> lines = dialogue.lines();
        assertEquals(
                List.of(
                        "message room sent ?192.0.2.1 -> chat/1 \"one\"",
                        "message room sent ?192.0.2.1 -> chat/1 \"two\""),
                lines.subList(1, lines.size()));
    }

    @Test
    void afterAGapItGoesOn() {
        List<String> lines = connected(1883)
                .clientHex(HI_THERE)
                .clientGap(5)
                .client("the rest of something")
                .client(publish(0x30, "chat/1", "once more"))
                .client(publish(0x30, "chat/1", "and again"))
                .lines();
        assertEquals("message room sent ann -> chat/1 \"and again\"", lines.getLast());
    }

    /// Facebook's: the login is deflated Thrift {4: {1: 1234 (zigzag)}, 5: "tok"}; messages are deflated JSON.
    @Test
    void messengersOwn() throws Exception {
        byte[] thrift = {0x4c, 0x16, (byte) 0xa4, 0x13, 0, 0x18, 3, 't', 'o', 'k', 0};
        byte[] connect = packet(0x10, string("MQTToT"), new byte[] {3, (byte) 0xc2, 0, 60}, counted(deflated(thrift)));
        byte[] send = packet(
                0x30,
                string("/send_message2"),
                deflated("{\"body\":\"hi\",\"to\":\"99\",\"msgid\":7,\"sender_fbid\":\"1234\"}"
                        .getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                List.of(
                        "service messenger certain [signature:mqttot]",
                        "credential 1234 token MQTToT access token \"tok\"",
                        "message chat sent 1234 -> 99 \"hi\""),
                Dialogue.tcp(443).client(connect).client(send).lines());
    }

    private static byte[] deflated(byte[] bytes) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] counted(byte[] bytes) {
        byte[] counted = Arrays.copyOf(new byte[] {(byte) (bytes.length >> 8), (byte) bytes.length}, 2 + bytes.length);
        System.arraycopy(bytes, 0, counted, 2, bytes.length);
        return counted;
    }

    @ParameterizedTest
    @ValueSource(strings = {"101b00044d51545504c2003c0003616e6e", "1600", "10ffffffff7f00044d515454", "1002 0004"})
    void otherBytesAreNotMqtt(String hex) {
        assertEquals(
                List.of(), Dialogue.tcp(1883).clientHex(hex).clientHex(HI_THERE).lines());
    }

    /// Damaged conversations: no exception. More rounds: `-Dfuzz.rounds=100000`.
    @Test
    void nothingBreaksIt() {
        Random random = new Random(20_261_120);
        for (int round = 0; round < Integer.getInteger("fuzz.rounds", 300); round++) {
            Dialogue dialogue = connected(1883);
            for (int i = 0; i < 1 + random.nextInt(12); i++) {
                byte[] packet = random.nextBoolean()
                        ? publish(0x30 | random.nextInt(16), "chat/1", "{\"from\":\"a\",\"text\":\"b\"}")
                        : packet(random.nextInt(256), string("MQTToT"), new byte[random.nextInt(20)]);
                for (int k = random.nextInt(3); k > 0; k--) {
                    packet[random.nextInt(packet.length)] = (byte) random.nextInt(256);
                }
                int what = random.nextInt(9);
                if (what == 0) dialogue.clientGap(7);
                else if (what < 5) dialogue.client(packet);
                else dialogue.server(packet);
            }
            int n = round;
            List<ImEvent> events = dialogue.events();
            assertTrue(
                    events.stream()
                            .noneMatch(event -> event instanceof ImEvent.Anomaly anomaly
                                    && anomaly.what().equals("dissector-failed")),
                    () -> "round " + n + ": " + events.stream().map(Lines::of).toList());
        }
        byte[] noise = new byte[200];
        for (int round = 0; round < 2000; round++) {
            random.nextBytes(noise);
            FacebookLogin.read(noise);
        }
    }
}
