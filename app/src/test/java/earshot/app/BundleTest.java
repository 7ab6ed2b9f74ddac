package earshot.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bundles of the IRC sample: what is in them, that anybody gets the same, and that a change shows.
class BundleTest {
    private static final String OPS = "chat-q6bdbc7n05", FILE = "0e05e06fc6b6-263-file-2";

    @TempDir
    static Path folder;

    private static String path;

    @BeforeAll
    static void replay() {
        path = folder.resolve("case").toString();
        assertEquals(
                Exit.DONE,
                Cli.run("replay", Cli.sample("irc.pcap"), "--case", path).status());
    }

    /// @return the bundle digest
    private static String bundle(Path to, String... arguments) {
        List<String> all = new java.util.ArrayList<>(List.of("bundle", "-w", to.toString(), "--case", path));
        all.addAll(List.of(arguments));
        Cli.Result result = Cli.run(all.toArray(String[]::new));
        assertEquals(Exit.DONE, result.status(), result.err());
        String last = result.lines().getLast();
        assertTrue(last.startsWith("bundle digest "), last);
        return last.substring("bundle digest ".length());
    }

    /// Names and contents of all files.
    private static SortedMap<String, String> contents(Path bundle) throws IOException {
        TreeMap<String, String> contents = new TreeMap<>();
        try (var walk = Files.walk(bundle)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                contents.put(bundle.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    @Test
    void hasEverythingThatProvesAConversation() throws IOException {
        Path to = folder.resolve("everything");
        bundle(to, OPS);
        SortedMap<String, String> contents = contents(to);
        assertEquals(
                List.of(
                        "case-uco.jsonld",
                        "completeness.txt",
                        "conversations.rsmf",
                        "events.jsonl",
                        "manifest.json",
                        "packets.pcapng",
                        "transcript.html",
                        "transcript.txt"),
                List.copyOf(contents.keySet()));
        assertTrue(contents.get("events.jsonl").lines().allMatch(line -> line.contains("\"#ops\"")));
        assertTrue(contents.get("transcript.txt").contains("Evening all, is core-rtr-2 drained?"));
        String complete = contents.get("completeness.txt");
        assertTrue(complete.contains("irc.pcap: "), complete);
        assertTrue(complete.contains("finished"), complete);
        assertTrue(complete.matches("(?s).*  All [0-9]+ frames that prove them\\..*"), complete);
        // Read again, the packets alone say what was said.
        Cli.Result again =
                Cli.run("replay", "--json", to.resolve("packets.pcapng").toString());
        assertTrue(again.out().contains("is core-rtr-2 drained?"), again.out());
    }

    @Test
    void aFileComesWithItsBytes() throws IOException {
        Path to = folder.resolve("file");
        bundle(to, FILE);
        List<String> files = contents(to).keySet().stream()
                .filter(name -> name.startsWith("files/"))
                .toList();
        assertEquals(1, files.size(), files.toString());
        assertEquals(Exit.DONE, Cli.run("verify", to.toString()).status());
    }

    /// Whoever has the case and the captures, wherever they lie, gets the same bytes.
    @Test
    void anybodyGetsTheSame() throws IOException {
        Path moved = Files.createDirectories(folder.resolve("moved")).resolve("irc.pcap");
        Files.copy(Path.of(Cli.sample("irc.pcap")), moved);
        Path one = folder.resolve("one.zip"), two = folder.resolve("two.zip"), three = folder.resolve("three");
        String digest = bundle(one, OPS, FILE);
        String elsewhere = moved.getParent().toString();
        assertEquals(digest, bundle(two, FILE, OPS, "--captures", elsewhere), "the order of ids does not matter");
        assertEquals(digest, bundle(three, OPS, FILE), "nor whether it is zipped");
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
        Cli.Result verified = Cli.run("verify", one.toString(), "--seal", digest);
        assertTrue(verified.out().startsWith("unchanged"), verified.out());
    }

    @Test
    void noSecretOutsideThePackets() throws IOException {
        Path to = folder.resolve("masked");
        bundle(to, "0e05e06fc6b6-86-alert-1");
        SortedMap<String, String> contents = contents(to);
        assertTrue(contents.remove("packets.pcapng").contains("rh0ndaNickPass"), "the original bytes");
        contents.forEach((name, content) -> assertFalse(content.contains("rh0ndaNickPass"), name));
        Path without = folder.resolve("without");
        bundle(without, "0e05e06fc6b6-86-alert-1", "--without-packets");
        assertFalse(Files.exists(without.resolve("packets.pcapng")));
        assertTrue(Files.readString(without.resolve("completeness.txt")).contains("Packets were left out"));
    }

    @ParameterizedTest
    @CsvSource({
        "edit, transcript.txt: was changed",
        "delete, transcript.txt: is missing",
        "add, note.txt: is not in the"
    })
    void aChangeIsSaidWithItsPlace(String what, String says) throws IOException {
        Path to = folder.resolve(what);
        String digest = bundle(to, OPS);
        Path transcript = to.resolve("transcript.txt");
        switch (what) {
            case "edit" ->
                Files.writeString(transcript, Files.readString(transcript).replace("drained", "drowned"));
            case "delete" -> Files.delete(transcript);
            default -> Files.writeString(to.resolve("note.txt"), "x");
        }
        Cli.Result result = Cli.run("verify", to.toString(), "--seal", digest);
        assertEquals(Exit.DAMAGED, result.status());
        assertTrue(result.out().contains(says), result.out());
    }

    /// A bundle made anew is consistent in itself; only what was written down elsewhere tells.
    @Test
    void aManifestMadeAnewIsNotTheOneExpected() throws IOException {
        Path to = folder.resolve("anew");
        String digest = bundle(to, OPS);
        Path manifest = to.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"case\": \"\"", "\"case\": \"1\""));
        assertTrue(Cli.run("verify", to.toString()).out().startsWith("consistent"));
        assertTrue(Cli.run("verify", to.toString(), "--seal", digest).out().contains("the bundle digest is"));
    }

    /// Whatever a disk or a stranger does to a zip, there is an answer and no exception; what the manifest does not
    /// cover, the zip's own housekeeping, is the only thing that may change unseen.
    @Test
    void flippedBitsAreAnswered() throws IOException {
        Path good = folder.resolve("good.zip"), bad = folder.resolve("bad.zip");
        String digest = bundle(good, OPS);
        byte[] bytes = Files.readAllBytes(good);
        Random random = new Random(6);
        int seen = 0;
        for (int i = 0; i < 300; i++) {
            byte[] flipped = bytes.clone();
            flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(bad, flipped);
            Cli.Result result = Cli.run("verify", bad.toString(), "--seal", digest);
            assertTrue(List.of(Exit.DONE, Exit.DAMAGED).contains(result.status()), result.err());
            if (result.status() == Exit.DAMAGED) seen++;
        }
        assertTrue(seen > 280, seen + " of 300");
    }

    @Test
    void aZipOfAStrangerIsNoBundle() throws IOException {
        Path zip = folder.resolve("stranger.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("../../manifest.json"));
            out.write('x');
        }
        Cli.Result result = Cli.run("verify", zip.toString());
        assertEquals(Exit.DAMAGED, result.status());
        assertTrue(result.out().contains("manifest.json: is missing"), result.out());
    }

    @Test
    void whatIsNotThereIsSaid() {
        Path to = folder.resolve("nothing");
        Cli.Result result = Cli.run("bundle", "chat-0000000000", "-w", to.toString(), "--case", path);
        assertEquals(Exit.FAILED, result.status());
        assertTrue(result.err().contains("there is nothing with the id chat-0000000000"), result.err());
        assertFalse(Files.exists(to));
        assertEquals(Exit.FAILED, Cli.run("verify", to.toString()).status());
    }
}
