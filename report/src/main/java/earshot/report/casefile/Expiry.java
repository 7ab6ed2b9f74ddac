package earshot.report.casefile;

import earshot.report.line.EventLine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Takes lines out of a case, and the recovered files that no line speaks of any more. What is taken out leaves its
/// leaf
/// digest in its place: all seals, and so the case seal and signatures on it, still hold.
///
/// A killed expiry leaves a case that opens; running it again completes it.
public final class Expiry {
    private static final byte[] FILE = "{\"type\":\"file\"".getBytes(StandardCharsets.US_ASCII);

    private final Layout layout;

    private Expiry(Layout layout) {
        this.layout = layout;
    }

    /// @param lines how many lines were taken out
    /// @param files how many recovered files were deleted
    public record Done(long lines, long files) {}

    /// Takes lines out of the sealed segments of a case. The index is deleted with them: it is built anew when it is
    /// asked for.
    ///
    /// @param chosen numbers of lines; those in segments that are not sealed yet are left alone
    /// @param why a sentence for the record and the custody log
    /// @throws CaseException where another Earshot writes, or the case is damaged; nothing was taken out then
    public static Done run(Path folder, BitSet chosen, String why) throws IOException {
        Layout layout = new Layout(folder);
        try (FileChannel file = FileChannel.open(layout.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = CaseWriter.lock(folder, file)) {
            return new Expiry(layout).run(chosen, why);
        }
    }

    private Done run(BitSet chosen, String why) throws IOException {
        List<Seal> seals = seals();
        Set<String> going = new TreeSet<>(), staying = new TreeSet<>();
        BitSet lines = new BitSet();
        for (Seal seal : seals) look(seal, chosen, lines, going, staying);
        going.removeAll(staying);
        going.removeIf(digest -> !Digests.isSha256(digest) || !Files.exists(layout.file(digest)));
        boolean torn = false;
        for (Seal seal : seals) torn |= !describes(seal);
        if (lines.isEmpty() && going.isEmpty() && !torn) return new Done(0, 0);
        if (!lines.isEmpty() || !going.isEmpty()) Expired.record(layout, lines, going, why);
        forget(layout.index());
        for (Seal seal : seals) {
            int first = (int) seal.first(), next = lines.nextSetBit(first);
            if (next >= 0 && next < first + seal.lines() || !describes(seal)) rewrite(seal, lines);
        }
        for (String digest : going) Files.deleteIfExists(layout.file(digest));
        new Custody(layout)
                .add(
                        "expired",
                        Map.of(
                                "lines",
                                Integer.toString(lines.cardinality()),
                                "files",
                                Integer.toString(going.size()),
                                "why",
                                why));
        return new Done(lines.cardinality(), going.size());
    }

    /// The index holds what is to go: it goes first.
    private static void forget(Path index) throws IOException {
        if (!Files.exists(index)) return;
        List<Path> all;
        try (var walk = Files.walk(index)) {
            all = walk.toList();
        }
        for (Path path : all.reversed()) Files.delete(path);
    }

    private List<Seal> seals() throws IOException {
        List<Seal> seals = new ArrayList<>();
        for (int n = 1; Files.exists(layout.seal(n)); n++) {
            Seal seal = Seal.parse(Files.readAllBytes(layout.seal(n)));
            if (seal == null) throw damaged(n);
            seals.add(seal);
        }
        return seals;
    }

    private static CaseException damaged(int segment) {
        return new CaseException("log segment " + segment
                + " is not as it was sealed, so nothing is taken out of this case; see what verify says");
    }

    /// What is done with one line of a segment.
    @FunctionalInterface
    private interface Line {
        void line(int number, byte[] bytes, int offset, int length, byte[] leaf) throws IOException;
    }

    /// Whether the compressed file has the length that the seal describes; a killed expiry leaves one that has not.
    private boolean describes(Seal seal) throws IOException {
        return Files.size(layout.lines(seal.number()))
                == seal.blocks().stream().mapToLong(Seal.Block::length).sum();
    }

    /// Visits a segment's lines, and fails where they are not those that were sealed.
    private void each(Seal seal, Line visitor) throws IOException {
        byte[] file = Files.readAllBytes(layout.lines(seal.number()));
        MerkleTree tree = new MerkleTree();
        byte[] leaf = new byte[32];
        try (LogBlocks blocks = new LogBlocks()) {
            int at = 0;
            for (int size; (size = blocks.unpack(file, at, file.length - at)) >= 0; at += blocks.packedLength()) {
                for (int start = 0, i = 0; i < size; i++) {
                    if (blocks.bytes()[i] != '\n') continue;
                    SegmentCheck.leaf(tree, blocks.bytes(), start, i - start, leaf);
                    visitor.line((int) (seal.first() + tree.leaves()), blocks.bytes(), start, i - start, leaf);
                    tree.add(leaf);
                    start = i + 1;
                }
            }
            boolean whole = at == file.length && tree.leaves() == seal.lines();
            if (!whole || !Digests.hex(tree.root()).equals(seal.root())) throw damaged(seal.number());
        }
    }

    /// Finds which of the chosen lines are still there, and which recovered files the lines speak of.
    private void look(Seal seal, BitSet chosen, BitSet lines, Set<String> going, Set<String> staying)
            throws IOException {
        each(seal, (number, bytes, offset, length, _) -> {
            if (SegmentCheck.isExpired(bytes, offset, length)) return;
            boolean goes = chosen.get(number);
            if (goes) lines.set(number);
            boolean file =
                    length >= FILE.length && Arrays.equals(bytes, offset, offset + FILE.length, FILE, 0, FILE.length);
            EventLine line = file ? EventLine.read(bytes, offset, length) : null;
            if (line != null && line.has("sha256")) (goes ? going : staying).add(line.text("sha256"));
        });
    }

    /// Writes a segment anew, and puts it in the place of the old one.
    private void rewrite(Seal seal, BitSet lines) throws IOException {
        Path fresh = layout.lines(seal.number()).resolveSibling("expiring");
        List<Seal.Block> written = new ArrayList<>();
        Block block = new Block();
        var stored = Digests.sha256();
        try (LogBlocks packer = new LogBlocks();
                FileChannel channel = FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
                OutputStream out = java.nio.channels.Channels.newOutputStream(channel)) {
            each(seal, (number, bytes, offset, length, leaf) -> {
                byte[] left = lines.get(number) ? SegmentCheck.expired(leaf) : null;
                int grows = (left == null ? length : left.length) + 1;
                if (block.size > 0 && block.size + grows > LogBlocks.RAW) block.pack(packer, out, stored, written);
                if (left == null) block.add(bytes, offset, length);
                else block.add(left, 0, left.length);
            });
            block.pack(packer, out, stored, written);
            channel.force(true);
        }
        Seal same = new Seal(
                seal.number(),
                seal.first(),
                seal.lines(),
                seal.recovered(),
                seal.root(),
                seal.previous(),
                Digests.hex(stored.digest()),
                written);
        Layout.move(fresh, layout.lines(seal.number()));
        Layout.replace(layout.seal(seal.number()), same.bytes());
    }

    /// Lines on their way into a block.
    private static final class Block {
        private byte[] raw = new byte[LogBlocks.RAW];
        private int size, lines;

        void add(byte[] bytes, int offset, int length) {
            if (size + length + 1 > raw.length) raw = Arrays.copyOf(raw, size + length + 1);
            System.arraycopy(bytes, offset, raw, size, length);
            size += length;
            raw[size++] = '\n';
            lines++;
        }

        void pack(LogBlocks packer, OutputStream out, java.security.MessageDigest stored, List<Seal.Block> written)
                throws IOException {
            if (lines == 0) return;
            int length = packer.pack(raw, size);
            out.write(packer.bytes(), 0, length);
            stored.update(packer.bytes(), 0, length);
            written.add(new Seal.Block(length, lines));
            size = 0;
            lines = 0;
        }
    }
}
