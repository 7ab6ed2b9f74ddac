package earshot.report.casefile;

import earshot.report.line.EventLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Holds one segment of the log against its seal: which lines are not those that were sealed.
final class SegmentCheck {
    private static final String EXPIRED = "{\"expired\":\"";
    private static final byte[] FILE = "{\"type\":\"file\"".getBytes(StandardCharsets.US_ASCII);

    private final Path file, sealFile, marksFile;
    private final Findings findings;
    private final Set<String> digests;
    private final LogBlocks blocks;
    private final long first;
    private final Expired expired;
    private long expiredLines;
    private final byte[] packed;
    private final Marks marks;
    private final MerkleTree tree = new MerkleTree();
    private final byte[] leaf = new byte[32];
    /// Lines whose marks do not fit, the first of them by what is to be said of each.
    private final List<String> misfits = new ArrayList<>();
    /// The first line of the block being read, from 0 in the segment.
    private int line;

    /// @param digests where the digests of recovered files go that the lines speak of
    /// @param first how many lines stand before this segment
    SegmentCheck(
            Layout layout,
            int number,
            long first,
            Expired expired,
            LogBlocks blocks,
            Findings findings,
            Set<String> digests)
            throws IOException {
        this.first = first;
        this.expired = expired;
        this.file = layout.lines(number);
        this.sealFile = layout.seal(number);
        this.marksFile = layout.marks(number);
        this.blocks = blocks;
        this.findings = findings;
        this.digests = digests;
        this.packed = Files.readAllBytes(file);
        this.marks = new Marks(Files.exists(marksFile) ? Files.readAllBytes(marksFile) : new byte[0]);
    }

    /// A line that was taken out must be in the record of what was expired.
    private void gone(int line) {
        long number = first + line;
        if (number < Integer.MAX_VALUE && expired.lines().get((int) number)) expiredLines++;
        else
            findings.change(
                    findings.name(file) + " line " + (line + 1), "was taken out, and expired.log does not say so");
    }

    /// How many of the lines were expired, as recorded.
    long expired() {
        return expiredLines;
    }

    /// How many lines were read.
    long lines() {
        return tree.leaves();
    }

    /// A segment without a seal: says only whether it can be read.
    void unsealed() {
        int at = 0;
        for (int size; (size = blocks.unpack(packed, at, packed.length - at)) >= 0; at += blocks.packedLength()) {
            read(size);
        }
        if (at < packed.length) {
            findings.remark(file, "ends in " + (packed.length - at) + " bytes that cannot be read");
        }
    }

    void against(Seal seal) {
        int before = findings.size();
        long at = 0;
        for (Seal.Block block : seal.blocks()) {
            block(block, at);
            at += block.length();
        }
        if (at < packed.length) findings.change(file, "has " + (packed.length - at) + " bytes more than were sealed");
        boolean allThere = findings.size() == before;
        boolean sameLines =
                tree.leaves() == seal.lines() && Digests.hex(tree.root()).equals(seal.root());
        if (!sameLines) {
            if (tree.leaves() != seal.lines()) {
                findings.change(
                        file, "has " + tree.leaves() + " readable lines where " + seal.lines() + " were sealed");
            }
            // Where a block is missing, the marks tell of the others.
            for (String misfit : misfits) findings.change(findings.name(file) + misfit, "was changed");
            if (findings.size() == before)
                findings.change(sealFile, "was changed: its root is not that of the lines, whose marks all fit");
        } else if (marks.lines() != seal.lines() || !misfits.isEmpty()) {
            findings.change(marksFile, "was changed; the lines were not");
        } else if (allThere && !Digests.of(packed).equals(seal.stored())) {
            String both = findings.name(file).replace(".jsonl.gz", "");
            findings.change(
                    both, "the .jsonl.gz is not the file that the .seal describes; the lines in it were not changed");
        }
    }

    private void block(Seal.Block block, long at) {
        int there = (int) Math.max(0, Math.min(block.length(), packed.length - at));
        int size = there == 0 ? -1 : blocks.unpack(packed, (int) at, there);
        if (size < 0) {
            String range = "lines " + (line + 1) + " to " + (line + block.lines());
            findings.change(file, range + " (by its .seal) cannot be read");
            line += block.lines();
            return;
        }
        int first = line;
        read(size);
        if (blocks.packedLength() != block.length() || line - first != block.lines()) {
            String both = findings.name(file).replace(".jsonl.gz", "");
            findings.change(
                    both, "the block that begins with line " + (first + 1) + " is not as the .seal describes it");
        }
    }

    /// The lines of the block that was unpacked.
    private void read(int size) {
        byte[] raw = blocks.bytes();
        for (int start = 0, i = 0; i < size; i++) {
            if (raw[i] != '\n') continue;
            leaf(tree, raw, start, i - start, leaf);
            if (isExpired(raw, start, i - start)) gone(line);
            tree.add(leaf);
            if (!marks.fits(line, leaf) && misfits.size() < Findings.MOST) {
                EventLine now = EventLine.read(raw, start, i - start);
                misfits.add(" line " + (line + 1) + (now == null || now.id().isEmpty() ? "" : ", now " + now.id()));
            }
            note(raw, start, i - start);
            line++;
            start = i + 1;
        }
    }

    /// A line that had to be deleted stands there with the digest it had.
    static void leaf(MerkleTree tree, byte[] bytes, int offset, int length, byte[] into) {
        byte[] was = was(bytes, offset, length);
        if (was == null) tree.leaf(bytes, offset, length, into);
        else System.arraycopy(was, 0, into, 0, into.length);
    }

    private static byte[] was(byte[] bytes, int offset, int length) {
        if (length != EXPIRED.length() + 66) return null;
        String text = new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
        boolean form = text.startsWith(EXPIRED) && text.endsWith("\"}");
        return form ? Digests.parse(text.substring(EXPIRED.length(), length - 2)) : null;
    }

    /// Whether this is what a deleted line left.
    static boolean isExpired(byte[] bytes, int offset, int length) {
        return was(bytes, offset, length) != null;
    }

    /// What a line with this digest leaves.
    static byte[] expired(byte[] leaf) {
        return (EXPIRED + Digests.hex(leaf) + "\"}").getBytes(StandardCharsets.US_ASCII);
    }

    /// Remembers the digests of recovered files that lines speak of.
    private void note(byte[] bytes, int offset, int length) {
        if (length < FILE.length || !Arrays.equals(bytes, offset, offset + FILE.length, FILE, 0, FILE.length)) return;
        EventLine read = EventLine.read(bytes, offset, length);
        if (read != null && !read.text("sha256").isEmpty()) digests.add(read.text("sha256"));
    }
}
