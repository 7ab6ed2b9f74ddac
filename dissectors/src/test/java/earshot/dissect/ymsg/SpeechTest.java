package earshot.dissect.ymsg;

import static earshot.dissect.ymsg.Wire.client;
import static earshot.dissect.ymsg.Wire.packet;
import static earshot.dissect.ymsg.Wire.server;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.event.ImEvent.Message;
import earshot.kit.Dialogue;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeechTest {
    /// What is said of people, without what is said of the flow.
    private static List<String> said(Dialogue dialogue) {
        return dialogue.lines().stream()
                .filter(line -> line.startsWith("message ") || line.startsWith("anomaly "))
                .toList();
    }

    private static Dialogue talk() {
        return Dialogue.tcp(5050);
    }

    /// The sheet's examples, byte by byte: on the way to the server and to the reader.
    @Test
    void messagesGoBothWays() {
        assertEquals(
                List.of("message chat sent alice -> bob \"hi bob\"", "message typing sent alice -> bob \"\""),
                said(talk().clientHex("594d5347 000f 0000 0034 0006 5a55aa56 1a2b3c4d"
                                + "31c080616c696365c08035c080626f62c0803134c080686920626f62c080" // 1, 5, 14
                                + "3937c08031c0803633c0803b30c0803634c08030c080") // 97 1, 63 ;0, 64 0
                        .clientHex("594d5347 000f 0000 0035 004b 00000016 1a2b3c4d"
                                + "3439c080545950494e47c08031c080616c696365c0803134c08020c080" // 49 TYPING, 1, 14
                                + "3133c08031c08035c080626f62c08031303032c08031c080"))); // 13 1, 5 bob, 1002 1
        assertEquals(
                List.of("message chat delivered alice -> bob \"héllo\""),
                said(talk().client(client(0x4c))
                        .serverHex("594d5347 000f 0000 0035 0006 00000001 1a2b3c4d"
                                + "35c080626f62c08034c080616c696365c0803134c08068c3a96c6c6fc080" // 5, 4, 14
                                + "3937c08031c0803135c08031313030303030303030c080"))); // 97 1, 15 1100000000
    }

    /// What the server sends of the client's own was said by it in another place.
    @Test
    void theSameAccountElsewhere() {
        assertEquals(
                List.of("message chat echo ann -> bob \"from my phone\""),
                said(talk().client(client(0x8a, "0", "ann"))
                        .server(server(0x06, "4", "ann", "5", "bob", "14", "from my phone"))));
    }

    @Test
    void aStatedTimeIsKept() {
        Message message = (Message) talk()
                .client(client(0x4c))
                .server(server(0x06, "5", "bob", "4", "ann", "14", "x", "15", "1100000000"))
                .events()
                .stream()
                .filter(Message.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertEquals(1_100_000_000_000_000_000L, message.statedTime());
    }

    @Test
    void whatWasKeptComesAllAtOnce() {
        assertEquals(
                List.of(
                        "message offline delivered carl -> bob \"first\"",
                        "message offline delivered dora -> bob \"second\""),
                said(talk().client(client(0x4c))
                        .server(packet(
                                0,
                                0x06,
                                5,
                                "31",
                                "6",
                                "32",
                                "6",
                                "4",
                                "carl",
                                "5",
                                "bob",
                                "14",
                                "first",
                                "15",
                                "1100000000",
                                "97",
                                "1",
                                "31",
                                "6",
                                "32",
                                "6",
                                "4",
                                "dora",
                                "5",
                                "bob",
                                "14",
                                "second",
                                "15",
                                "1100000001",
                                "97",
                                "1"))));
    }

    @Test
    void oneTextToMany() {
        assertEquals(
                List.of("message chat sent worm -> ann,bob,carl \"look http://x.example/pic.pif\""),
                said(talk().client(client(
                        0x17,
                        "1",
                        "worm",
                        "5",
                        "ann",
                        "5",
                        "bob",
                        "5",
                        "carl",
                        "14",
                        "look http://x.example/pic.pif"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "~[1mbold~[x1m|bold",
                "~[#ff0000mred~[30m|red",
                "<font face=\"Arial\" size=\"12\">hello</font>|hello",
                "<FADE #ff0000,#0000ff>rain</FADE>|rain",
                "<ALT #ff0000,#0000ff>bow</ALT>|bow",
                "a <again> b & <b>c</b> &amp; <JD0146>|a <again> b & <b>c</b> &amp; <JD0146>",
                "<font of wisdom>|<font of wisdom>",
                "<font|<font",
                "~[9999|~[9999",
            })
    void onlyWhatAClientPutsInIsTakenOut(String sent, String read) {
        char escape = 0x1b;
        assertEquals(read.replace('~', escape), YahooText.plain(sent.replace('~', escape)));
    }

    @Test
    void aBuzzIsNoText() {
        assertEquals(
                List.of("message nudge sent ann -> bob \"<ding>\"", "message nudge delivered ann -> bob \"Hey!\""),
                said(talk().client(client(0x06, "1", "ann", "5", "bob", "14", "<ding>", "97", "1"))
                        .server(server(0xd0, "4", "ann", "5", "bob", "230", "base.us.hey", "231", "Hey!"))));
    }

    @Test
    void whatDidNotArriveIsToldOnce() {
        assertEquals(
                List.of("message chat sent ann -> bob \"hi\""),
                said(talk().client(client(0x06, "1", "ann", "5", "bob", "14", "hi"))
                        .server(packet(0, 0x06, 2, "1", "ann", "5", "bob", "14", "hi"))
                        .server(packet(0, 0x06, 0xffff_ffffL, "1", "ann", "5", "bob", "14", "hi"))));
    }

    @Test
    void aNumberIsWrittenTo() {
        assertEquals(
                List.of("message chat sent ann -> +15550100 \"call me\"", "message receipt sent bob -> ann \"\""),
                said(talk().client(
                                client(0x2ea, "1", "ann", "69", "Ann", "5", "+15550100", "68", "att", "14", "call me"))
                        .client(client(
                                0xfb,
                                "1",
                                "bob",
                                "5",
                                "ann",
                                "302",
                                "430",
                                "430",
                                "000000004F2A",
                                "303",
                                "430",
                                "450",
                                "0"))));
    }

    /// Without key 97 the bytes are in whatever the sender's machine uses.
    @Test
    void bytesThatAreNotUtf8AreKept() {
        byte[] japanese = "こんにちは、元気ですか".getBytes(Charset.forName("Shift_JIS"));
        byte[][] fields = {ascii("1"), ascii("ann"), ascii("5"), ascii("bob"), ascii("14"), japanese};
        Message message = (Message) talk().client(packet(10, 0x06, 0, fields)).events().stream()
                .filter(Message.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertEquals("こんにちは、元気ですか", message.text());
        assertEquals("Shift_JIS", message.charset());
        assertArrayEquals(japanese, message.raw());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void ciphertextIsNotShown() {
        assertEquals(
                List.of("message chat sent ann -> bob otr 13 bytes"),
                said(talk().client(client(0x06, "1", "ann", "5", "bob", "14", "?OTR:AAMDJ+M.", "97", "1"))));
    }

    /// Between clients, port 5101: what no server sees.
    @Test
    void clientsTalkDirectly() {
        byte[] hello = packet(15, 0x4d, 11, "4", "ann", "5", "bob", "241", "0", "49", "PEERTOPEER", "13", "1");
        byte[] answer = packet(15, 0x4d, 11, "4", "bob", "5", "ann", "241", "0", "49", "PEERTOPEER", "13", "5");
        assertEquals(
                List.of("message chat sent ann -> bob \"psst\"", "message chat sent bob -> ann \"what\""),
                said(Dialogue.tcp(5101)
                        .client(hello)
                        .server(answer)
                        .client(packet(15, 0x06, 11, "4", "ann", "5", "bob", "14", "psst", "97", "1"))
                        .server(packet(15, 0x06, 11, "1", "bob", "5", "ann", "14", "what", "97", "1"))));
    }

    @Test
    void aKeyIsFiveDigitsAtMost() {
        Fields fields = Fields.read(
                new earshot.bytes.Cursor(HexFormat.of().parseHex("31c08061c080" + "3939393939" + "39c080")));
        assertEquals("a", fields.text(1));
        assertEquals(false, fields.whole());
    }

    /// A C0 without its 80 is part of a value.
    @Test
    void aSeparatorIsTwoBytes() {
        Fields fields =
                Fields.read(new earshot.bytes.Cursor(HexFormat.of().parseHex("3134c08061c062c080" + "35c080626f62")));
        assertArrayEquals(new byte[] {'a', (byte) 0xc0, 'b'}, fields.bytes(14));
        assertEquals("bob", fields.text(5));
    }
}
