package earshot.dissect.ymsg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Lines;
import earshot.kit.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Captures of real servers and clients say what stands in the `.events` file of the same name, as far as it is YMSG.
/// To accept a change: `-Dgolden=write`. Skipped where the captures are not.
class YmsgCapturesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/earshot/dissect/ymsg");

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Three people, a refused login, an offline message, a conference, a file put on the server.
                "live/ymsg10-libpurple.pcap",
                // One packet of a running connection.
                "legacy/ymsg-zeek-keepalive-inside-smtp.pcap",
            })
    void saysWhatIsWrittenDown(String capture) throws IOException {
        List<String> lines = Replay.events(Replay.shared(capture)).stream()
                .filter(event -> event.seen().protocol().equals("ymsg"))
                .map(Lines::of)
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
