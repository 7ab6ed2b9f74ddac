package earshot.dissect.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.ImEvent.Anomaly;
import earshot.kit.Dialogue;
import earshot.kit.Lines;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StunTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 2_000);
    private static final String COOKIE = "2112a442", ID = "a6674f75f0ad2c001315b336";

    /// An allocation as WhatsApp asks for it: its own attribute of a length that is no multiple of four.
    private static final String ALLOCATE = "0003000a" + COOKIE + ID + "40000006" + "0503 0826 d884";

    private static final String ALLOCATED =
            "01030018" + COOKIE + ID + "00200008" + "0001ed8671a60672" + "40020008" + "0000016b8e034333";

    private static String message(String type, String attributes) {
        String bytes = attributes.replaceAll("\\s", "");
        return type + "%04x".formatted(bytes.length() / 2) + COOKIE + ID + bytes;
    }

    private static String ascii(String text) {
        return HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    @ParameterizedTest(name = "{0} names {1}")
    @CsvSource({
        "0001, 80540004 00000001, probable teams",
        "0001, 80700004 00000003, probable teams",
        "0003, 80550004 00010000, probable teams",
        "0001, ff030004 00000001, probable google-meet",
        "0003, 40010004 00000001, certain whatsapp",
        "0800, 00080004 00000001, certain whatsapp",
        "0802, '', certain whatsapp",
    })
    void attributesNameTheirMaker(String type, String attributes, String expected) {
        String[] words = expected.split(" ");
        List<String> lines =
                Dialogue.udp(3478).clientHex(message(type, attributes)).said();
        assertEquals(1, lines.size());
        assertTrue(lines.getFirst().startsWith("service " + words[1] + " " + words[0]), lines.getFirst());
    }

    @ParameterizedTest(name = "realm {0}")
    @CsvSource({
        "signal.org, certain signal",
        "telegram.org, certain telegram",
        "turner.facebook, certain messenger",
        "viber.com, certain viber",
        "turn.l.google.com, certain google-meet",
        "hosted.google.com, probable google-meet",
    })
    void realmsNameTheOperatorOfARelay(String realm, String expected) {
        String[] words = expected.split(" ");
        String padded = ascii(realm) + "00".repeat(-realm.length() & 3);
        String refused = message("0113", "00090004 00000401 0014" + "%04x".formatted(realm.length()) + padded);
        List<String> lines = Dialogue.udp(3478)
                .clientHex(message("0003", "00190004 11000000"))
                .serverHex(refused)
                .said();
        assertEquals(
                List.of("service " + words[1] + " " + words[0] + " [realm:" + realm + "]"),
                lines,
                "the request alone names nobody");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "0014000b 6578616d706c652e6f726700, a realm of somebody else",
        "00140011 7374756e2e6c2e676f6f676c652e636f6d0000, the STUN server that everybody uses",
        "80220010 5354554e207465737420636c69656e74, a program",
        "40000044 00000000, an attribute that is longer than the message",
    })
    void whatNamesNobodyIsNotClaimed(String attributes, String why) {
        assertEquals(
                List.of(),
                Dialogue.udp(3478).clientHex(message("0001", attributes)).said(),
                why);
    }

    @Test
    void aCookieIsNeeded() {
        assertEquals(
                List.of(),
                Dialogue.udp(3478)
                        .clientHex(ALLOCATE.replace(COOKIE, "2112a443"))
                        .said());
    }

    @Test
    void conferenceServersOfGoogleHaveTheirOwnNetworks() {
        String check = message("0001", "00060009 6576746a3a68367659000000");
        assertEquals(
                List.of("service google-meet probable [range:142.250.82.0/24]"),
                Dialogue.udp(3478)
                        .between(Dialogue.CLIENT, 0x8efa5207)
                        .clientHex(check)
                        .said());
        assertEquals(
                List.of(),
                Dialogue.udp(3478)
                        .between(Dialogue.CLIENT, 0x8efa5307)
                        .clientHex(check)
                        .said());
    }

    @Test
    void zoomProbesInTheClassicForm() {
        String id = "c15dae6358 5d14392e582c260403bf30";
        List<String> lines = Dialogue.udp(3478)
                .clientHex("00010018" + id + "01010014" + ascii("1234567890123456789") + "00")
                .serverHex("0002000c" + id + "01030008" + "0001ff7550b4dcef")
                .said();
        assertEquals(List.of("service zoom certain [signature:zoom-probe]"), lines);
    }

    @Test
    void mediaInBothDirectionsIsACall() {
        Dialogue dialogue = Dialogue.udp(3478).clientHex(ALLOCATE).serverHex(ALLOCATED);
        for (int i = 0; i < 60; i++)
            dialogue.clientHex("9078 1234 00000001 0000ace3").serverHex("9078 1234");
        assertEquals(
                List.of("service whatsapp certain [signature:stun-attribute-4000]", "call ?192.0.2.1 ->  established"),
                dialogue.said());
    }

    @Test
    void relaysThatWereOnlyAskedAreNoCall() {
        Dialogue dialogue = Dialogue.udp(3478).clientHex(ALLOCATE).serverHex(ALLOCATED);
        for (int i = 0; i < 60; i++) dialogue.clientHex("9078 1234 00000001 0000ace3");
        assertEquals(1, dialogue.said().size());
    }

    @Test
    void otherFlowsOfTheEndpointBelongToTheCall() {
        Dialogue peer =
                Dialogue.udp(9344).between(Dialogue.CLIENT, 0xc0000209).clientHex(message("0001", "00060004 61626364"));
        Dialogue stranger = Dialogue.udp(9344)
                .clientPort(40_001)
                .between(Dialogue.CLIENT, 0xc0000209)
                .clientHex(message("0001", "00060004 61626364"));
        assertEquals(
                List.of(
                        "service whatsapp certain [signature:stun-attribute-4000]",
                        "service whatsapp probable [companion:192.0.2.2:3478 signature:stun-attribute-4000]"),
                Dialogue.udp(3478).clientHex(ALLOCATE).then(peer).then(stranger).said());
    }

    @Test
    void overTcpMessagesFollowEachOtherPlainOrFramed() {
        String plain = message("0003", "00190004 11000000");
        String named = message("0113", "0014000a" + ascii("signal.org") + "0000");
        String expected = "service signal certain [realm:signal.org]";
        assertEquals(
                List.of(expected),
                Dialogue.tcp(443).clientHex(plain).serverHex(named).said());
        String framed = "%04x".formatted(named.length() / 2) + named;
        String multiplexed = "ff10" + framed;
        assertEquals(
                List.of(expected),
                Dialogue.tcp(443).clientHex("001c" + plain).serverHex(framed).said());
        assertEquals(
                List.of(expected),
                Dialogue.tcp(443)
                        .clientHex("ff10001c" + plain)
                        .serverHex(multiplexed)
                        .said());
    }

    @Test
    void damageIsNoException() {
        Random random = new Random(5769);
        byte[][] seeds = {hex(ALLOCATE), hex(ALLOCATED), hex(message("0113", "0014000a" + ascii("signal.org") + "0000"))
        };
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = seeds[random.nextInt(seeds.length)].clone();
            for (int i = random.nextInt(6); i >= 0; i--) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            byte[] cut = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 8));
            Dialogue dialogue = random.nextBoolean() ? Dialogue.udp(3478) : Dialogue.tcp(3478);
            for (var event : dialogue.client(cut).server(bytes).events()) {
                boolean defect =
                        event instanceof Anomaly anomaly && anomaly.what().equals("dissector-failed");
                assertTrue(!defect, () -> Lines.of(event));
            }
        }
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
    }
}
