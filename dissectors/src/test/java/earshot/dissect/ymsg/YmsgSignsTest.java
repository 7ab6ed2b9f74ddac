package earshot.dissect.ymsg;

import static earshot.dissect.ymsg.Wire.client;
import static earshot.dissect.ymsg.Wire.joined;
import static earshot.dissect.ymsg.Wire.packet;
import static earshot.dissect.ymsg.Wire.server;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.kit.Dialogue;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is taken for YMSG and what is not, and what is said when bytes are missing.
class YmsgSignsTest {
    private static boolean recognised(Dialogue dialogue) {
        return dialogue.lines().contains("service yahoo certain [signature:ymsg]");
    }

    @ParameterizedTest
    @CsvSource({
        // version, service, then the first bytes of the fields
        "0010 004c 0000 '', true", // nothing follows
        "0009 0057 000a 31c080616c696365c080, true",
        "0900 0057 000a 31c080616c696365c080, true", // little end first
        "0065 0226 000a 30c080616c696365c080, true", // the web
        "0100 0057 000a 31c080616c696365c080, false", // no such version
        "7777 0057 000a 31c080616c696365c080, false",
        "0010 9999 000a 31c080616c696365c080, false", // no such service
        "0010 0057 000a 61c080616c696365c080, false", // a key that is no number
        "0010 0057 000a 31323334353637383930, false", // digits without end
    })
    void aHeaderMustMakeSense(String bytes, boolean known) {
        String[] parts = bytes.replace("''", "").split(" ");
        String hex = "594d5347" + parts[0] + "0000" + parts[2] + parts[1] + "0000000000000000"
                + (parts.length > 3 ? parts[3] : "");
        assertEquals(known, recognised(Dialogue.tcp(80).clientHex(hex)), bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"YMSGR is a messenger\r\n", "YMSG", "YM", "Y", "YES\r\n"})
    void theNameAloneIsNothing(String text) {
        assertEquals(List.of(), Dialogue.tcp(5050).client(text).lines());
    }

    private static final byte[] SAID = client(0x06, "1", "ann", "5", "bob", "14", "hi");
    private static final byte[] HEARD = server(0x06, "4", "bob", "5", "ann", "14", "ho");

    /// In the middle of a packet, and with client and server taken for each other.
    @Test
    void aFlowIsJoinedAnywhere() {
        byte[] half = Arrays.copyOfRange(SAID, 24, SAID.length);
        assertEquals(
                List.of("message chat sent ann -> bob \"hi\"", "message chat delivered bob -> ann \"ho\""),
                Dialogue.tcp(5050).midStream().client(joined(half, SAID)).server(HEARD).lines().stream()
                        .filter(line -> line.startsWith("message"))
                        .toList());
        assertEquals(
                List.of("message chat delivered bob -> ann \"ho\"", "message chat sent ann -> bob \"hi\""),
                Dialogue.tcp(40_001).clientPort(5050).midStream().client(HEARD).server(SAID).lines().stream()
                        .filter(line -> line.startsWith("message"))
                        .toList());
    }

    @Test
    void afterLostBytesReadingGoesOnAtTheNextPacket() {
        byte[] cut = Arrays.copyOfRange(SAID, 15, SAID.length);
        List<String> lines = Dialogue.tcp(5050)
                .client(SAID)
                .clientGap(15)
                .client(joined(cut, client(0x06, "1", "ann", "5", "carl", "14", "and you?")))
                .lines();
        assertTrue(lines.contains("message chat sent ann -> carl \"and you?\""), lines::toString);
        assertEquals(
                1, lines.stream().filter(line -> line.endsWith("-> bob \"hi\"")).count());
    }

    /// A challenge answers one question: that of the next one was lost.
    @Test
    void aChallengeIsNotUsedTwice() {
        List<String> lines = Dialogue.tcp(5050)
                .client(packet(10, 0x57, 0, "1", "ann"))
                .server(server(0x57, "1", "ann", "94", "first"))
                .client(packet(10, 0x57, 0, "1", "eve"))
                .serverGap(70)
                .client(packet(10, 0x54, 0, "6", "x--", "96", "y--", "0", "eve"))
                .lines();
        assertTrue(lines.stream().noneMatch(line -> line.startsWith("credential")), lines::toString);
    }

    @Test
    void whatIsNoFieldIsSaid() {
        List<String> lines = Dialogue.tcp(5050)
                .client(client(0x8a, "0", "ann"))
                // YMSG, version, vendor, length 8, service 06, status, session; a key that is none
                .clientHex("594d5347 0010 0000 0008 0006 00000000 00000000 31c080 61c080 7878")
                .client(SAID)
                .lines();
        assertTrue(lines.contains("message chat sent ann -> bob \"hi\""), lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("anomaly malformed-fields")), lines::toString);
    }
}
