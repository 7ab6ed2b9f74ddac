package earshot.dissect.ipmsg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.ImEvent;
import earshot.event.ImEvent.Message;
import earshot.kit.Dialogue;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpMsgTest {
    /// The two machines of the dialogues.
    private static final int ANN = Dialogue.CLIENT, BOB = Dialogue.SERVER;

    /// Command numbers in decimal: 1 entry, 3 its answer, 32 a message, 33 its receipt; 288 asks for a receipt.
    private static Dialogue hello() {
        return Dialogue.udp(2425).client("1:100:ann:ANN-PC:1:Ann\0Sales\0").server("1:55:bob:BOB-PC:3:Bob\0Sales\0");
    }

    private static List<String> people(Dialogue dialogue) {
        return dialogue.lines().stream()
                .filter(line -> !line.startsWith("service ") && !line.startsWith("host "))
                .toList();
    }

    @Test
    void aConversation() {
        assertEquals(
                List.of(
                        "service ipmsg certain [signature:ipmsg]",
                        "host 192.0.2.1 name ANN-PC by ipmsg",
                        "presence ann@ANN-PC online",
                        "host 192.0.2.2 name BOB-PC by ipmsg",
                        "presence bob@BOB-PC online",
                        "message chat sent ann@ANN-PC -> bob@BOB-PC \"Hello: are you there?\"",
                        "message receipt sent bob@BOB-PC -> ann@ANN-PC \"\"",
                        "message auto sent bob@BOB-PC -> ann@ANN-PC \"at lunch\"",
                        "presence bob@BOB-PC away",
                        "presence ann@ANN-PC offline"),
                hello().client("1:101:ann:ANN-PC:288:Hello: are you there?\0")
                        // Not acknowledged in time, so sent again.
                        .client("1:101:ann:ANN-PC:288:Hello: are you there?\0")
                        .server("1:56:bob:BOB-PC:33:101\0")
                        .server("1:57:bob:BOB-PC:8224:at lunch\0") // 0x2020
                        .server("1:58:bob:BOB-PC:260:Bob\0") // 0x104
                        .client("1:102:ann:ANN-PC:2:Ann\0")
                        .lines());
    }

    /// Before the reader has spoken its address is all that is known; what it says to others names it.
    @Test
    void theReaderIsWhoSpeaksFromThere() {
        Dialogue later =
                Dialogue.udp(2425).clientPort(2425).between(BOB, 0xc00002ff).client("1:1:bob:BOB-PC:1:Bob\0");
        assertEquals(
                List.of(
                        "message chat sent ann@ANN-PC -> ?192.0.2.2 \"hi\"",
                        "identity ?192.0.2.2 named bob@BOB-PC",
                        "presence bob@BOB-PC online"),
                people(Dialogue.udp(2425).client("1:9:ann:ANN-PC:32:hi\0").then(later)));
    }

    @Test
    void whatIsHiddenIsNotShown() {
        assertEquals(
                List.of("message chat sent ann@ANN-PC -> ?192.0.2.2 ipmsg 9 bytes"),
                people(Dialogue.udp(2425).client("1:9:ann:ANN-PC:4194592:20000:1:a\0"))); // 0x400120
    }

    @Test
    void chineseAndJapanese() {
        byte[] head = "1_lbt4_0#128#00:9:wang:WANG-PC:32:".getBytes(StandardCharsets.US_ASCII);
        for (String text : List.of("明天下午三点在会议室开会，请准时参加。", "こんにちは、元気ですか。")) {
            String charset = text.startsWith("明") ? "GB18030" : "Shift_JIS";
            byte[] body = text.getBytes(Charset.forName(charset));
            byte[] all = java.util.Arrays.copyOf(head, head.length + body.length);
            System.arraycopy(body, 0, all, head.length, body.length);
            Message message = (Message) Dialogue.udp(2425).client(all).events().stream()
                    .filter(Message.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            assertEquals(text, message.text());
            assertEquals(charset, message.charset());
        }
        assertEquals(
                List.of("message chat sent åsa@PC -> ?192.0.2.2 \"smörgås\""),
                people(Dialogue.udp(2425).client("1:9:åsa:PC:8388640:smörgås\0"))); // 0x800020
    }

    /// Offered with a message (0x200120), fetched over TCP (0x60), by the message's number 101 (0x65) and the file's 0.
    @Test
    void aFileIsOfferedAndFetched() {
        Dialogue fetch = Dialogue.tcp(2425)
                .between(BOB, ANN)
                .client("1:70:bob:BOB-PC:96:65:0:0:\0")
                .server("twelve bytes");
        assertEquals(
                List.of(
                        "message chat sent ann@ANN-PC -> bob@BOB-PC \"have a look\"",
                        "file offered ann@ANN-PC -> bob@BOB-PC \"a:b.txt\" 12",
                        "file offered ann@ANN-PC -> bob@BOB-PC \"pics\" -1",
                        "file accepted ann@ANN-PC -> bob@BOB-PC \"a:b.txt\" 12",
                        "file complete ann@ANN-PC -> bob@BOB-PC \"a:b.txt\" 12 got 12 md5 "),
                people(hello().client("1:101:ann:ANN-PC:2097440:have a look\0"
                                        + "0:a::b.txt:c:4a5b6c7d:1:\u00071:pics:0:4a5b6c7d:2:\u0007\0")
                                .then(fetch))
                        .stream()
                        .filter(line -> !line.startsWith("presence"))
                        .map(line -> line.replaceAll("md5 [0-9a-f]{32}", "md5 "))
                        .toList());
    }

    /// A head with its own length in front.
    private static String head(String rest) {
        return "%04x".formatted(rest.length() + 4) + rest;
    }

    /// The folder (kind 2), its files (1) one after the other, and the way back (3).
    @Test
    void aFolderIsFetched() {
        assertEquals(
                List.of(
                        "file complete ?192.0.2.2 -> bob@BOB-PC \"one.txt\" 3 got 3 md5 900150983cd24fb0d6963f7d28e17f72",
                        "file complete ?192.0.2.2 -> bob@BOB-PC \"none.txt\" 0 got 0 md5 d41d8cd98f00b204e9800998ecf8427e",
                        "file complete ?192.0.2.2 -> bob@BOB-PC \"two.txt\" 1 got 1 md5 0cc175b9c0f1b6a831c399e269772661"),
                people(Dialogue.tcp(2425)
                        .client("1:70:bob:BOB-PC:98:65:1:\0") // 0x62
                        .server(head(":pics:0:2:") + head(":one.txt:3:1:") + "abc" + head(":none.txt:0:1:"))
                        .server(head(":two.txt:1:1:") + "a" + head(":.:0:3:"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1:100:ann:ANN-PC:1", // no end of the command
                "1:100:ann:ANN-PC:9:x", // no such command
                "1:x:ann:ANN-PC:1:x", // no number
                "2:100:ann:ANN-PC:1:x", // no such version
                "12:100:ann:ANN-PC:1:x",
                "1:100::ANN-PC:1:x", // nobody
                "1:2:3:4:5:6:7:8", // only numbers, and command 5
                "1"
            })
    void whatIsNot(String datagram) {
        assertEquals(List.of(), Dialogue.udp(2425).client(datagram).lines());
    }

    @Test
    void damageIsNoException() {
        Random random = new Random(3);
        byte[] whole =
                "1:101:ann:ANN-PC:2097440:look\0000:a.txt:c:4a5b6c7d:1:\u0007\0".getBytes(StandardCharsets.US_ASCII);
        int events = 0;
        for (int round = 0; round < Integer.getInteger("fuzz.rounds", 300); round++) {
            byte[] bytes = whole.clone();
            for (int i = 1 + random.nextInt(3); i > 0; i--)
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            List<ImEvent> said = hello().client(bytes).server(bytes).events();
            events += said.size();
            assertTrue(said.size() < 16, said::toString);
        }
        assertTrue(events > 0);
    }
}
