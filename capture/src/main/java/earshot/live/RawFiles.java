package earshot.live;

import earshot.capture.Block;
import earshot.capture.CaptureInfo;
import earshot.capture.FrameRef;
import earshot.capture.file.PcapngWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// The packets as they were read, in a ring of pcapng files: when all together are larger than allowed, the eldest
/// goes.
/// Each file is a capture of the run, and gives its packets their [FrameRef]s.
///
/// A disk that is full costs the file being written, not the listening: the eldest files are given up first, then
/// packets
/// are no longer kept, which is counted ([#unkept]) and said. One thread, but for the counters.
public final class RawFiles implements AutoCloseable {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int HEAD = 64 * 1024;

    /// Where files go, and how large they may get.
    ///
    /// @param fileBytes after how many bytes the next file is begun
    /// @param fileSeconds after how many seconds, in packet time; 0 for never
    /// @param totalBytes how large all files together may be, the one being written among them
    public record Plan(Path folder, long fileBytes, long fileSeconds, long totalBytes) {}

    /// Told of a file that is about to go.
    public interface Leaving {
        /// @param capture its number among the run's captures
        void leaves(int capture, Path file) throws IOException;
    }

    private record Kept(int capture, Path file, long bytes) {}

    private final Plan plan;
    private final String what;
    private final List<CaptureInfo> captures;
    private final Leaving leaving;
    private final ArrayDeque<Kept> kept = new ArrayDeque<>();

    private Path file;
    private Counted out;
    private PcapngWriter writer;
    private CaptureInfo info;
    private int number;
    private long began, keptBytes;
    private final AtomicLong unkept = new AtomicLong(), files = new AtomicLong();

    /// @param what the interfaces' names, for the files' names
    /// @param captures grows by each file
    RawFiles(Plan plan, String what, List<CaptureInfo> captures, Leaving leaving) throws IOException {
        this.plan = plan;
        this.what = what;
        this.captures = captures;
        this.leaving = leaving;
        Files.createDirectories(plan.folder);
        begin(System.currentTimeMillis() * 1_000_000L);
    }

    /// Packets that were read and not kept, because the disk did not take them.
    public long unkept() {
        return unkept.get();
    }

    /// Files begun so far.
    public long files() {
        return files.get();
    }

    /// Writes the packets and gives them their references.
    void write(Block block) throws IOException {
        for (int i = 0; i < block.count; i++) {
            if (isFull(block.time[i])) next(block.time[i]);
            block.ref[i] = FrameRef.of(captures.size() - 1, ++info.frames);
            count(block, i);
            if (writer == null) {
                unkept.incrementAndGet();
                continue;
            }
            try {
                writer.packet(
                        block.link[i],
                        block.time[i],
                        block.length[i],
                        block.bytes,
                        block.offset[i],
                        block.captured[i],
                        "");
            } catch (IOException e) {
                fail(e);
            }
        }
    }

    private void count(Block block, int i) {
        if (info.frames == 1) info.from = info.until = block.time[i];
        info.bytes += block.captured[i];
        if (block.captured[i] < block.length[i]) info.truncated++;
        if (block.time[i] < info.from) info.from = block.time[i];
        if (block.time[i] > info.until) info.until = block.time[i];
        if (!info.links.contains(block.link[i])) info.links.add(block.link[i]);
    }

    /// What was buffered reaches the file.
    void flush() {
        if (writer == null) return;
        try {
            out.flush();
        } catch (IOException e) {
            fail(e);
        }
    }

    private boolean isFull(long time) {
        if (writer == null) return false;
        return out.bytes >= plan.fileBytes
                || plan.fileSeconds > 0 && info.frames > 0 && time - began > plan.fileSeconds * 1_000_000_000L;
    }

    private void next(long time) throws IOException {
        finish();
        while (!kept.isEmpty() && keptBytes + plan.fileBytes > plan.totalBytes) giveUpEldest();
        begin(time);
    }

    private void giveUpEldest() throws IOException {
        Kept eldest = kept.poll();
        keptBytes -= eldest.bytes;
        leaving.leaves(eldest.capture, eldest.file);
        Files.deleteIfExists(eldest.file);
    }

    private void begin(long time) throws IOException {
        began = time;
        files.incrementAndGet();
        String stamp = STAMP.format(Instant.ofEpochSecond(time / 1_000_000_000L));
        file = plan.folder.resolve("%s-%s-%04d.pcapng".formatted(what, stamp, ++number));
        info = new CaptureInfo(file.toString(), "");
        String comment = "heard by earshot on " + what + " from " + stamp + ", " + nonce();
        // What a file will hold is not known yet; its beginning tells it from every other.
        info.head = HexFormat.of().formatHex(sha256().digest(comment.getBytes(StandardCharsets.UTF_8)));
        try {
            OutputStream to = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            out = new Counted(new BufferedOutputStream(to, 1 << 18));
            writer = new PcapngWriter(out, comment);
        } catch (IOException e) {
            fail(e);
        }
        captures.add(info);
    }

    private static String nonce() {
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private void fail(IOException e) {
        info.damage.add("packets are not kept from frame " + info.frames + " on: " + e.getMessage());
        writer = null;
        try {
            if (out != null) out.close();
        } catch (IOException again) {
            // The disk's first complaint has been said.
        }
    }

    private void finish() throws IOException {
        if (writer == null) return;
        try {
            writer.close();
        } catch (IOException e) {
            fail(e);
            return;
        }
        writer = null;
        info.sha256 = out.sha256();
        info.head = out.head();
        kept.add(new Kept(captures.size() - 1, file, out.bytes));
        keptBytes += out.bytes;
    }

    /// Ends the file being written; all that are left stay, and are told of as if they went.
    @Override
    public void close() throws IOException {
        finish();
        for (Kept one : kept) leaving.leaves(one.capture, one.file);
        kept.clear();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Counts and digests what goes through, and keeps its beginning.
    private static final class Counted extends DigestOutputStream {
        private final byte[] head = new byte[HEAD];
        private long bytes;

        Counted(OutputStream out) {
            super(out, RawFiles.sha256());
        }

        @Override
        public void write(byte[] data, int offset, int length) throws IOException {
            if (bytes < HEAD) System.arraycopy(data, offset, head, (int) bytes, (int) Math.min(length, HEAD - bytes));
            bytes += length;
            super.write(data, offset, length);
        }

        String sha256() {
            return HexFormat.of().formatHex(digest.digest());
        }

        String head() {
            MessageDigest first = RawFiles.sha256();
            first.update(head, 0, (int) Math.min(bytes, HEAD));
            return HexFormat.of().formatHex(first.digest());
        }
    }
}
