package earshot.dissect.mdns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import earshot.kit.DnsBytes;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MdnsTest {
    private static final String NAME = "06416e6e2d5063 056c6f63616c 00"; // Ann-Pc.local

    private static List<String> lines(String hex) {
        String digits = hex.replaceAll("#.*", "").replaceAll("\\s", "");
        return Dialogue.udp(5353)
                .clientPort(5353)
                .client(HexFormat.of().parseHex(digits))
                .lines();
    }

    @Test
    void announcedAddressesHaveTheNameOfTheirMachine() {
        List<String> lines = lines("0000 8400 0000 0001 0000 0002" + NAME + """
                0001 8001 00000078 0004 c0a80007                # A, the only one; 120 s; 192.168.0.7
                c00c 001c 8001 00000078 0010 fe800000000000000000000000000007
                c00c 002f 8001 00000078 0004 c00c 0001          # NSEC: nobody asked
                """);
        assertEquals(
                List.of("host 192.168.0.7 name Ann-Pc.local by mdns", "host fe80::7 name Ann-Pc.local by mdns"), lines);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "0000 0000 0001 0000 0000 0000 NAME 0001 0001, a question",
        "0000 0000 0001 0000 0001 0000 NAME 00ff 0001 c00c 0001 0001 00000078 0004 c0a80007, a probe",
        "0000 8400 0000 0001 0000 0000 NAME 0001 8001 00000000 0004 c0a80007, taken back",
        "0000 8400 0000 0001 0000 0000 NAME 0001 8003 00000078 0004 c0a80007, another class",
        "0000 8403 0000 0001 0000 0000 NAME 0001 8001 00000078 0004 c0a80007, an error",
        "0000 8400 0000 0001 0000 0000 NAME 0001 8001 00000078 0004 c0a800, cut",
        "1234 8400 0000 0001 0000 0000 NAME 0001 8001 00000078 0004 c0a80007, an identifier",
    })
    void nothingElseNamesAnybody(String message, String why) {
        assertEquals(List.of(), lines(message.replace("NAME", NAME)), why);
    }

    /// XEP-0174: who is there for messages says on which port.
    @Test
    void whatIsOfferedOnAPortNamesTheConnectionsThere() {
        String name = "ann@pc._presence._tcp.local";
        byte[] announced = DnsBytes.announcement(2)
                .srv(name, 5298, "pc.local")
                .a("pc.local", Dialogue.SERVER)
                .bytes();
        for (int port : new int[] {5298, 5299}) {
            Dialogue chat =
                    Dialogue.tcp(port).clientHex("fb 1d f3 77 a0 c9 5b 02").serverHex("fb 1d f3 77 a0 c9 5b 02");
            List<String> expected = port == 5298
                    ? List.of("host 192.0.2.2 name pc.local by mdns", "service bonjour probable [dns:" + name + "]")
                    : List.of("host 192.0.2.2 name pc.local by mdns");
            // To 224.0.0.251, from the machine itself.
            Dialogue mdns = Dialogue.udp(5353)
                    .clientPort(5353)
                    .between(Dialogue.SERVER, 0xe00000fb)
                    .client(announced);
            assertEquals(
                    expected,
                    mdns.then(chat).lines().stream()
                            .filter(line -> !line.startsWith("usage"))
                            .toList());
        }
    }

    @Test
    void anotherPortIsNoProof() {
        String answer = "0000 8400 0000 0001 0000 0000" + NAME + "0001 8001 00000078 0004 c0a80007";
        assertEquals(List.of(), Dialogue.udp(53).clientHex(answer).lines());
    }
}
