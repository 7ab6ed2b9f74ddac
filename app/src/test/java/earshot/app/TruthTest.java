package earshot.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import earshot.report.line.EventLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// From a capture file to event lines, whole: nothing that is in the truth is missing, and nothing else
/// is claimed.
class TruthTest {
    /// The protocols whose captures must be read without any difference.
    private static final List<String> FINISHED =
            List.of("aim-", "icq-", "oscar-", "irc-", "xmpp-", "worm-", "negative-");

    static List<Path> samples() throws IOException {
        return truths(Cli.ROOT.resolve("samples-pcap")).toList();
    }

    static List<Path> shared() throws IOException {
        Path captures = Cli.ROOT.resolve("../shared/captures").normalize();
        Assumptions.assumeTrue(Files.isDirectory(captures), "the shared captures are not here: " + captures);
        return Stream.concat(truths(captures.resolve("legacy")), truths(captures.resolve("live")))
                .filter(truth -> FINISHED.stream().anyMatch(truth.getFileName().toString()::startsWith))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void samplesAreReadAsTheyWere(Path truth) throws IOException {
        check(truth);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shared")
    void sharedCapturesAreReadAsTheyWere(Path truth) throws IOException {
        check(truth);
    }

    private static void check(Path truth) throws IOException {
        Cli.Result result =
                Cli.run("replay", "--json", "--reveal-secrets", capture(truth).toString());
        assertFalse(result.status() == Exit.FAILED, result.err());
        List<EventLine> lines = result.lines().stream()
                .map(line -> EventLine.read(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
        EventLine known = EventLine.read(Files.readAllBytes(truth));
        assertEquals(List.of(), Truth.differences(known.fields(), lines));
    }

    private static Path capture(Path truth) {
        String name = truth.getFileName().toString().replace(".truth.json", "");
        return Stream.of(".pcap", ".pcapng", ".cap")
                .map(ending -> truth.resolveSibling(name + ending))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Path> truths(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".truth.json")).sorted().toList().stream();
        }
    }
}
