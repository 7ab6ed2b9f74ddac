package earshot.dissect.netbios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetBiosTest {
    /// The name in the form of a label, its length before and the root after it.
    private static String label(String name, int service) {
        byte[] sixteen = String.format("%-15s%c", name, (char) service).getBytes(StandardCharsets.ISO_8859_1);
        StringBuilder hex = new StringBuilder("20");
        for (byte b : sixteen) hex.append(String.format("%02x%02x", 'A' + (b >> 4 & 15), 'A' + (b & 15)));
        return hex + "00";
    }

    private static List<String> lines(int port, String hex) {
        String digits = hex.replaceAll("#.*", "").replaceAll("\\s", "");
        return Dialogue.udp(port)
                .clientPort(port)
                .client(HexFormat.of().parseHex(digits))
                .lines();
    }

    private static String registration(String flags, String name) {
        return "8001" + flags + "0001 0000 0000 0001" + name + """
                0020 0001                       # NB, Internet
                c00c 0020 0001 000493e0 0006    # the same name; 300,000 s
                0000 c0a80007                   # unique; 192.168.0.7
                """;
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({"2910, registration", "4110, refresh", "7910, of a host with several addresses"})
    void aRegistrationClaimsAName(String flags, String why) {
        List<String> expected = List.of("host 192.168.0.7 name ANN-PC by netbios");
        assertEquals(expected, lines(137, registration(flags, label("ANN-PC", 0))), why);
        assertEquals(expected, lines(137, registration(flags, label("ANN-PC", 0x20))), why);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "2910, 3, a user's or messenger's name",
        "2910, 27, the domain's master browser", // 0x1b
        "ad80, 0, a server's answer to a registration",
        "3000, 0, a release",
        "0110, 0, a query",
    })
    void otherNamesAreNoMachines(String flags, int service, String why) {
        assertEquals(List.of(), lines(137, registration(flags, label("ANN-PC", service))), why);
    }

    @Test
    void aGroupIsNoMachine() {
        String group = registration("2910", label("WORKGROUP", 0)).replace("0000 c0a80007", "8000 c0a80007");
        assertEquals(List.of(), lines(137, group));
    }

    @Test
    void anAnswerGivesAllAddresses() {
        assertEquals(
                List.of("host 192.168.0.7 name ANN-PC by netbios", "host 10.0.0.7 name ANN-PC by netbios"),
                lines(137, "8001 8500 0000 0001 0000 0000" + label("ANN-PC", 0x20) + """
                        0020 0001 000493e0 000c
                        0000 c0a80007 0000 0a000007
                        """));
    }

    @Test
    void aStatusHasTheHardwareAddress() {
        String status = "8001 8400 0000 0001 0000 0000" + label("*", 0) + """
                0021 0001 00000000 0041         # NBSTAT; 65 bytes
                03                              # three names
                """
                + HexFormat.of().formatHex("WORKGROUP      \0".getBytes(StandardCharsets.ISO_8859_1)) + """
                8400                            # group, active
                """
                + HexFormat.of().formatHex("ANN-PC         \0".getBytes(StandardCharsets.ISO_8859_1)) + """
                0400                            # unique, active
                """
                + HexFormat.of().formatHex("ANN-PC          ".getBytes(StandardCharsets.ISO_8859_1)) + """
                0400
                000c293a5b7c                    # hardware address
                00000000                        # figures
                """;
        List<String> expected = List.of("host 192.0.2.1 mac 00:0c:29:3a:5b:7c name ANN-PC by netbios");
        assertEquals(expected, lines(137, status));
    }

    @Test
    void aDatagramNamesItsSender() {
        assertEquals(
                List.of("host 192.168.0.7 name ANN-PC by netbios"),
                lines(138, """
                        11 02 0001              # direct group datagram; flags; identifier
                        c0a80007 0000           # from this address; port, which macOS leaves 0
                        0044 0000               # length, offset
                        """ + label("ANN-PC", 0) + label("WORKGROUP", 0x1d)));
    }

    @Test
    void shortenedMessagesNameNobody() {
        String whole =
                registration("2910", label("ANN-PC", 0)).replaceAll("#.*", "").replaceAll("\\s", "");
        for (int length = 2; length < whole.length(); length += 2) {
            assertEquals(List.of(), lines(137, whole.substring(0, length)));
        }
    }

    @Test
    void anotherPortIsNoProof() {
        assertEquals(List.of(), lines(1137, registration("2910", label("ANN-PC", 0))));
    }
}
