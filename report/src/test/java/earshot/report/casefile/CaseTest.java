package earshot.report.casefile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.capture.CaptureInfo;
import earshot.event.ImEvent.Recovered;
import earshot.event.json.Completeness;
import earshot.report.casefile.CaseWriter.Opening;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A case from its opening to its seal, and after a kill.
class CaseTest {
    static final Opening OPENING = new Opening("2009-17", "A. Examiner", "0.1.0", List.of("--case", "x"));
    static final String SHA = "ab".repeat(32);

    @TempDir
    Path temp;

    @Test
    void whatGoesInComesOut() throws IOException {
        Path folder = temp.resolve("case");
        String seal;
        try (CaseWriter writer = CaseWriter.open(folder, OPENING)) {
            add(writer, capture("a.pcap", "aa"), message(1), message(2));
            seal = writer.finish(List.of(input("a.pcap", "aa", SHA)), inAll(), false)
                    .seal();
        }
        try (CaseFolder read = CaseFolder.open(folder)) {
            assertEquals("2009-17", read.record().number());
            assertEquals("A. Examiner", read.record().examiner());
            assertEquals(seal, read.record().seal());
            Run run = read.runs().getFirst();
            assertEquals(Run.State.FINISHED, run.state());
            assertEquals(Map.of("capture", 1L, "message", 2L), run.counts());
            assertEquals(List.of("--case", "x"), run.options());
            assertEquals(5, run.losses().get("gaps"));
            assertEquals(List.of(capture("a.pcap", "aa"), message(1), message(2)), lines(read));
            assertEquals(message(2), new String(read.log().line(2), StandardCharsets.UTF_8) + "\n");
            assertNull(read.log().line(3));
            assertTrue(read.contains(SHA));
            assertFalse(read.contains("cd".repeat(32)));
            assertTrue(read.mayContain("aa"));
            assertEquals(Verification.Verdict.CONSISTENT, read.verify("").verdict());
            assertEquals(Verification.Verdict.UNCHANGED, read.verify(seal).verdict());
            assertEquals(
                    Verification.Verdict.CHANGED, read.verify("00".repeat(32)).verdict());
        }
    }

    @Test
    void sameInSameSeal() throws IOException {
        List<String> seals = new ArrayList<>();
        for (String name : List.of("one", "two")) {
            try (CaseWriter writer = CaseWriter.open(temp.resolve(name), OPENING)) {
                add(writer, capture("a.pcap", "aa"), message(1));
                seals.add(writer.finish(List.of(input("a.pcap", "aa", SHA)), inAll(), false)
                        .seal());
            }
        }
        assertEquals(seals.get(0), seals.get(1), "no clock, path or process goes into the exhibit");
    }

    @Test
    void segmentsChainAndAnyLineIsFound() throws IOException {
        Path folder = temp.resolve("case");
        try (CaseWriter writer = CaseWriter.open(folder, OPENING, 7)) {
            for (int i = 0; i < 100; i++) {
                add(writer, message(i));
                if (i % 3 == 0) writer.flush();
            }
            assertEquals(15, writer.finish(List.of(), inAll(), false).segments());
        }
        try (CaseFolder read = CaseFolder.open(folder)) {
            for (int i : new int[] {99, 0, 50, 49, 51, 6, 7}) {
                assertEquals(message(i), new String(read.log().line(i), StandardCharsets.UTF_8) + "\n");
            }
            List<Long> range = new ArrayList<>();
            read.log().each(12, 17, (number, _, _, _) -> range.add(number));
            assertEquals(List.of(12L, 13L, 14L, 15L, 16L), range);
            assertEquals(Verification.Verdict.CONSISTENT, read.verify("").verdict());
        }
    }

    @Test
    void anybodyCanReadTheLogWithGzip() throws IOException {
        Path folder = temp.resolve("case");
        try (CaseWriter writer = CaseWriter.open(folder, OPENING)) {
            add(writer, message(1));
            writer.flush();
            add(writer, message(2));
            writer.finish(List.of(), inAll(), false);
        }
        try (var in = new GZIPInputStream(Files.newInputStream(folder.resolve("log/00000001.jsonl.gz")))) {
            assertEquals(message(1) + message(2), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void longLinesAndManyBlocks() throws IOException {
        Path folder = temp.resolve("case");
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 40; i++)
            lines.add(line("message", "\"id\":\"" + i + "\",\"text\":\"" + "x".repeat(i * 10_000) + '"'));
        try (CaseWriter writer = CaseWriter.open(folder, OPENING)) {
            add(writer, lines.toArray(String[]::new));
            writer.finish(List.of(), inAll(), false);
        }
        try (CaseFolder read = CaseFolder.open(folder)) {
            assertEquals(lines, lines(read));
            assertEquals(Verification.Verdict.CONSISTENT, read.verify("").verdict());
        }
    }

    @Test
    void killedAnywhereTheCaseOpensWithWhatWasOnDiskAndTheRerunCompletesIt() throws IOException {
        Path killed = temp.resolve("killed");
        CaseWriter writer = CaseWriter.open(killed, OPENING, 4);
        add(writer, capture("a.pcap", "aa"));
        for (int i = 1; i < 4; i++) add(writer, message(i)); // segment 1, sealed
        for (int i = 4; i < 6; i++) add(writer, message(i));
        writer.flush(); // segment 2, first block
        add(writer, message(6));
        writer.close(); // segment 2, second block
        byte[] tail = Files.readAllBytes(killed.resolve("log/00000002.jsonl.gz"));
        int block = firstBlock(tail);

        for (int kept = 0; kept <= tail.length; kept++) {
            Files.write(killed.resolve("log/00000002.jsonl.gz"), java.util.Arrays.copyOf(tail, kept));
            int whole = kept == tail.length ? 7 : kept >= block ? 6 : 4;
            try (CaseFolder read = CaseFolder.open(killed)) {
                assertEquals(whole, lines(read).size(), "after " + kept + " bytes");
                assertEquals(Run.State.OPEN, read.runs().getFirst().state());
                assertEquals("aa", read.runs().getFirst().inputs().getFirst().head());
                assertFalse(read.contains(SHA));
                Verification now = read.verify("");
                assertEquals(Verification.Verdict.CONSISTENT, now.verdict(), "a kill is no change: " + now.findings());
                assertFalse(now.findings().isEmpty(), "but it is said");
            }
            if (kept % 25 != 0 && Math.abs(kept - block) > 1 && kept < tail.length - 1) continue;
            Path rerun = temp.resolve("rerun-" + kept);
            copy(killed, rerun);
            try (CaseWriter again = CaseWriter.open(rerun, OPENING, 4)) {
                add(again, capture("a.pcap", "aa"));
                for (int i = 1; i < 9; i++) add(again, message(i));
                again.finish(List.of(input("a.pcap", "aa", SHA)), inAll(), false);
            }
            try (CaseFolder read = CaseFolder.open(rerun)) {
                assertEquals(9, lines(read).size(), "each line once");
                assertEquals(message(8), lines(read).getLast());
                assertEquals(
                        List.of(2), read.visibleRuns().stream().map(Run::number).toList());
                assertEquals(Run.State.KILLED, read.runs().getFirst().state());
                assertEquals(whole, read.runs().getFirst().lines());
                Verification verification = read.verify(read.record().seal());
                assertEquals(
                        List.of(),
                        verification.findings().stream()
                                .filter(Verification.Finding::change)
                                .toList());
            }
        }
    }

    @Test
    void anUnfinishedRunStaysUntilABetterOneHasItsInput() throws IOException {
        Path folder = temp.resolve("case");
        try (CaseWriter writer = CaseWriter.open(folder, OPENING)) {
            add(writer, capture("a.pcap", "aa"), message(1), message(2));
            writer.finish(List.of(input("a.pcap", "aa", "")), inAll(), true);
        }
        try (CaseWriter writer = CaseWriter.open(folder, OPENING)) {
            add(writer, capture("b.pcap", "bb"), message(3));
            writer.finish(List.of(input("b.pcap", "bb", "cd".repeat(32))), inAll(), false);
        }
        try (CaseFolder read = CaseFolder.open(folder)) {
            assertEquals(
                    List.of(1, 2), read.visibleRuns().stream().map(Run::number).toList(), "another input");
        }
        try (CaseWriter writer = CaseWriter.open(folder, OPENING)) {
            add(writer, capture("a.pcap", "aa"), message(1));
            writer.finish(List.of(input("a.pcap", "aa", "")), inAll(), true);
        }
        try (CaseFolder read = CaseFolder.open(folder)) {
            assertEquals(
                    List.of(1, 2), read.visibleRuns().stream().map(Run::number).toList(), "the longer one");
            assertEquals(5, lines(read).size());
        }
    }

    @Test
    void filesLieUnderTheirDigests() throws IOException {
        Path folder = temp.resolve("case");
        try (CaseWriter writer = CaseWriter.open(folder, OPENING)) {
            for (int i = 0; i < 2; i++) { // the same file twice is one file
                Path found = writer.incoming().resolve("0");
                Files.writeString(found, "recipe");
                String sha256 = Digests.of(found);
                add(writer, line("file", "\"id\":\"f\",\"name\":\"../../etc/passwd\",\"sha256\":\"" + sha256 + '"'));
                writer.store(new Recovered(6, sha256, "", "text/plain", "", found));
            }
            Files.writeString(writer.incoming().resolve("unfinished"), "rec");
            assertEquals(1, writer.finish(List.of(), inAll(), false).files());
        }
        try (CaseFolder read = CaseFolder.open(folder)) {
            String sha256 = Digests.of("recipe".getBytes(StandardCharsets.UTF_8));
            assertEquals("recipe", Files.readString(read.file(sha256)));
            assertNull(read.file("../../../etc/passwd"));
            assertNull(read.file("00".repeat(32)));
            assertFalse(Files.exists(folder.resolve("files/incoming")));
            assertEquals(Verification.Verdict.CONSISTENT, read.verify("").verdict());
        }
    }

    @Test
    void twoWritersAreOneTooMany() throws IOException {
        Path folder = temp.resolve("case");
        try (CaseWriter _ = CaseWriter.open(folder, OPENING)) {
            CaseException refused = assertThrows(CaseException.class, () -> CaseWriter.open(folder, OPENING));
            assertTrue(refused.getMessage().contains("another Earshot is writing"), refused.getMessage());
            CaseFolder.open(folder).close();
        }
        CaseWriter.open(folder, OPENING).close();
    }

    @Test
    void anotherCasesNumberIsRefused() throws IOException {
        Path folder = temp.resolve("case");
        CaseWriter.open(folder, OPENING).close();
        CaseException refused = assertThrows(
                CaseException.class, () -> CaseWriter.open(folder, new Opening("2010-1", "B", "0.1.0", List.of())));
        assertTrue(refused.getMessage().contains("2009-17"), refused.getMessage());
        CaseWriter.open(folder, new Opening("", "", "0.1.0", List.of())).close();
    }

    @Test
    void aFolderWithOtherThingsIsNoCase() throws IOException {
        Files.writeString(temp.resolve("thesis.txt"), "do not touch");
        assertThrows(CaseException.class, () -> CaseWriter.open(temp, OPENING));
        CaseException none = assertThrows(CaseException.class, () -> CaseFolder.open(temp));
        assertTrue(none.getMessage().contains("no case"), none.getMessage());
    }

    @Test
    void laterFormatsAreRefusedAndOlderOnesOnlyRead() throws IOException {
        Path folder = temp.resolve("case");
        CaseWriter.open(folder, OPENING).close();
        String json = Files.readString(folder.resolve("case.json"));

        Files.writeString(folder.resolve("case.json"), json.replace("\"format\": 1", "\"format\": 2"));
        CaseException later = assertThrows(CaseException.class, () -> CaseFolder.open(folder));
        assertTrue(later.getMessage().contains("format 2"), later.getMessage());

        Files.writeString(folder.resolve("case.json"), json.replace("\"format\": 1", "\"format\": 0"));
        CaseFolder.open(folder).close();
        CaseException older = assertThrows(CaseException.class, () -> CaseWriter.open(folder, OPENING));
        assertTrue(older.getMessage().contains("older format"), older.getMessage());
    }

    @Test
    void anUnexpectedInputIsSaid() throws IOException {
        Path folder = temp.resolve("case");
        CaptureInfo info = new CaptureInfo("a.pcap", "");
        info.sha256 = SHA;
        Input input = Input.of(info, "CD".repeat(32));
        assertFalse(input.asExpected());
        assertTrue(Input.of(info, SHA.toUpperCase(java.util.Locale.ROOT)).asExpected());
        try (CaseWriter writer = CaseWriter.open(folder, OPENING)) {
            writer.finish(List.of(input), inAll(), false);
        }
        try (CaseFolder read = CaseFolder.open(folder)) {
            assertEquals(input, read.runs().getFirst().inputs().getFirst());
            assertTrue(read.verify("").findings().getFirst().what().contains("not CDCD"));
        }
    }

    @Test
    void custodyAndNotesAreLogsOfTheirOwn() throws IOException {
        Path folder = temp.resolve("case");
        String seal;
        try (CaseWriter writer = CaseWriter.open(folder, OPENING)) {
            seal = writer.finish(List.of(), inAll(), false).seal();
        }
        try (CaseFolder read = CaseFolder.open(folder)) {
            read.custody().add("searched", Map.of("query", "\",\"seal\":\"" + "0".repeat(64)));
            read.notes().note("ab-1-message-1", "the offer");
            read.notes().tag("ab-1-message-1", "key");
            read.notes().tag("ab-1-message-1", "later");
            read.notes().untag("ab-1-message-1", "later");
            assertEquals(
                    List.of("run-started", "run-finished", "searched"),
                    read.custody().acts().stream().map(Custody.Act::what).toList());
            Notes.All notes = read.notes().all();
            assertEquals("the offer", notes.on("ab-1-message-1").getFirst().text());
            assertEquals(List.of("key"), List.copyOf(notes.tagsOf("ab-1-message-1")));
            assertEquals(java.util.Set.of("ab-1-message-1"), notes.tagged("key"));
            assertEquals(Verification.Verdict.UNCHANGED, read.verify(seal).verdict(), "reading alters nothing");
        }
    }

    @Test
    void anEntryThatAKillCutShortBreaksOnlyItself() throws IOException {
        Path file = temp.resolve("custody.log");
        ChainedLog log = new ChainedLog(file);
        log.add(Map.of("n", 1L));
        log.add(Map.of("n", 2L));
        byte[] whole = Files.readAllBytes(file);
        int second = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
        for (int kept = second + 1; kept < whole.length - 1; kept++) {
            Files.write(file, java.util.Arrays.copyOf(whole, kept));
            log.add(Map.of("n", 3L));
            List<ChainedLog.Read> read = log.read();
            assertEquals(3, read.size(), "cut to " + kept);
            assertEquals(new ChainedLog.Read.Broken(2), read.get(1));
            assertTrue(read.get(2) instanceof ChainedLog.Read.Entry, "cut to " + kept);
        }
    }

    @Test
    void merkleRootsAreThoseOfTheStandard() {
        // The inputs and roots of RFC 9162's predecessor's widely used test vectors.
        String[] leaves = {
            "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"
        };
        Map<Integer, String> roots = Map.of(
                0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
        roots.forEach((count, root) -> {
            MerkleTree tree = new MerkleTree();
            byte[] leaf = new byte[32];
            for (int i = 0; i < count; i++) {
                byte[] bytes = java.util.HexFormat.of().parseHex(leaves[i]);
                tree.leaf(bytes, 0, bytes.length, leaf);
                tree.add(leaf);
            }
            assertEquals(root, Digests.hex(tree.root()), count + " leaves");
        });
    }

    @Test
    void blocksOfEverySizeComeBack() {
        try (LogBlocks blocks = new LogBlocks()) {
            java.util.Random random = new java.util.Random(1);
            for (int size : new int[] {0, 1, 100, 1023, 1024, 5000, LogBlocks.RAW, 3 * LogBlocks.RAW}) {
                byte[] raw = new byte[size];
                random.nextBytes(raw); // does not compress at all
                int length = blocks.pack(raw, size);
                byte[] packed = java.util.Arrays.copyOf(blocks.bytes(), length);
                assertEquals(size, blocks.unpack(packed, 0, length));
                assertArrayEquals(raw, java.util.Arrays.copyOf(blocks.bytes(), size));
                assertEquals(-1, blocks.unpack(packed, 0, length - 1));
            }
        }
    }

    // What the tests of this package share.

    static String line(String type, String fields) {
        return "{\"type\":\"" + type + "\"," + fields + "}\n";
    }

    static String capture(String name, String head) {
        return line("capture", "\"id\":\"c\",\"capture\":\"" + name + "\",\"head\":\"" + head + '"');
    }

    static String message(int i) {
        return line("message", "\"id\":\"ab-" + i + "-message-1\",\"text\":\"message " + i + " of a conversation\"");
    }

    static void add(CaseWriter writer, String... lines) throws IOException {
        byte[] bytes = String.join("", lines).getBytes(StandardCharsets.UTF_8);
        writer.add(bytes, 0, bytes.length);
    }

    static Input input(String name, String head, String sha256) {
        return new Input(name, "", head, sha256, "", 3, 300, 0, List.of());
    }

    static Completeness inAll() {
        var losses = new Completeness.Losses(
                5, 0, 0, new java.util.TreeMap<>(), new java.util.TreeMap<>(), new java.util.TreeMap<>());
        return Completeness.inAll(List.of(), losses);
    }

    static List<String> lines(CaseFolder read) throws IOException {
        List<String> lines = new ArrayList<>();
        read.each((_, bytes, offset, length) ->
                lines.add(new String(bytes, offset, length, StandardCharsets.UTF_8) + "\n"));
        return lines;
    }

    static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    /// Where the first gzip member ends.
    private static int firstBlock(byte[] file) {
        try (LogBlocks blocks = new LogBlocks()) {
            blocks.unpack(file, 0, file.length);
            return blocks.packedLength();
        }
    }
}
