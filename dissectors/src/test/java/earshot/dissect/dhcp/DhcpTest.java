package earshot.dissect.dhcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DhcpTest {
    private static final String NOBODY = "00000000", OLD = "c0a80005", NEW = "c0a80007";

    /// @param operation 01 request, 02 reply
    /// @param has what the client has already
    /// @param given what the server gives it
    private static byte[] message(String operation, String has, String given, String options) {
        String text = operation + """
                01 06 00            # Ethernet, six bytes of address, no relay
                11223344 0000 8000  # transaction; seconds; flags: answer by broadcast
                """ + has + given + """
                c0a80001 00000000   # next server; relay
                000c293a5b7c 00000000000000000000
                """ + "00".repeat(64 + 128) + "63825363" + options;
        return HexFormat.of().parseHex(text.replaceAll("#.*", "").replaceAll("\\s", ""));
    }

    private static List<String> lines(byte[] message, boolean client) {
        Dialogue dialogue = Dialogue.udp(67).clientPort(68);
        return (client ? dialogue.client(message) : dialogue.server(message)).lines();
    }

    @Test
    void aRequestSaysWhoTakesWhichAddress() {
        byte[] request = message("01", NOBODY, NOBODY, """
                35 01 03                    # request
                32 04 c0a80007              # the address wanted
                0c 06 414e4e2d5043          # host name ANN-PC
                ff
                """);
        assertEquals(List.of("host 192.168.0.7 mac 00:0c:29:3a:5b:7c name ANN-PC by dhcp"), lines(request, true));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "00 00 00 616e6e2e6578616d706c65, ann.example, as text",
        "04 00 00 03616e6e 076578616d706c65 00, ann.example, as DNS writes it",
        "04 00 00 03616e6e, ann, a name without its domain",
        "04 00 00 09616e6e, ANN-PC, damaged",
        "00 00 00, ANN-PC, empty",
    })
    void theFullNameIsPreferred(String option, String name, String why) {
        String value = option.replace(" ", "");
        String options =
                "350103 3204c0a80007 0c06414e4e2d5043 51" + String.format("%02x", value.length() / 2) + value + "ff";
        List<String> expected = List.of("host 192.168.0.7 mac 00:0c:29:3a:5b:7c name " + name + " by dhcp");
        assertEquals(expected, lines(message("01", NOBODY, NOBODY, options), true), why);
    }

    @Test
    void anAcknowledgmentSaysWhoWasGivenWhichAddress() {
        List<String> given = List.of("host 192.168.0.7 mac 00:0c:29:3a:5b:7c by dhcp");
        assertEquals(given, lines(message("02", NOBODY, NEW, "350105 ff"), false));
        assertEquals(given, lines(message("02", NEW, NOBODY, "350105 ff"), false), "to one who only informed itself");
    }

    @Test
    void aRenewalKeepsTheAddress() {
        List<String> kept = List.of("host 192.168.0.5 mac 00:0c:29:3a:5b:7c by dhcp");
        assertEquals(kept, lines(message("01", OLD, NOBODY, "350103 ff"), true));
        assertEquals(kept, lines(message("01", OLD, NOBODY, "350108 ff"), true));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "01, 350101 3204c0a80007 ff, discover",
        "02, 350102 ff, offer",
        "02, 350106 ff, refusal",
        "01, 350104 3204c0a80007 ff, decline",
        "01, 350107 ff, release",
        "01, 350105 ff, an acknowledgment by a client",
        "02, 350103 ff, a request by a server",
        "01, 3204c0a80007 ff, no type",
        "01, 350103 3204c0a80007, no end",
        "01, 350103 3204c0a80007 0c06414e, an option that is cut",
        "01, 350103 3204c0a8, another",
    })
    void nothingElseGivesAnAddress(String operation, String options, String why) {
        assertEquals(List.of(), lines(message(operation, OLD, NEW, options), operation.equals("01")), why);
    }

    @Test
    void anotherPortIsNoProof() {
        byte[] request = message("01", NOBODY, NOBODY, "350103 3204c0a80007 ff");
        assertEquals(List.of(), Dialogue.udp(6700).client(request).lines());
    }

    @Test
    void whatWasSaidIsNotSaidAgain() {
        byte[] first = message("01", NOBODY, NOBODY, "350103 3204c0a80007 ff");
        byte[] other = message("01", NOBODY, NOBODY, "350103 3204c0a80007 0c03616e6e ff");
        Dialogue dialogue = Dialogue.udp(67)
                .clientPort(68)
                .client(first)
                .client(first)
                .client(other)
                .client(first);
        assertEquals(
                List.of(
                        "host 192.168.0.7 mac 00:0c:29:3a:5b:7c by dhcp",
                        "host 192.168.0.7 mac 00:0c:29:3a:5b:7c name ann by dhcp"),
                dialogue.lines());
    }
}
