package earshot.report.casefile;

import earshot.report.line.EventLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A case opened for reading. Opening and reading change nothing in the folder. One thread; close it.
public final class CaseFolder implements AutoCloseable {
    private final Layout layout;
    private final CaseRecord record;
    private final EventLog log;
    private final List<Run> runs;

    private CaseFolder(Layout layout, CaseRecord record) throws IOException {
        this.layout = layout;
        this.record = record;
        this.log = new EventLog(layout);
        this.runs = runs(record, log);
    }

    /// Whether the folder holds a case, of whatever format.
    public static boolean exists(Path folder) {
        return Files.exists(new Layout(folder).record());
    }

    /// @throws CaseException with a sentence for the user
    public static CaseFolder open(Path folder) throws IOException {
        Layout layout = new Layout(folder);
        return new CaseFolder(layout, read(layout));
    }

    static CaseRecord read(Layout layout) throws IOException {
        try {
            return CaseRecord.parse(Files.readAllBytes(layout.record()));
        } catch (NoSuchFileException e) {
            throw new CaseException("there is no case in " + layout.root() + " (it has no case.json)", e);
        }
    }

    /// The runs; one that was killed has the lines and inputs that its part of the log shows.
    static List<Run> runs(CaseRecord record, EventLog log) throws IOException {
        List<Run> runs = new ArrayList<>();
        for (Run run : record.runs()) {
            if (run.state() != Run.State.OPEN) {
                runs.add(run);
                continue;
            }
            List<Input> inputs = new ArrayList<>();
            log.each(run.first(), log.lines(), (_, bytes, offset, length) -> {
                EventLine line = EventLine.read(bytes, offset, length);
                if (line == null || !line.type().equals("capture")) return false;
                inputs.add(new Input(
                        line.text("capture"), line.text("source"), line.text("head"), "", "", 0, 0, 0, List.of()));
                return true;
            });
            runs.add(new Run(
                    run.number(),
                    Run.State.OPEN,
                    run.tool(),
                    run.examiner(),
                    run.options(),
                    run.first(),
                    Math.max(0, log.lines() - run.first()),
                    inputs,
                    run.counts(),
                    run.losses()));
        }
        return runs;
    }

    public Path folder() {
        return layout.root();
    }

    /// What `case.json` says.
    public CaseRecord record() {
        return record;
    }

    public List<Run> runs() {
        return runs;
    }

    /// The runs whose lines count: those that ended by themselves, and of the others each that shares no
    /// input with a better one.
    public List<Run> visibleRuns() {
        return runs.stream()
                .filter(run -> runs.stream().noneMatch(other -> supersedes(other, run)))
                .toList();
    }

    private static boolean supersedes(Run better, Run run) {
        if (run.state() == Run.State.FINISHED || better.number() == run.number() || !better.sharesInput(run))
            return false;
        if (better.state() == Run.State.FINISHED) return true;
        return better.lines() > run.lines() || better.lines() == run.lines() && better.number() > run.number();
    }

    /// The raw log, all runs.
    public EventLog log() {
        return log;
    }

    /// Visits every line of the visible runs in the order of the log. Lines are as they were written, secrets
    /// and all.
    public void each(EventLog.Visitor visitor) throws IOException {
        boolean[] more = {true};
        for (Run run : visibleRuns()) {
            log.each(run.first(), run.first() + run.lines(), (number, bytes, offset, length) -> {
                more[0] = visitor.line(number, bytes, offset, length);
                return more[0];
            });
            if (!more[0]) return;
        }
    }

    /// A line by its number; null where it cannot be read.
    public EventLine line(long number) throws IOException {
        byte[] line = log.line(number);
        return line == null ? null : EventLine.read(line);
    }

    /// Whether a run that finished has read exactly this input.
    public boolean contains(String sha256) {
        return contains(runs, sha256);
    }

    static boolean contains(List<Run> runs, String sha256) {
        return !sha256.isEmpty()
                && runs.stream()
                        .filter(run -> run.state() == Run.State.FINISHED)
                        .flatMap(run -> run.inputs().stream())
                        .anyMatch(input -> input.sha256().equals(sha256));
    }

    /// Whether it is worth computing the digest of an input that begins like this to ask [#contains].
    public boolean mayContain(String head) {
        return runs.stream()
                .flatMap(run -> run.inputs().stream())
                .anyMatch(input -> input.head().equals(head));
    }

    /// Where a recovered file lies; null where the case has none with that digest.
    public Path file(String sha256) {
        if (!Digests.isSha256(sha256)) return null;
        Path file = layout.file(sha256);
        return Files.isRegularFile(file) ? file : null;
    }

    public Custody custody() {
        return new Custody(layout);
    }

    public Holds holds() {
        return new Holds(layout);
    }

    public Notes notes() {
        return new Notes(layout);
    }

    /// Where the search index lies, or would.
    public Path index() {
        return layout.index();
    }

    /// Recomputes every seal.
    ///
    /// @param expected the case seal as it was printed when the run ended, "" where there is none to hold it
    ///     against
    public Verification verify(String expected) throws IOException {
        return Verifier.verify(layout, expected);
    }

    @Override
    public void close() {
        log.close();
    }
}
