package earshot.report.casefile;

import earshot.report.casefile.Verification.Finding;
import earshot.report.casefile.Verification.Verdict;
import earshot.report.line.EventLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Recomputes the seals of a case and says what does not hold, and where.
final class Verifier {
    /// More findings than these are counted, not listed.
    private static final int MOST = 1000;

    private static final String EXPIRED = "{\"expired\":\"";

    private final Layout layout;
    private final List<Finding> findings = new ArrayList<>();
    private long unlisted, lines;
    private String previous = "";
    private long first;
    private int segments;
    /// Whether the seal before is known, so that the next can be held against it.
    private boolean chained = true;
    private final Set<String> wanted = new TreeSet<>();

    /// Lines of the segment read last whose marks do not fit, and what ids they have.
    private final List<Integer> changedLines = new ArrayList<>();

    private final Map<Integer, String> ids = new HashMap<>();
    private int markless;

    private Verifier(Layout layout) {
        this.layout = layout;
    }

    static Verification verify(Layout layout, String expected) throws IOException {
        Verifier verifier = new Verifier(layout);
        byte[] bytes = Files.readAllBytes(layout.record());
        CaseRecord record = verifier.record(bytes);
        verifier.log();
        if (record != null) verifier.compare(record);
        long files = verifier.files(record);
        verifier.chain("custody.log", layout.custody());
        verifier.chain("notes.log", layout.notes());
        String seal = record == null ? "" : record.seal();
        if (!expected.isEmpty() && !expected.equalsIgnoreCase(seal)) {
            verifier.found("case.json", "the case seal is " + seal + " and not " + expected + " as expected");
        }
        if (verifier.unlisted > 0) verifier.findings.add(new Finding(true, "", verifier.unlisted + " more findings"));
        Verdict verdict = verifier.findings.stream().anyMatch(Finding::change)
                ? Verdict.CHANGED
                : expected.isEmpty() ? Verdict.CONSISTENT : Verdict.UNCHANGED;
        return new Verification(verdict, seal, verifier.lines, files, List.copyOf(verifier.findings));
    }

    private void found(String where, String what) {
        if (findings.size() < MOST) findings.add(new Finding(true, where, what));
        else unlisted++;
    }

    private void remark(String where, String what) {
        findings.add(new Finding(false, where, what));
    }

    private CaseRecord record(byte[] bytes) {
        if (!CaseRecord.holds(bytes)) found("case.json", "its own seal does not hold: it was changed");
        try {
            return CaseRecord.parse(bytes);
        } catch (CaseException e) {
            found("case.json", e.getMessage());
            return null;
        }
    }

    // The log.

    private void log() throws IOException {
        try (LogBlocks blocks = new LogBlocks()) {
            for (int n = 1; Files.exists(layout.lines(n)) || Files.exists(layout.seal(n)); n++) {
                segments = n;
                segment(n, blocks);
            }
        }
        if (!Files.isDirectory(layout.log())) return;
        Set<Path> ours = new TreeSet<>();
        for (int n = 1; n <= segments; n++) ours.addAll(List.of(layout.lines(n), layout.seal(n), layout.marks(n)));
        try (var there = Files.newDirectoryStream(layout.log())) {
            for (Path file : there) {
                if (!ours.contains(file))
                    found(name(file), "is no part of the log, or what stood before it is missing");
            }
        }
    }

    private void segment(int number, LogBlocks blocks) throws IOException {
        Path file = layout.lines(number);
        if (!Files.exists(file)) {
            found(name(file), "is missing");
            chained = false;
            return;
        }
        byte[] packed = Files.readAllBytes(file);
        Marks marks =
                new Marks(Files.exists(layout.marks(number)) ? Files.readAllBytes(layout.marks(number)) : new byte[0]);
        if (!Files.exists(layout.seal(number))) {
            remark(name(file), "is not sealed: its run never finished, and nothing vouches for its lines");
            read(packed, null, marks, blocks, name(file));
            return;
        }
        Seal seal = Seal.parse(Files.readAllBytes(layout.seal(number)));
        if (seal == null) {
            found(name(layout.seal(number)), "is not as it was written");
            read(packed, null, marks, blocks, name(file));
            chained = false;
            return;
        }
        String sealName = name(layout.seal(number));
        if (seal.number() != number) found(sealName, "belongs to segment " + seal.number());
        if (chained && !seal.previous().equals(previous)) {
            found(sealName, "does not follow the segment before it: one of the two was sealed anew");
        }
        if (chained && seal.first() != first) found(sealName, "begins at line " + seal.first() + ", not " + first);
        if (seal.recovered()) remark(name(file), "was sealed after its run had been killed");
        compare(seal, packed, marks, blocks, name(file));
        chained = true;
        previous = seal.digest();
        first = seal.first() + seal.lines();
    }

    private void compare(Seal seal, byte[] packed, Marks marks, LogBlocks blocks, String name) {
        int before = findings.size();
        MerkleTree tree = read(packed, seal, marks, blocks, name);
        boolean holds =
                tree.leaves() == seal.lines() && Digests.hex(tree.root()).equals(seal.root());
        if (holds) {
            if (marks.lines() != seal.lines() || markless > 0) {
                found(name(layout.marks(seal.number())), "was changed; the lines themselves were not");
            }
            if (findings.size() == before && !Digests.of(packed).equals(seal.stored())) {
                found(name, "the file was changed; the lines in it were not");
            }
            return;
        }
        if (tree.leaves() != seal.lines()) {
            found(name, "has " + tree.leaves() + " readable lines where " + seal.lines() + " were sealed");
        }
        changedLines.forEach(line -> found(name + " line " + (line + 1), "was changed" + of(line)));
        if (findings.size() == before)
            found(name, "its lines are not those that were sealed, and it cannot be told which");
    }

    private String of(int line) {
        String id = ids.get(line);
        return id == null || id.isEmpty() ? "" : " (it now says it is " + id + ")";
    }

    /// Reads the lines of a segment into a tree, as far as they can be read.
    private MerkleTree read(byte[] packed, Seal seal, Marks marks, LogBlocks blocks, String name) {
        changedLines.clear();
        ids.clear();
        markless = 0;
        MerkleTree tree = new MerkleTree();
        byte[] leaf = new byte[32];
        int line = 0, at = 0;
        int count = seal == null ? Integer.MAX_VALUE : seal.blocks().size();
        for (int b = 0; b < count && (seal != null || at < packed.length); b++) {
            int length = seal == null
                    ? packed.length - at
                    : Math.min(seal.blocks().get(b).length(), packed.length - at);
            int size = at > packed.length ? -1 : blocks.unpack(packed, at, length);
            if (size < 0) {
                if (seal == null) {
                    if (at < packed.length)
                        found(name, "ends in " + (packed.length - at) + " bytes that cannot be read");
                    break;
                }
                int lost = seal.blocks().get(b).lines();
                found(name, "lines " + (line + 1) + " to " + (line + lost) + " cannot be read");
                line += lost;
                at += seal.blocks().get(b).length();
                continue;
            }
            for (int start = 0, i = 0; i < size; i++) {
                if (blocks.bytes()[i] != '\n') continue;
                leaf(tree, blocks.bytes(), start, i - start, leaf);
                tree.add(leaf);
                lines++;
                note(blocks.bytes(), start, i - start);
                if (!marks.fits(line, leaf)) {
                    markless++;
                    if (changedLines.size() < MOST) {
                        changedLines.add(line);
                        EventLine now = EventLine.read(blocks.bytes(), start, i - start);
                        if (now != null) ids.put(line, now.id());
                    }
                }
                line++;
                start = i + 1;
            }
            at += seal == null ? blocks.packedLength() : seal.blocks().get(b).length();
        }
        if (seal != null && at < packed.length) {
            found(name, (packed.length - at) + " bytes were added at its end");
        }
        return tree;
    }

    /// A line that had to be deleted stands there with the digest it had.
    private static void leaf(MerkleTree tree, byte[] bytes, int offset, int length, byte[] leaf) {
        if (length == EXPIRED.length() + 66) {
            String text = new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
            byte[] was = text.startsWith(EXPIRED) ? Digests.parse(text.substring(EXPIRED.length(), length - 2)) : null;
            if (was != null) {
                System.arraycopy(was, 0, leaf, 0, leaf.length);
                return;
            }
        }
        tree.leaf(bytes, offset, length, leaf);
    }

    private static final byte[] FILE = "{\"type\":\"file\"".getBytes(StandardCharsets.US_ASCII);

    /// Remembers the digests of recovered files that lines speak of.
    private void note(byte[] bytes, int offset, int length) {
        if (length < FILE.length || !Arrays.equals(bytes, offset, offset + FILE.length, FILE, 0, FILE.length)) return;
        EventLine line = EventLine.read(bytes, offset, length);
        if (line != null && !line.text("sha256").isEmpty()) wanted.add(line.text("sha256"));
    }

    // What case.json says of the rest.

    private void compare(CaseRecord record) {
        boolean open = record.runs().stream().anyMatch(run -> run.state() == Run.State.OPEN);
        if (record.segments() > segments) {
            found("log", "has " + segments + " segments where case.json knows " + record.segments());
        } else if (!open && record.segments() < segments) {
            found("log", "has " + segments + " segments where case.json knows " + record.segments());
        } else if (!open && chained && !record.log().equals(previous)) {
            found("log", "its last seal is not the one that case.json knows: it was sealed anew");
        }
        for (Run run : record.runs()) {
            for (Input input : run.inputs()) {
                if (!input.asExpected()) {
                    found(
                            "case.json",
                            "the input " + input.name() + " had the SHA-256 " + input.sha256() + " and not "
                                    + input.expected() + " as expected");
                }
            }
        }
    }

    private long files(CaseRecord record) throws IOException {
        StoredFiles stored = StoredFiles.in(layout);
        for (Path stranger : stored.strangers()) found(name(stranger), "is no recovered file of this case");
        for (String digest : stored.digests()) {
            String actual = Digests.of(layout.file(digest));
            if (!actual.equals(digest)) found(name(layout.file(digest)), "was changed: its SHA-256 is now " + actual);
            if (!wanted.contains(digest)) found(name(layout.file(digest)), "no line of the log speaks of it");
        }
        boolean open = record == null || record.runs().stream().anyMatch(run -> run.state() == Run.State.OPEN);
        if (!open
                && (record.files() != stored.digests().size()
                        || !record.filesRoot().equals(stored.root()))) {
            found(
                    "files",
                    "are not those that case.json knows: it had " + record.files() + ", there are "
                            + stored.digests().size());
            for (String digest : wanted) {
                if (!stored.digests().contains(digest)) {
                    found(
                            name(layout.root().resolve("files").resolve(digest)),
                            "is not there, though the log speaks of it");
                }
            }
        }
        return stored.digests().size();
    }

    private void chain(String name, Path file) throws IOException {
        for (ChainedLog.Read read : new ChainedLog(file).read()) {
            if (read instanceof ChainedLog.Read.Broken(int line)) {
                found(name + " line " + line, "does not hold: it was changed, added, or its process was killed");
            }
        }
    }

    private String name(Path path) {
        return layout.root().relativize(path).toString().replace('\\', '/');
    }
}
