package earshot.report.casefile;

import static earshot.report.casefile.CaseTest.OPENING;
import static earshot.report.casefile.CaseTest.SHA;
import static earshot.report.casefile.CaseTest.add;
import static earshot.report.casefile.CaseTest.capture;
import static earshot.report.casefile.CaseTest.copy;
import static earshot.report.casefile.CaseTest.inAll;
import static earshot.report.casefile.CaseTest.input;
import static earshot.report.casefile.CaseTest.line;
import static earshot.report.casefile.CaseTest.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.ImEvent.Recovered;
import earshot.report.casefile.Verification.Finding;
import earshot.report.casefile.Verification.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every way to tamper with a case that we could think of, and what is said of it.
class VerifyTest {
    @TempDir
    Path temp;

    private Path folder;
    private String seal, file;

    @BeforeEach
    void aCaseOfThreeSegments() throws IOException {
        folder = temp.resolve("case");
        try (CaseWriter writer = CaseWriter.open(folder, OPENING, 4)) {
            add(writer, capture("a.pcap", "aa"));
            for (int i = 1; i < 9; i++) add(writer, message(i));
            Path found = writer.incoming().resolve("0");
            Files.writeString(found, "recipe");
            String sha256 = Digests.of(found);
            file = "files/" + sha256.substring(0, 2) + "/" + sha256;
            add(writer, line("file", "\"id\":\"f\",\"sha256\":\"" + sha256 + '"'));
            writer.store(new Recovered(6, sha256, "", "", "", found));
            seal = writer.finish(List.of(input("a.pcap", "aa", SHA)), inAll(), false)
                    .seal();
        }
        try (CaseFolder read = CaseFolder.open(folder)) {
            read.notes().note("f", "a note");
        }
    }

    @Test
    void aByteChangedAnywhereIsFoundWhereItIs() throws IOException {
        List<String> all;
        try (var files = Files.walk(folder)) {
            all = files.filter(Files::isRegularFile)
                    .map(path -> folder.relativize(path).toString())
                    .filter(name -> !name.equals("lock"))
                    .sorted()
                    .toList();
        }
        assertEquals(13, all.size(), all.toString());
        for (String name : all) {
            Path path = folder.resolve(name);
            byte[] good = Files.readAllBytes(path);
            // Every byte of the short files, every third of those that are only text.
            for (int i = 0; i < good.length; i += name.startsWith("log") ? 1 : 3) {
                byte[] bad = good.clone();
                bad[i] ^= (byte) (1 << i % 8);
                Files.write(path, bad);
                Verification now = verify(seal);
                String where = name + " byte " + i;
                assertEquals(Verdict.CHANGED, now.verdict(), where);
                assertTrue(
                        now.findings().stream()
                                .anyMatch(finding -> finding.where().startsWith(name)
                                        || finding.where().length() == "log/00000001".length()
                                                && name.startsWith(finding.where())),
                        () -> where + ": " + now.findings());
            }
            Files.write(path, good);
        }
        assertEquals(Verdict.UNCHANGED, verify(seal).verdict());
    }

    @Test
    void aFileThatIsGoneIsMissed() throws IOException {
        List<String> names = List.of(
                "log/00000001.jsonl.gz",
                "log/00000002.seal",
                "log/00000003.seal",
                "log/00000003.jsonl.gz",
                "log/00000002.marks",
                file);
        for (String name : names) {
            Path copy = temp.resolve(name.replace('/', '-'));
            copy(folder, copy);
            Files.delete(copy.resolve(name));
            assertEquals(Verdict.CHANGED, verify(copy, "").verdict(), name);
        }
    }

    @Test
    void aWholeSegmentCutOffTheEndIsMissed() throws IOException {
        for (String kind : List.of("jsonl.gz", "seal", "marks")) Files.delete(folder.resolve("log/00000003." + kind));
        assertSaid(verify(""), "log", "has 2 segments where case.json knows 3");
    }

    @Test
    void aStrangersFileIsSeen() throws IOException {
        Files.writeString(folder.resolve("log/00000009.jsonl.gz"), "x");
        Files.writeString(folder.resolve("files/ab"), "x");
        Verification now = verify("");
        assertSaid(now, "log/00000009.jsonl.gz", "no part of the log");
        assertSaid(now, "files/ab", "no recovered file");
    }

    @Test
    void anEditedLineIsNamedThoughItWasPackedAgain() throws IOException {
        repack("log/00000002.jsonl.gz", text -> text.replace("message 5 of", "massage 5 of"));
        Verification now = verify("");
        assertSaid(now, "log/00000002.jsonl.gz line 2, now ab-5-message-1", "was changed");
        assertEquals(1, now.findings().size(), now.findings().toString());
    }

    @Test
    void aLineTakenOutIsSeen() throws IOException {
        repack("log/00000002.jsonl.gz", text -> text.substring(text.indexOf('\n') + 1));
        assertSaid(verify(""), "log/00000002.jsonl.gz", "has 3 readable lines where 4 were sealed");
    }

    @Test
    void packedAgainWithoutAChangeIsNoChangeOfLines() throws IOException {
        repack("log/00000002.jsonl.gz", text -> text);
        Path path = folder.resolve("log/00000002.jsonl.gz");
        byte[] file = Files.readAllBytes(path);
        // As another version of zlib might have written it: the same lines in a stored block.
        String text = unpack(file);
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        byte[] stored = new byte[10 + 5 + raw.length + 8];
        System.arraycopy(file, 0, stored, 0, 10);
        stored[10] = 1;
        stored[11] = (byte) raw.length;
        stored[12] = (byte) (raw.length >> 8);
        stored[13] = (byte) ~raw.length;
        stored[14] = (byte) (~raw.length >> 8);
        System.arraycopy(raw, 0, stored, 15, raw.length);
        System.arraycopy(file, file.length - 8, stored, 15 + raw.length, 8);
        Files.write(path, stored);
        Seal seal = Seal.parse(Files.readAllBytes(folder.resolve("log/00000002.seal")));
        Seal same = new Seal(
                seal.number(),
                seal.first(),
                seal.lines(),
                false,
                seal.root(),
                seal.previous(),
                seal.stored(),
                List.of(new Seal.Block(stored.length, 4)));
        Files.write(folder.resolve("log/00000002.seal"), same.bytes());
        assertSaid(verify(""), "log/00000002", "the lines in it were not changed");
    }

    @Test
    void aSegmentSealedAnewBreaksTheChain() throws IOException {
        repack("log/00000002.jsonl.gz", text -> text.replace("message 5 of", "massage 5 of"));
        reseal(2);
        Verification now = verify("");
        assertSaid(now, "log/00000003.seal", "does not follow the segment before it");
    }

    @Test
    void everythingSealedAnewIsConsistentButNotUnchanged() throws IOException {
        Path forged = temp.resolve("forged");
        try (CaseWriter writer = CaseWriter.open(forged, OPENING, 4)) {
            add(writer, message(1));
            writer.finish(List.of(), inAll(), false);
        }
        assertEquals(Verdict.CONSISTENT, verify(forged, "").verdict());
        assertEquals(Verdict.CHANGED, verify(forged, seal).verdict());
    }

    @Test
    void anExpiredLineLeavesItsDigestAndTheSealHolds() throws IOException {
        String gone = message(5).strip();
        byte[] leaf = new byte[32];
        byte[] bytes = gone.getBytes(StandardCharsets.UTF_8);
        new MerkleTree().leaf(bytes, 0, bytes.length, leaf);
        repack("log/00000002.jsonl.gz", text -> text.replace(gone, "{\"expired\":\"" + Digests.hex(leaf) + "\"}"));
        assertSaid(verify(""), "log/00000002.jsonl.gz line 2", "was taken out, and expired.log does not say so");
        BitSet lines = new BitSet();
        lines.set(5);
        Expired.record(new Layout(folder), lines, Set.of(), "before 2020-01-01");
        Verification now = verify("");
        assertEquals(
                List.of("log/00000002"),
                now.findings().stream()
                        .filter(Finding::change)
                        .map(Finding::where)
                        .toList(),
                "whoever expires lines writes the second line of the .seal anew; the first, and so the chain, holds");
    }

    @Test
    void anyPrefixOfAnyFileGivesAVerdict() throws IOException {
        for (String name : List.of("case.json", "log/00000001.seal", "log/00000001.marks", "custody.log")) {
            byte[] good = Files.readAllBytes(folder.resolve(name));
            for (int kept = 0; kept < good.length; kept++) {
                Files.write(folder.resolve(name), java.util.Arrays.copyOf(good, kept));
                // The custody log's end can be cut off between two lines, and only there, without a trace.
                boolean unseen = name.equals("custody.log") && (kept == 0 || good[kept - 1] == '\n');
                assertEquals(
                        unseen ? Verdict.CONSISTENT : Verdict.CHANGED,
                        verify("").verdict(),
                        name + " " + kept);
            }
            Files.write(folder.resolve(name), good);
        }
    }

    private Verification verify(String expected) throws IOException {
        return verify(folder, expected);
    }

    private static Verification verify(Path folder, String expected) throws IOException {
        return Verifier.verify(new Layout(folder), expected);
    }

    private static void assertSaid(Verification now, String where, String what) {
        assertEquals(Verdict.CHANGED, now.verdict());
        assertTrue(
                now.findings().stream()
                        .anyMatch(f -> f.where().equals(where) && f.what().contains(what)),
                () -> now.findings().toString());
    }

    private void repack(String name, java.util.function.UnaryOperator<String> edit) throws IOException {
        Path path = folder.resolve(name);
        byte[] raw = edit.apply(unpack(Files.readAllBytes(path))).getBytes(StandardCharsets.UTF_8);
        try (LogBlocks blocks = new LogBlocks()) {
            int length = blocks.pack(raw, raw.length);
            byte[] packed = java.util.Arrays.copyOf(blocks.bytes(), length);
            Files.write(path, packed);
            Path sealed = path.resolveSibling(path.getFileName().toString().replace("jsonl.gz", "seal"));
            Seal seal = Seal.parse(Files.readAllBytes(sealed));
            assertFalse(seal == null);
            // The attacker brings the blocks up to date; what they were stored as is not worth the trouble.
            Seal.Block block = new Seal.Block(length, (int)
                    new String(raw, StandardCharsets.UTF_8).lines().count());
            Files.write(
                    sealed,
                    new Seal(
                                    seal.number(),
                                    seal.first(),
                                    seal.lines(),
                                    seal.recovered(),
                                    seal.root(),
                                    seal.previous(),
                                    seal.stored(),
                                    List.of(block))
                            .bytes());
        }
    }

    private static String unpack(byte[] file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var in = new GZIPInputStream(new java.io.ByteArrayInputStream(file))) {
            in.transferTo(out);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /// Makes a segment's seal and marks fit its lines again.
    private void reseal(int number) throws IOException {
        Layout layout = new Layout(folder);
        byte[] file = Files.readAllBytes(layout.lines(number));
        Seal old = Seal.parse(Files.readAllBytes(layout.seal(number)));
        Files.delete(layout.seal(number));
        try (SegmentWriter writer = new SegmentWriter(layout, number - 1, old.first(), old.previous(), 4)) {
            writer.recover(file);
        }
    }
}
