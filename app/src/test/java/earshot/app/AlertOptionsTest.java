package earshot.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Alerts of a replay, told to others.
class AlertOptionsTest {
    @TempDir
    Path folder;

    @Test
    void whatIsToldIsWhatIsPrinted() throws IOException {
        Path file = folder.resolve("told");
        Cli.Result result = Cli.run("replay", "--json", Cli.sample("toc.pcap"), "--alert-to", "file:" + file);
        List<String> printed = result.lines().stream()
                .filter(line -> line.startsWith("{\"type\":\"alert\"") && !line.contains("\"severity\":\"info\""))
                .toList();
        assertFalse(printed.isEmpty(), "the sample has a password in it");
        for (String line : Files.readAllLines(file)) assertTrue(printed.contains(line), line);
        assertTrue(Files.readAllLines(file).contains(printed.getLast()));
    }

    @Test
    void onlyWhatIsBadEnoughIsTold() {
        Path file = folder.resolve("told");
        Cli.run(
                "replay",
                "--json",
                Cli.sample("toc.pcap"),
                "--alert-to",
                "file:" + file,
                "--alert-severity",
                "critical");
        assertFalse(Files.exists(file));
    }

    @Test
    void commonEventFormat() throws IOException {
        Path file = folder.resolve("told");
        Cli.run("replay", "--json", Cli.sample("toc.pcap"), "--alert-to", "file:" + file, "--alert-format", "cef");
        for (String line : Files.readAllLines(file))
            assertTrue(line.matches("CEF:0\\|Earshot\\|Earshot\\|[^|]+\\|[^|]+\\|[^|]+\\|[0-9]+\\|rt=[0-9]+ .*"), line);
    }

    @Test
    void whatIsNotDeliveredIsSaid() throws IOException {
        Cli.Result result = Cli.run(
                "replay",
                "--json",
                "--quiet",
                Cli.sample("toc.pcap"),
                "--alert-to",
                "exec:exit 7",
                "--alert-to",
                "file:" + folder.resolve("no/such/folder/" + "x"));
        assertEquals(Exit.DONE, result.status());
        assertTrue(
                result.err().contains("alerts could not be told to exec:exit 7: it ended with status 7"), result.err());
        assertTrue(result.err().contains("could not be told to " + folder), result.err());
    }

    @Test
    void slipsAreUsageErrors() {
        for (String[] wrong : new String[][] {
            {"--alert-to", "pigeon://loft"},
            {"--alert-to", "file:x", "--alert-format", "xml"},
            {"--alert-to", "file:x", "--alert-severity", "bad"}
        }) {
            List<String> words = new java.util.ArrayList<>(List.of("replay", "--json", Cli.sample("toc.pcap")));
            words.addAll(List.of(wrong));
            assertEquals(Exit.USAGE, Cli.run(words.toArray(String[]::new)).status(), String.join(" ", wrong));
        }
    }

    @Test
    void theHelpSaysWhereEarshotConnects() {
        for (String command : List.of("replay", "capture"))
            assertTrue(Cli.run(command, "--help")
                    .out()
                    .replaceAll("\\s+", " ")
                    .contains("Earshot connects there, and else only to what the policy names"));
    }
}
