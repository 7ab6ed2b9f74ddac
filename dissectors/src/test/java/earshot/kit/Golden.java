package earshot.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a capture must say: the `.events` file of its name, beside the tests of its protocol. To accept a change:
/// `-Dgolden=write`.
public final class Golden {
    private static final Path RESOURCES = Path.of("dissectors/src/test/resources/earshot/dissect");

    private Golden() {}

    /// Holds lines against the protocol's file for the capture.
    ///
    /// @param protocol the folder: `irc`
    public static void assertSays(String protocol, String capture, List<String> lines) throws IOException {
        String name = Path.of(capture).getFileName().toString().replaceAll("\\.pcap(ng)?$", ".events");
        Path golden = Path.of(System.getProperty("earshot.root"))
                .resolve(RESOURCES)
                .resolve(protocol)
                .resolve(name);
        String said = String.join("\n", lines) + "\n";
        if (System.getProperty("golden", "").equals("write")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, said);
        }
        assertEquals(Files.readString(golden), said);
    }

    /// Holds all that the capture says, but for the names of hosts, against the protocol's file for it. Skipped where
    /// the capture is not.
    public static void assertSays(String protocol, String capture) throws IOException {
        assertSays(
                protocol,
                capture,
                Replay.lines(Replay.shared(capture)).stream()
                        .filter(line -> !line.startsWith("host "))
                        .toList());
    }
}
