package earshot.capture.file;

import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.capture.Block;
import earshot.capture.CaptureInfo;
import earshot.capture.FrameRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hostile captures: whatever the bytes, no exception, no hang, and every record inside its block.
///
/// Changes small captures of every form, from a fixed seed (`-Dearshot.fuzz.seed`, 7), for some seconds
/// (`-Dearshot.fuzz.seconds`, 3).
class ReaderFuzzTest {
    private static final long SECONDS = Long.getLong("earshot.fuzz.seconds", 3);
    /// Values that lengths and numbers like to break on.
    private static final int[] EDGES = {
        0,
        1,
        3,
        12,
        16,
        28,
        65_535,
        65_536,
        262_144,
        262_145,
        1 << 24,
        1 << 28,
        (1 << 28) + 4,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        -1,
        -4
    };

    @TempDir
    Path dir;

    @Test
    void noCaptureBreaksTheReaders() throws IOException {
        List<byte[]> seeds = seeds();
        Random random = new Random(Long.getLong("earshot.fuzz.seed", 7));
        Block block = new Block();
        Path[] files = {dir.resolve("a"), dir.resolve("b")};
        long until = System.nanoTime() + SECONDS * 1_000_000_000L;
        int runs = 0;
        for (; System.nanoTime() < until; runs++) {
            byte[] mutant = seeds.get(runs % seeds.size());
            for (int changes = random.nextInt(8); changes >= 0; changes--) mutant = changed(mutant, random, seeds);
            Files.write(files[0], mutant);
            long before = System.nanoTime();
            try {
                if (runs % 4 == 0) {
                    // merged with a sound one: read through the other window
                    Files.write(files[1], seeds.get(random.nextInt(seeds.size())));
                    read(block, mutant.length, files);
                } else {
                    read(block, mutant.length, files[0]);
                }
            } catch (RuntimeException | Error e) {
                Path kept = Files.write(Files.createTempFile("earshot-fuzz", ".capture"), mutant);
                throw new AssertionError("run " + runs + ", kept as " + kept, e);
            }
            long millis = (System.nanoTime() - before) / 1_000_000;
            assertTrue(millis < 5000, "run " + runs + " took " + millis + " ms");
        }
        assertTrue(runs > 50, runs + " runs");
    }

    private static void read(Block block, int size, Path... files) {
        try (CaptureFiles source = CaptureFiles.open(files)) {
            long[] frames = new long[files.length];
            while (source.fill(block)) {
                assertTrue(block.count > 0 && block.count <= Block.RECORDS);
                assertTrue(
                        block.bytes.length <= Math.max(2 * Block.BYTES, 8 * size),
                        block.bytes.length + " bytes for a capture of " + size);
                for (int i = 0; i < block.count; i++) {
                    assertTrue(
                            block.captured[i] >= 0 && block.captured[i] <= block.length[i],
                            "captured no more than there was");
                    assertTrue(
                            block.offset[i] >= 0 && block.offset[i] <= block.bytes.length - block.captured[i],
                            "inside the block");
                    int capture = FrameRef.capture(block.ref[i]);
                    assertTrue(FrameRef.frame(block.ref[i]) > frames[capture], "frames are numbered upwards");
                    frames[capture] = FrameRef.frame(block.ref[i]);
                }
            }
            for (CaptureInfo info : source.captures()) {
                assertTrue(info.damage.size() <= Damage.MOST + 3);
                assertTrue(info.comments.size() <= PcapngOptions.COMMENTS + 1);
                assertTrue(info.names.size() <= PcapngOptions.NAMES);
                assertTrue(info.frames <= frames[source.captures().indexOf(info)]);
            }
        }
    }

    private static byte[] changed(byte[] bytes, Random random, List<byte[]> seeds) {
        if (bytes.length < 8) return seeds.getFirst();
        int at = random.nextInt(bytes.length - 4), length = 1 + random.nextInt(Math.min(200, bytes.length - at));
        byte[] copy = bytes.clone();
        switch (random.nextInt(7)) {
            case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> put(copy, at & ~3, EDGES[random.nextInt(EDGES.length)], random.nextBoolean());
            case 2 -> Arrays.fill(copy, at, at + length, (byte) (random.nextBoolean() ? 0 : random.nextInt()));
            case 3 -> copy = Arrays.copyOf(copy, at);
            case 4 ->
                copy = joined(
                        Arrays.copyOf(copy, at),
                        Arrays.copyOfRange(bytes, at + length, Math.max(at + length, bytes.length)));
            case 5 -> copy = joined(Arrays.copyOf(copy, at), Arrays.copyOfRange(bytes, at / 2, bytes.length));
            default -> copy = joined(Arrays.copyOf(copy, at), seeds.get(random.nextInt(seeds.size())));
        }
        return copy.length > 4 << 20 ? bytes : copy;
    }

    private static void put(byte[] bytes, int at, int value, boolean big) {
        ByteBuffer.wrap(bytes)
                .order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                .putInt(at, value);
    }

    private static byte[] joined(byte[] a, byte[] b) {
        return Made.little().bytes(a).bytes(b).done();
    }

    private static List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (int magic : new int[] {0xa1b2c3d4, 0xa1b23c4d, 0xa1b2cd34, 0x1c0001ac}) {
            for (int extra : new int[] {0, 4, 8, 12}) seeds.add(pcap(magic, extra, (magic + extra) % 3 == 0));
        }
        seeds.add(Made.big()
                .pcap(0xa1b2c3d4, 2, 2, 0, 6)
                .record(7, 8, Made.frame(1, 60))
                .record(8, 8, Made.frame(2, 60))
                .done());
        for (boolean big : new boolean[] {false, true}) seeds.add(pcapng(big));
        for (byte[] seed : List.of(seeds.getFirst(), seeds.getLast())) seeds.add(gzip(seed));
        try (var in = ReaderFuzzTest.class.getResourceAsStream("four-frames.pcap.zst")) {
            seeds.add(in.readAllBytes());
        }
        return seeds;
    }

    private static byte[] pcap(int magic, int extra, boolean big) {
        Made made = Made.of(big).pcap(magic, 1);
        if (magic == 0x1c0001ac) made.u32(0);
        for (int i = 0; i < 40; i++) made.record(1_000_000_000L + i, i, 90, Made.frame(i, 30 + i), extra);
        return made.done();
    }

    private static byte[] pcapng(boolean big) {
        Made made = Made.of(big);
        made.section(made.option(1, (byte) 'c'));
        made.describe(1, 0, made.option(9, (byte) 9)).describe(113, 100, made.option(14, new byte[8]));
        for (int i = 0; i < 10; i++)
            made.packet(i % 2, 1L << 50 | i, 99, Made.frame(i, 40 + i), made.option(1, (byte) 'p'));
        made.block(3, Made.of(big).u32(63).bytes(Made.frame(1, 63)).done());
        made.block(
                2,
                Made.of(big)
                        .u16(0)
                        .u16(7)
                        .u64(1)
                        .u32(62)
                        .u32(62)
                        .bytes(Made.frame(1, 62))
                        .done());
        made.block(4, Made.of(big).u16(1).u16(8).u32(7).text("abc\0").u32(0).done());
        made.block(
                5, Made.of(big).u32(0).u64(0).bytes(made.option(5, new byte[8])).done());
        made.block(10, Made.of(big).u32(0x544c534b).u32(4).text("keys").done());
        return made.section().describe(1, 0).packet(0, 5, Made.frame(9, 60)).done();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
