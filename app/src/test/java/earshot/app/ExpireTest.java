package earshot.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.report.casefile.CaseFolder;
import earshot.report.casefile.Custody;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What expiry takes out of a case of the IRC sample, what it leaves, and what is said of it.
class ExpireTest {
    private static final String OPS = "chat-q6bdbc7n05", SAID = "Evening all, is core-rtr-2 drained?";

    @TempDir
    Path folder;

    private Path path;
    private String seal;

    @BeforeEach
    void aCase() throws IOException {
        path = folder.resolve("case");
        run("replay", Cli.sample("irc.pcap"));
        try (CaseFolder opened = CaseFolder.open(path)) {
            seal = opened.record().seal();
        }
    }

    private String run(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--case";
        all[arguments.length + 1] = path.toString();
        Cli.Result result = Cli.run(all);
        assertEquals(Exit.DONE, result.status(), result.out() + result.err());
        return result.out();
    }

    private String log() throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(path.resolve("log/00000001.jsonl.gz")))) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    /// The seal that was printed before still holds, and the verdict says what is gone.
    @Test
    void whatIsOldGoesAndTheSealHolds() throws IOException {
        run("search", "drained");
        assertTrue(log().contains(SAID));
        long lines = log().lines().count();
        run("expire", "--before", "2199-01-01");
        assertFalse(log().contains("\"type\":\"message\""), "nothing is left on the disk");
        assertEquals(lines, log().lines().count());
        try (var files = Files.walk(path.resolve("files"))) {
            assertEquals(0, files.filter(Files::isRegularFile).count(), "nor of the files");
        }
        assertFalse(Files.exists(path.resolve("index")), "nor in the index");
        String verified = run("verify", "--seal", seal);
        assertTrue(verified.contains("unchanged"), verified);
        assertTrue(verified.contains(" expired "), verified);
        try (CaseFolder opened = CaseFolder.open(path)) {
            List<String> acts =
                    opened.custody().acts().stream().map(Custody.Act::what).toList();
            assertTrue(acts.contains("expired"), acts.toString());
        }
        for (String command : List.of("alerts", "files", "accounts", "services", "credentials")) run(command);
        assertEquals("", run("search", "drained"));
        assertTrue(
                run("expire", "--before", "2199-01-01").startsWith("0 event lines"), "a second time there is nothing");
    }

    @Test
    void whatIsHeldStays() throws IOException {
        run("hold", "add", OPS, "--why", "17/26");
        assertTrue(run("hold", "list").contains(OPS));
        String done = run("expire", "--before", "2199-01-01");
        assertTrue(done.contains("they are held"), done);
        assertTrue(run("show", OPS).contains(SAID));
        assertFalse(log().contains("rh0ndaNickPass"), "what is not of it goes");
        run("hold", "remove", OPS);
        run("expire", "--before", "2199-01-01");
        assertFalse(log().contains(SAID));
        assertTrue(run("verify", "--seal", seal).contains("unchanged"));
    }

    @ParameterizedTest
    @CsvSource({"Rhonda", "RHONDA", "r honda"})
    void aPersonIsHeldHoweverTheNameIsWritten(String name) throws IOException {
        run("hold", "add", name);
        run("expire", "--before", "2199-01-01");
        assertTrue(log().contains("rh0ndaNickPass"));
        assertFalse(log().contains("\"type\":\"service\""));
    }

    @Test
    void onlyTheKindsAskedForGo() throws IOException {
        run("expire", "--before", "2199-01-01", "--kind", "credential");
        assertFalse(log().contains("\"type\":\"credential\""));
        assertTrue(log().contains(SAID));
        assertTrue(run("expire", "--before", "1999-01-01").startsWith("0 event lines"), "nothing is that old");
        String before = log();
        assertTrue(run("expire", "--before", "2199-01-01", "--dry-run").contains("would go"));
        assertEquals(before, log());
    }

    /// Expiry is no way to make something disappear quietly.
    @Test
    void whatIsGoneWithoutARecordIsAChange() throws IOException {
        run("expire", "--before", "2199-01-01");
        Files.delete(path.resolve("expired.log"));
        Cli.Result result = Cli.run("verify", "--seal", seal, "--case", path.toString());
        assertEquals(Exit.DAMAGED, result.status());
        assertTrue(result.out().contains("was taken out, and expired.log does not say so"), result.out());
    }

    @Test
    void nothingIsExpiredWhileTheHoldsAreInDoubt() throws IOException {
        run("hold", "add", OPS);
        Path holds = path.resolve("holds.log");
        Files.writeString(holds, Files.readString(holds).replace(OPS, "chat-0000000000"));
        Cli.Result result = Cli.run("expire", "--before", "2199-01-01", "--case", path.toString());
        assertEquals(Exit.FAILED, result.status());
        assertTrue(result.err().contains("what is held cannot be told"), result.err());
        assertTrue(log().contains(SAID));
        assertEquals(Exit.DAMAGED, Cli.run("verify", "--case", path.toString()).status());
    }

    /// Killed between the new lines and their new seal: it opens, and running again completes it.
    @Test
    void aKilledExpiryIsCompleted() throws IOException {
        Path described = path.resolve("log/00000001.seal");
        byte[] before = Files.readAllBytes(described);
        run("expire", "--before", "2199-01-01", "--kind", "message");
        Files.write(described, before);
        assertTrue(run("alerts").contains("Cleartext password"));
        run("expire", "--before", "2199-01-01", "--kind", "message");
        assertTrue(run("verify", "--seal", seal).contains("unchanged"));
    }

    @Test
    void aCaseThatWasExpiredCanBeAddedTo() {
        run("expire", "--before", "2199-01-01");
        run("replay", Cli.sample("aim.pcap"));
        assertTrue(run("verify").contains("consistent"));
        assertEquals(Exit.USAGE, Cli.run("expire", "--case", path.toString()).status());
        assertEquals(
                Exit.USAGE,
                Cli.run("expire", "--before", "2199-01-01", "--kind", "capture", "--case", path.toString())
                        .status());
    }
}
