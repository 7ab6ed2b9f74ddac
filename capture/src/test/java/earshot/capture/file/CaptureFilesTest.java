package earshot.capture.file;

import static earshot.capture.file.Made.frame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import earshot.capture.Block;
import earshot.capture.CaptureInfo;
import earshot.capture.file.CaptureFiles.Input;
import earshot.capture.file.CaptureFiles.Options;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a user names becomes one run in the order of time.
class CaptureFilesTest {
    @TempDir
    Path dir;

    /// A capture with a frame of one byte, its number, at each of these seconds.
    private Path capture(String name, int... seconds) throws IOException {
        Made made = Made.little().pcap(0xa1b2c3d4, 1);
        for (int second : seconds) made.record(second, 0, new byte[] {(byte) second});
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, made.done());
    }

    /// The seconds of the frames given, each with the index of its capture.
    private static List<String> order(CaptureFiles files) {
        return Frames.of(files).frames().stream()
                .map(line -> line.substring(0, 1) + ":" + Long.parseLong(line.split(" ")[1]) / 1_000_000_000L)
                .toList();
    }

    @Test
    void capturesAreMergedByTime() throws IOException {
        Path a = capture("a", 10, 30, 50), b = capture("b", 20, 30, 40), c = capture("c", 35);
        assertEquals(
                List.of("0:10", "1:20", "0:30", "1:30", "2:35", "1:40", "0:50"), order(CaptureFiles.open(a, b, c)));
    }

    @Test
    void equalTimesComeInTheOrderGiven() throws IOException {
        Path a = capture("a", 10, 10, 20), b = capture("b", 10, 20, 20);
        assertEquals(List.of("0:10", "0:10", "1:10", "0:20", "1:20", "1:20"), order(CaptureFiles.open(a, b)));
        assertEquals(List.of("0:10", "1:10", "1:10", "0:20", "0:20", "1:20"), order(CaptureFiles.open(b, a)));
    }

    @Test
    void aRotatedSetIsReadInOrderHoweverGiven() throws IOException {
        Path a = capture("a", 10, 11), b = capture("b", 11, 12), c = capture("c", 13, 14);
        assertEquals(List.of("2:10", "1:11", "2:11", "1:12", "0:13", "0:14"), order(CaptureFiles.open(c, b, a)));
    }

    @Test
    void aClockOffsetMovesACaptureInTheOrder() throws IOException {
        String a = capture("a", 10, 30).toString(), b = capture("b", 10, 30).toString();
        List<Input> inputs = List.of(new Input(a, "east", 5_000_000_000L), new Input(b, "west", 0));
        assertEquals(
                List.of("1:10", "0:15", "1:30", "0:35"),
                order(CaptureFiles.open(inputs, new CaptureFiles.Options(false))));
    }

    @Test
    void everyRecordKnowsItsSource() throws IOException {
        String a = capture("a", 10, 30).toString(), b = capture("b", 20).toString();
        List<Input> inputs = List.of(
                new Input(a, "east", 0),
                new Input(b, "west", 0),
                new Input(capture("c", 40).toString(), "east", 0));
        Block block = new Block();
        List<Integer> sources = new ArrayList<>();
        try (CaptureFiles files = CaptureFiles.open(inputs, new CaptureFiles.Options(false))) {
            assertEquals(
                    List.of("east", "west", "east"),
                    files.captures().stream().map(info -> info.source).toList());
            while (files.fill(block)) for (int i = 0; i < block.count; i++) sources.add((int) block.source[i]);
        }
        assertEquals(List.of(0, 1, 0, 0), sources);
    }

    /// Many captures of many frames, overlapping at random, against a sort of all their frames.
    @Test
    void mergingEqualsSorting() throws IOException {
        Random random = new Random(5);
        for (int trial = 0; trial < 20; trial++) {
            record Frame(long time, int capture, int number, byte[] bytes) {}
            List<Frame> all = new ArrayList<>();
            List<Path> files = new ArrayList<>();
            for (int capture = 0; capture < 1 + random.nextInt(12); capture++) {
                boolean ng = random.nextBoolean();
                Made made = Made.of(random.nextBoolean());
                if (ng) made.section().describe(1, 0);
                else made.pcap(0xa1b2c3d4, 1);
                long micros = 1_000_000_000L + random.nextInt(20) * 1_000_000L;
                int count = random.nextInt(600);
                for (int number = 1; number <= count; number++) {
                    byte[] bytes = frame(number, 1 + random.nextInt(1000));
                    if (ng) made.packet(0, micros, bytes);
                    else made.record(micros / 1_000_000, micros % 1_000_000, bytes);
                    all.add(new Frame(micros * 1000, capture, number, bytes));
                    micros += random.nextInt(20) * 1000L;
                }
                files.add(Files.write(dir.resolve(trial + "-" + capture), made.done()));
            }
            all.sort(Comparator.comparingLong(Frame::time)
                    .thenComparingInt(Frame::capture)
                    .thenComparingInt(Frame::number));
            List<String> expected = all.stream()
                    .map(f -> Frames.line(f.capture, f.number, f.time, 1, f.bytes.length, f.bytes))
                    .toList();
            Frames read = Frames.of(files.toArray(Path[]::new));
            assertEquals(expected, read.frames(), "trial " + trial);
            long frames = 0;
            for (CaptureInfo info : read.captures()) {
                assertEquals(List.of(), info.damage);
                frames += info.frames;
            }
            assertEquals(expected.size(), frames);
        }
    }

    @Test
    void aFrameLargerThanABlockIsMergedToo() throws IOException {
        byte[] large = frame(1, 1_000_000);
        Path a = Files.write(
                dir.resolve("a"),
                Made.little()
                        .pcap(0xa1b2c3d4, 2, 4, 2_000_000, 1)
                        .record(10, 0, frame(2, 60))
                        .record(30, 0, large)
                        .record(50, 0, frame(3, 60))
                        .done());
        Path b = capture("b", 20, 40);
        Frames read = Frames.of(a, b);
        assertEquals(5, read.frames().size());
        assertEquals(
                Frames.line(0, 2, 30_000_000_000L, 1, large.length, large),
                read.frames().get(2));
    }

    @Test
    void foldersAreGoneThroughByName() throws IOException {
        capture("set/b.pcap", 20);
        capture("set/a/z.dump", 10);
        capture("set/c.gz", 30); // a wrong name does not matter
        Files.writeString(dir.resolve("set/notes.txt"), "not a capture");
        Files.createFile(dir.resolve("set/empty"));
        try (CaptureFiles files = CaptureFiles.open(dir.resolve("set"))) {
            String folder = dir.resolve("set") + "/";
            assertEquals(
                    List.of(folder + "a/z.dump", folder + "b.pcap", folder + "c.gz"),
                    files.captures().stream().map(info -> info.name).toList());
            assertEquals(2, files.skippedFiles());
            assertEquals(
                    List.of(folder + "empty: it is empty", folder + "notes.txt: it is no capture"), files.skipped());
            assertEquals(List.of("0:10", "1:20", "2:30"), order(files));
        }
    }

    @Test
    void linksInFolders() throws IOException {
        Path file = capture("elsewhere.pcap", 10);
        Path set = Files.createDirectory(dir.resolve("set"));
        Files.createSymbolicLink(set.resolve("linked.pcap"), file);
        Files.createSymbolicLink(set.resolve("loop"), set);
        Files.createSymbolicLink(set.resolve("nothing"), dir.resolve("gone"));
        try (CaptureFiles files = CaptureFiles.open(set)) {
            assertEquals(List.of("0:10"), order(files));
            assertEquals(List.of(set + "/loop: a link to a folder"), files.skipped());
            assertEquals(
                    List.of("not read: a link to nothing"), files.captures().get(1).damage);
        }
    }

    @Test
    void whatCannotBeReadIsSaidAndTheRestGoesOn() throws IOException {
        Path good = capture("good", 10);
        Path text = Files.writeString(dir.resolve("text"), "not a capture");
        Path gone = dir.resolve("gone"), empty = Files.createFile(dir.resolve("empty"));
        try (CaptureFiles files = CaptureFiles.open(gone, text, good, empty)) {
            assertEquals(List.of("2:10"), order(files));
            assertEquals(
                    List.of(
                            "[not read: no such file]",
                            "[not read: it is no capture]",
                            "[]",
                            "[not read: it is empty]"),
                    files.captures().stream()
                            .map(info -> info.damage.toString())
                            .toList());
        }
        try (CaptureFiles files = CaptureFiles.open(gone)) {
            assertEquals(List.of(), order(files));
        }
        try (CaptureFiles files = CaptureFiles.open(List.of(new Input("no\0name")), new CaptureFiles.Options(false))) {
            assertEquals(List.of(), order(files));
            assertTrue(files.captures().getFirst().damage.getFirst().startsWith("not read"));
        }
    }

    @Test
    void aFileThatShrinksMeanwhile() throws IOException {
        Made made = Made.little().pcap(0xa1b2c3d4, 1);
        for (int i = 0; i < 5000; i++) made.record(i, 0, frame(i, 1000));
        Path file = Files.write(dir.resolve("a"), made.done());
        Block block = new Block();
        try (CaptureFiles files = CaptureFiles.open(file)) {
            assertTrue(files.fill(block));
            try (RandomAccessFile shrunk = new RandomAccessFile(file.toFile(), "rw")) {
                shrunk.setLength(2_000_000);
            }
            while (files.fill(block)) {}
            CaptureInfo info = files.captures().getFirst();
            assertEquals((2_000_000 - 24) / 1016, info.frames);
            assertEquals(
                    "the file shrank while it was read: it ends at byte 2000000 and had " + made.size(),
                    info.damage.getFirst());
        }
    }

    @Test
    void headAndWholeDigest() throws Exception {
        Made made = Made.little().pcap(0xa1b2c3d4, 1);
        for (int i = 0; i < 500; i++) made.record(i, 0, frame(i, 1000));
        byte[] bytes = made.done();
        Path file = Files.write(dir.resolve("a"), bytes), small = capture("b", 10);
        List<Input> inputs = List.of(new Input(file.toString()), new Input(small.toString()));
        try (CaptureFiles files = CaptureFiles.open(inputs, new Options(true))) {
            assertEquals(sha256(Arrays.copyOf(bytes, 65536)), files.captures().getFirst().head);
            assertEquals("", files.captures().getFirst().sha256);
            Block block = new Block();
            while (files.fill(block)) {}
            files.finish();
            assertEquals(sha256(bytes), files.captures().getFirst().sha256);
            assertEquals(sha256(Files.readAllBytes(small)), files.captures().get(1).sha256);
            assertEquals(List.of(), files.captures().getFirst().damage);
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void progressEndsWhereTheFilesEnd() throws IOException {
        Path a = capture("a", 10, 30), b = capture("b", 20);
        try (CaptureFiles files = CaptureFiles.open(a, b)) {
            assertEquals(0, files.bytesRead());
            assertEquals(Files.size(a) + Files.size(b), files.bytesTotal());
            Block block = new Block();
            while (files.fill(block)) {}
            assertEquals(files.bytesTotal(), files.bytesRead());
        }
    }

    /// A pipe delivers in pieces; blocks, frames and digest are those of the file all the same.
    @Test
    @Timeout(60)
    void aPipeIsReadLikeAFile() throws Exception {
        Made made = Made.little().pcap(0xa1b2c3d4, 1);
        for (int i = 0; i < 2000; i++) made.record(i, 0, frame(i, 100 + i % 900));
        byte[] bytes = made.done();
        Path file = Files.write(dir.resolve("a"), bytes), pipe = dir.resolve("pipe");
        assumeTrue(fifo(pipe), "this system has no mkfifo");
        Thread writer = Thread.ofPlatform().start(() -> {
            Random random = new Random(6);
            try (OutputStream out = Files.newOutputStream(pipe)) {
                for (int at = 0, n; at < bytes.length; at += n) {
                    n = Math.min(bytes.length - at, 1 + random.nextInt(20_000));
                    out.write(bytes, at, n);
                    if (random.nextInt(8) == 0) Thread.sleep(1);
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        CaptureFiles piped = CaptureFiles.open(List.of(new Input(pipe.toString())), new Options(true));
        assertEquals(-1, piped.bytesTotal());
        Frames read = Frames.of(piped), whole = Frames.of(file);
        writer.join();
        assertEquals(whole.frames(), read.frames());
        assertEquals(whole.blocks(), read.blocks());
        assertEquals(whole.info().head, read.info().head);
        assertEquals(sha256(bytes), read.info().sha256);
    }

    private static boolean fifo(Path path) throws InterruptedException {
        try {
            return new ProcessBuilder("mkfifo", path.toString()).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
