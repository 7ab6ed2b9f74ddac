package earshot.report.casefile;

import earshot.event.ImEvent.Recovered;
import earshot.event.json.Completeness;
import earshot.event.json.EventType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Adds one run to a case. One thread; the case is locked against other writers until it is closed.
///
/// Closing without [#finish] leaves the case as a killed run would: it opens, and shows what is there.
public final class CaseWriter implements AutoCloseable {
    /// @param number the case number; "" keeps what the case has
    /// @param tool the version of Earshot
    /// @param options as the user gave them; without secrets
    public record Opening(String number, String examiner, String tool, List<String> options) {}

    private final Layout layout;
    private final FileChannel lockFile;
    private final FileLock lock;
    private final CaseRecord before;
    private final List<Run> runs;
    private final Run run;
    private final SegmentWriter log;
    private final long[] counts = new long[EventType.values().length];
    private boolean finished;

    private CaseWriter(Layout layout, Opening opening, int linesInSegment, FileChannel lockFile, FileLock lock)
            throws IOException {
        this.layout = layout;
        this.lockFile = lockFile;
        this.lock = lock;
        boolean old = Files.exists(layout.record());
        CaseRecord record = old
                ? CaseFolder.read(layout)
                : new CaseRecord(CaseRecord.FORMAT, opening.number, opening.examiner, List.of(), 0, "", 0, "", "");
        if (record.format() < CaseRecord.FORMAT) {
            throw new CaseException("this case has the older format " + record.format()
                    + ": it can be read, but not added to; replay into a new case");
        }
        if (!opening.number.isEmpty() && !opening.number.equals(record.number())) {
            throw new CaseException("the case in " + layout.root() + " has "
                    + (record.number().isEmpty() ? "no number" : "the number " + record.number()) + ", not "
                    + opening.number);
        }
        Layout.makePrivate(layout.log());
        Layout.makePrivate(layout.files());
        runs = old ? new ArrayList<>(ended(layout)) : new ArrayList<>();
        StoredFiles.clean(layout.incoming());
        log = continued(layout, linesInSegment);
        run = new Run(
                runs.size() + 1,
                Run.State.OPEN,
                opening.tool,
                opening.examiner,
                opening.options,
                log.lines(),
                0,
                List.of(),
                new TreeMap<>(),
                new TreeMap<>());
        before = record;
        write(run);
        custody().add("run-started", Map.of("run", Integer.toString(run.number()), "tool", opening.tool));
    }

    /// Opens a case for one more run, making it where there is none.
    ///
    /// @throws CaseException with a sentence for the user
    public static CaseWriter open(Path folder, Opening opening) throws IOException {
        return open(folder, opening, SegmentWriter.LINES);
    }

    static CaseWriter open(Path folder, Opening opening, int linesInSegment) throws IOException {
        Layout layout = new Layout(folder);
        if (!CaseFolder.exists(folder) && Files.isDirectory(folder)) {
            try (var there = Files.newDirectoryStream(folder)) {
                if (there.iterator().hasNext()) {
                    throw new CaseException(
                            folder + " has other things in it and is no case: name a folder of its own");
                }
            }
        }
        Layout.makePrivate(folder);
        FileChannel file = FileChannel.open(layout.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            return new CaseWriter(layout, opening, linesInSegment, file, lock(folder, file));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    static FileLock lock(Path folder, FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            if (lock != null) return lock;
        } catch (OverlappingFileLockException e) {
            // Another thread of this process has it.
        }
        throw new CaseException("another Earshot is writing to the case in " + folder);
    }

    /// The runs so far; what a killed one left is sealed first.
    private static List<Run> ended(Layout layout) throws IOException {
        List<Run> ended = new ArrayList<>();
        List<Run> found;
        try (EventLog log = new EventLog(layout)) {
            found = CaseFolder.runs(CaseFolder.read(layout), log);
        }
        for (Run one : found) {
            ended.add(
                    one.state() != Run.State.OPEN
                            ? one
                            : new Run(
                                    one.number(),
                                    Run.State.KILLED,
                                    one.tool(),
                                    one.examiner(),
                                    one.options(),
                                    one.first(),
                                    one.lines(),
                                    one.inputs(),
                                    one.counts(),
                                    one.losses()));
        }
        return ended;
    }

    /// Goes on where the log ends. A damaged log is not written to.
    private static SegmentWriter continued(Layout layout, int linesInSegment) throws IOException {
        int number = 0;
        long lines = 0;
        String previous = "";
        while (Files.exists(layout.seal(number + 1))) {
            Seal seal = Seal.parse(Files.readAllBytes(layout.seal(number + 1)));
            if (seal == null || seal.first() != lines || !seal.previous().equals(previous)) {
                throw new CaseException("the seal of log segment " + (number + 1)
                        + " does not hold: this case cannot be added to; see what verify says");
            }
            number++;
            lines += seal.lines();
            previous = seal.digest();
        }
        SegmentWriter log = new SegmentWriter(layout, number, lines, previous, linesInSegment);
        if (Files.exists(layout.lines(number + 1))) log.recover(Files.readAllBytes(layout.lines(number + 1)));
        return log;
    }

    /// Whether a run that finished has read exactly this input; see [CaseFolder#mayContain].
    public boolean contains(String sha256) {
        return CaseFolder.contains(runs, sha256);
    }

    /// Whether it is worth computing the digest of an input that begins like this to ask [#contains].
    public boolean mayContain(String head) {
        return runs.stream()
                .flatMap(one -> one.inputs().stream())
                .anyMatch(input -> input.head().equals(head));
    }

    /// Adds event lines with their secrets, as `EventWriter` writes them: whole lines, each with its line
    /// feed.
    public void add(byte[] bytes, int offset, int length) throws IOException {
        int start = offset, end = offset + length;
        for (int i = offset; i < end; i++) {
            if (bytes[i] != '\n') continue;
            log.add(bytes, start, i + 1 - start);
            count(bytes, start);
            start = i + 1;
        }
        if (start != end) throw new IllegalArgumentException("not a whole line");
    }

    private static final byte[][] STARTS = Arrays.stream(EventType.values())
            .map(type -> ("{\"type\":\"" + type.label + '"').getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);

    private void count(byte[] bytes, int at) {
        for (int i = 0; i < STARTS.length; i++) {
            if (at + STARTS[i].length <= bytes.length
                    && Arrays.equals(bytes, at, at + STARTS[i].length, STARTS[i], 0, STARTS[i].length)) {
                counts[i]++;
                return;
            }
        }
    }

    /// Puts what was added on disk, so that a killed run leaves it. Each call ends a compressed block: once a
    /// second, not once a line.
    public void flush() throws IOException {
        log.flush();
    }

    /// A directory for files while they are being recovered, on the same file system as the case; theirs are
    /// the names. Emptied when the run ends.
    public Path incoming() throws IOException {
        Layout.makePrivate(layout.incoming());
        return layout.incoming();
    }

    /// Takes a recovered file from [Recovered#stored], where there is one, into the case under its digest.
    public void store(Recovered recovered) throws IOException {
        if (recovered.stored() == null || !Files.exists(recovered.stored())) return;
        if (!Digests.isSha256(recovered.sha256())) throw new IllegalArgumentException("no SHA-256");
        Path file = layout.file(recovered.sha256());
        if (Files.exists(file)) {
            Files.delete(recovered.stored());
            return;
        }
        Layout.makePrivate(file.getParent());
        Layout.move(recovered.stored(), file);
    }

    /// Seals the run.
    ///
    /// @param interrupted it was ended before its inputs were
    /// @return the case as it is now; its [CaseRecord#seal] is what the user should write down
    public CaseRecord finish(List<Input> inputs, Completeness inAll, boolean interrupted) throws IOException {
        log.seal(false);
        SortedMap<String, Long> byType = new TreeMap<>();
        for (EventType type : EventType.values()) {
            if (counts[type.ordinal()] > 0) byType.put(type.label, counts[type.ordinal()]);
        }
        Run ended = new Run(
                run.number(),
                interrupted ? Run.State.INTERRUPTED : Run.State.FINISHED,
                run.tool(),
                run.examiner(),
                run.options(),
                run.first(),
                log.lines() - run.first(),
                inputs,
                byType,
                losses(inAll));
        StoredFiles.clean(layout.incoming());
        CaseRecord record = write(ended);
        finished = true;
        custody()
                .add(
                        "run-finished",
                        Map.of(
                                "run",
                                Integer.toString(run.number()),
                                "state",
                                ended.state().name(),
                                "seal",
                                record.seal()));
        return record;
    }

    private static SortedMap<String, Long> losses(Completeness inAll) {
        SortedMap<String, Long> losses = new TreeMap<>();
        losses.put("drops", inAll.drops());
        losses.put("truncatedFrames", inAll.truncated());
        losses.put("gaps", inAll.losses().gaps());
        losses.put("badChecksums", inAll.losses().badChecksums());
        losses.put("midStream", inAll.losses().midStream());
        inAll.losses().evictions().forEach((table, count) -> losses.put("evictions " + table, count));
        inAll.losses().unread().forEach((kind, count) -> losses.put("unread " + kind, count));
        losses.values().removeIf(count -> count < 0);
        return losses;
    }

    private CaseRecord write(Run latest) throws IOException {
        List<Run> all = new ArrayList<>(runs);
        all.add(latest);
        StoredFiles stored = StoredFiles.in(layout);
        CaseRecord record = new CaseRecord(
                        CaseRecord.FORMAT,
                        before.number(),
                        before.examiner(),
                        all,
                        log.number(),
                        log.previous(),
                        stored.all().size(),
                        stored.root(),
                        "")
                .sealed();
        Layout.replace(layout.record(), record.bytes());
        return record;
    }

    /// The case's custody log, for what the program does besides.
    public Custody custody() {
        return new Custody(layout);
    }

    @Override
    public void close() throws IOException {
        try {
            if (!finished) log.flush();
            log.close();
        } finally {
            lock.release();
            lockFile.close();
        }
    }
}
