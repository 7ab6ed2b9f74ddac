package earshot.dissect.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Captures of real servers and clients say what stands in the `.events` file of the same name. To accept a
/// change: `-Dgolden=write`. Skipped where the captures are not.
class SipCapturesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/earshot/dissect/sip");

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Three people behind a proxy, over TCP and UDP; a refused login; a message that nobody gets.
                "live/sip-simple-kamailio-libpurple.pcap",
                // A program that puts the address it was given into the text; a call with its media.
                "live/sip-baresip-kamailio-call-message.pcap",
                // Calls and registrations, nothing said.
                "legacy/sip-zeek-wireshark.pcap",
                // Calls between gateways that become faxes.
                "modern/FAX-Call-t38-CA-TDM-SIP-FB-1.pcap",
            })
    void saysWhatIsWrittenDown(String capture) throws IOException {
        List<String> lines = Replay.lines(Replay.shared(capture)).stream()
                .filter(line -> !line.startsWith("host "))
                .toList();
        String name = Path.of(capture).getFileName().toString().replaceAll("\\.pcap(ng)?$", ".events");
        Path golden = Path.of(System.getProperty("earshot.root"), "dissectors")
                .resolve(GOLDEN)
                .resolve(name);
        String said = String.join("\n", lines) + "\n";
        if (System.getProperty("golden", "").equals("write")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, said);
        }
        assertEquals(Files.readString(golden), said);
    }
}
