package earshot.report.casefile;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/// Writes the event log, segment after segment. One thread.
///
/// What was added is on disk, as far as a killed process goes, once [#flush] returned or a block was full.
final class SegmentWriter implements AutoCloseable {
    /// A segment is sealed when it has so many lines or raw bytes.
    static final int LINES = 1 << 16;
    static final long BYTES = 32L << 20;

    private final Layout layout;
    private final int mostLines;
    private final LogBlocks blocks = new LogBlocks();
    private final MerkleTree tree = new MerkleTree();
    private final MessageDigest stored = Digests.sha256();
    private final byte[] leaf = new byte[32];
    private byte[] raw = new byte[LogBlocks.RAW];
    private int rawSize, rawLines;
    private long segmentBytes;
    private final List<Seal.Block> written = new ArrayList<>();

    private int number;
    private long first;
    private String previous;
    /// Of the open segment; null before its first line.
    private FileChannel out;
    private OutputStream marks;

    /// @param number of the last segment there is, 0 for none
    /// @param first how many lines there are
    /// @param previous the last seal's digest, "" for none
    /// @param mostLines after which a segment is sealed, [#LINES]
    SegmentWriter(Layout layout, int number, long first, String previous, int mostLines) {
        this.layout = layout;
        this.number = number;
        this.first = first;
        this.previous = previous;
        this.mostLines = mostLines;
    }

    /// How many lines the log has.
    long lines() {
        return first + tree.leaves();
    }

    /// The number of the last segment.
    int number() {
        return number;
    }

    /// The digest of the last seal.
    String previous() {
        return previous;
    }

    /// Adds one line, which ends with its only line feed.
    void add(byte[] bytes, int offset, int length) throws IOException {
        if (out == null) begin();
        if (rawSize + length > raw.length) {
            flush();
            if (length > raw.length) raw = new byte[length];
        }
        System.arraycopy(bytes, offset, raw, rawSize, length);
        rawSize += length;
        rawLines++;
        tree.leaf(bytes, offset, length - 1, leaf);
        tree.add(leaf);
        marks.write(leaf, 0, Marks.BYTES);
        segmentBytes += length;
        if (tree.leaves() >= mostLines || segmentBytes >= BYTES) seal(false);
    }

    private void begin() throws IOException {
        number++;
        out = FileChannel.open(layout.lines(number), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        marks = new BufferedOutputStream(Files.newOutputStream(layout.marks(number)), 1 << 14);
    }

    /// Writes what was added as a block.
    void flush() throws IOException {
        if (rawLines == 0) return;
        int length = blocks.pack(raw, rawSize);
        ByteBuffer packed = ByteBuffer.wrap(blocks.bytes(), 0, length);
        while (packed.hasRemaining()) out.write(packed);
        stored.update(blocks.bytes(), 0, length);
        written.add(new Seal.Block(length, rawLines));
        rawSize = 0;
        rawLines = 0;
    }

    /// Ends the segment, if one is open.
    ///
    /// @param recovered see [Seal]
    void seal(boolean recovered) throws IOException {
        if (out == null) return;
        flush();
        out.force(false);
        closeFiles();
        Seal seal = new Seal(
                number,
                first,
                tree.leaves(),
                recovered,
                Digests.hex(tree.root()),
                previous,
                Digests.hex(stored.digest()),
                List.copyOf(written));
        Layout.replace(layout.seal(number), seal.bytes());
        previous = seal.digest();
        first += tree.leaves();
        tree.clear();
        written.clear();
        segmentBytes = 0;
    }

    /// Seals a segment that a killed run left open, with what can still be read of it, and cuts off the rest.
    void recover(byte[] file) throws IOException {
        number++;
        marks = new BufferedOutputStream(Files.newOutputStream(layout.marks(number)), 1 << 14);
        int end = 0;
        for (int size; (size = blocks.unpack(file, end, file.length - end)) >= 0; end += blocks.packedLength()) {
            int lines = 0;
            for (int from = 0, i = 0; i < size; i++) {
                if (blocks.bytes()[i] != '\n') continue;
                tree.leaf(blocks.bytes(), from, i - from, leaf);
                tree.add(leaf);
                marks.write(leaf, 0, Marks.BYTES);
                lines++;
                from = i + 1;
            }
            stored.update(file, end, blocks.packedLength());
            written.add(new Seal.Block(blocks.packedLength(), lines));
        }
        out = FileChannel.open(layout.lines(number), StandardOpenOption.WRITE);
        out.truncate(end);
        if (end > 0) {
            seal(true);
        } else {
            closeFiles();
            Files.delete(layout.lines(number));
            Files.delete(layout.marks(number));
            number--;
        }
    }

    /// Leaves the open segment as a killed run would: for a run that failed.
    @Override
    public void close() throws IOException {
        blocks.close();
        closeFiles();
    }

    private void closeFiles() throws IOException {
        if (out != null) out.close();
        if (marks != null) marks.close();
        out = null;
        marks = null;
    }
}
