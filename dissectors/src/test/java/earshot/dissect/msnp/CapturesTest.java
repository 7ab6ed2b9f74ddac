package earshot.dissect.msnp;

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
class CapturesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/earshot/dissect/msnp");

    @ParameterizedTest
    @ValueSource(
            strings = {
                // One switchboard, recorded from its first line on.
                "legacy/msnp-ppa-msnms.pcap",
                // MSNP8 with a switchboard of three, a contact blocked and allowed again.
                "live/msn-msnp8-bitlbee128.pcap",
                // MSNP18 with endpoints; a file over a direct connection whose headers lag.
                "live/msn-msnp18-libpurple-soap.pcap",
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
