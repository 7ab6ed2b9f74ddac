package earshot.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Outbreaks recorded from real clients: their truth says who infected whom.
class OutbreakCaptureTest {
    private static final Path LIVE =
            Path.of(System.getProperty("earshot.root", ".."), "..", "shared", "captures", "live");
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @ValueSource(strings = {"worm-xmpp-links-files-10accounts", "worm-irc-dcc-exe-12clients"})
    void theTreeIsWhatHappened(String name) throws IOException {
        Path capture = LIVE.resolve(name + ".pcap");
        Assumptions.assumeTrue(Files.exists(capture), () -> "no " + capture);
        JsonNode outbreak = JSON.readTree(Files.readString(LIVE.resolve(name + ".truth.json")))
                .get("outbreak");
        Map<String, JsonNode> worms =
                worms(Cli.run("replay", "--json", capture.toString()).lines());
        assertEquals(1, worms.size(), () -> worms.toString());
        JsonNode alert = worms.values().iterator().next();
        assertEquals(
                infections(outbreak.get("infections"), "victim", "infected_by"),
                infections(alert.get("tree"), "to", "from"));
        assertEquals(
                outbreak.get("first_victim").asString(),
                alert.get("firstVictim").asString());
        assertTrue(alert.get("because").size() >= alert.get("tree").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"worm-xmpp-links-files-10accounts", "worm-irc-dcc-exe-12clients"})
    void anyNumberOfWorkersSaysTheSame(String name) {
        Path capture = LIVE.resolve(name + ".pcap");
        Assumptions.assumeTrue(Files.exists(capture), () -> "no " + capture);
        String one = Cli.run("replay", "--json", "--workers", "1", capture.toString())
                .out();
        for (String workers : List.of("2", "5"))
            assertEquals(
                    one,
                    Cli.run("replay", "--json", "--workers", workers, capture.toString())
                            .out());
    }

    /// The worm alerts as they stand at the end, by id.
    private static Map<String, JsonNode> worms(List<String> lines) {
        Map<String, JsonNode> worms = new LinkedHashMap<>();
        for (String line : lines) {
            if (!line.contains("\"rule\":\"worm\"")) continue;
            JsonNode alert = JSON.readTree(line);
            worms.put(alert.get("id").asString(), alert);
        }
        return worms;
    }

    private static Map<String, String> infections(JsonNode list, String victim, String from) {
        Map<String, String> infections = new TreeMap<>();
        for (JsonNode one : list) {
            JsonNode source = one.get(from);
            infections.put(one.get(victim).asString(), source == null || source.isNull() ? "" : source.asString());
        }
        return infections;
    }
}
