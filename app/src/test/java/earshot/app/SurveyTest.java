package earshot.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.report.casefile.CaseFolder;
import earshot.report.line.EventLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The survey of a case made of all samples.
class SurveyTest {
    @TempDir
    static Path folder;

    private static String path, json;

    @BeforeAll
    static void replay() throws IOException {
        path = folder.resolve("case").toString();
        List<String> arguments = new ArrayList<>(List.of("replay", "--case", path));
        for (String sample : List.of("irc.pcap", "aim.pcap", "xmpp.pcap", "msn.pcap"))
            arguments.add(Cli.sample(sample));
        assertEquals(Exit.DONE, Cli.run(arguments.toArray(String[]::new)).status());
        json = survey("--format", "json");
    }

    private static String survey(String... more) {
        List<String> arguments = new ArrayList<>(List.of("survey", "--case", path));
        arguments.addAll(List.of(more));
        Cli.Result result = Cli.run(arguments.toArray(String[]::new));
        assertEquals(Exit.DONE, result.status(), result.err());
        return result.out();
    }

    /// What the truth files of the samples say, counted.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"service and feature":"irc: rooms","times":6,"accounts":3}
            {"service":"irc","connections":5,
            """)
    void figuresAreThoseOfTheTruth(String said) {
        assertTrue(json.contains(said), json);
    }

    /// Nothing of what was said, nothing that was kept secret, and no name, in any form of the survey.
    @Test
    void noContentAndNoNames() throws IOException {
        Path page = folder.resolve("survey.html"), tables = folder.resolve("tables");
        survey("-w", page.toString());
        survey("--format", "csv", "-w", tables.toString());
        StringBuilder all = new StringBuilder(json).append(Files.readString(page));
        try (Stream<Path> files = Files.list(tables)) {
            for (Path file : files.sorted().toList()) all.append(Files.readString(file));
        }
        String written = all.substring(0).toLowerCase(java.util.Locale.ROOT);
        int held = 0;
        List<String> forbidden = new ArrayList<>();
        try (CaseFolder opened = CaseFolder.open(Path.of(path))) {
            opened.each((_, bytes, offset, length) -> {
                EventLine line = EventLine.read(bytes, offset, length);
                for (String field : List.of("text", "markup", "secret", "raw")) forbidden.add(line.text(field));
                if (line.type().equals("file")) forbidden.add(line.text("name"));
                for (String field : List.of("account", "from", "owner", "contact")) forbidden.add(line.text(field));
                return true;
            });
        }
        for (String text : forbidden) {
            // Shorter ones are parts of ordinary words.
            if (text.length() < 6) continue;
            held++;
            assertFalse(written.contains(text.toLowerCase(java.util.Locale.ROOT)), text);
        }
        assertTrue(held > 100, "there was something to hold it against: " + held);
    }

    @Test
    void pseudonymsStayTheSameAndNamesAreForWhoAsks() {
        assertEquals(json, survey("--format", "json"));
        assertTrue(survey("--format", "json", "--names").contains("\"account\":\"rhonda\""));
    }

    @Test
    void aPeriodWithoutEventsIsEmpty() {
        assertFalse(survey("--format", "json", "--from", "1990-01-01", "--until", "1990-12-31")
                .contains("\"rows\":[{"));
    }
}
