package earshot.app;

import earshot.app.alert.Outbox;
import earshot.app.digest.Digest;
import earshot.app.digest.DigestPage;
import earshot.app.digest.Paint;
import earshot.app.run.Alarm;
import earshot.app.run.Keeper;
import earshot.app.run.Lines;
import earshot.app.run.Run;
import earshot.app.watch.Indexing;
import earshot.app.watch.Progress;
import earshot.capture.CaptureInfo;
import earshot.capture.file.CaptureFiles;
import earshot.capture.file.Cutoff;
import earshot.engine.FileSpool;
import earshot.flow.Limits;
import earshot.report.casefile.CaseException;
import earshot.report.casefile.CaseFolder;
import earshot.report.casefile.CaseRecord;
import earshot.report.casefile.CaseWriter;
import earshot.report.casefile.Input;
import earshot.report.index.CaseIndex;
import earshot.scan.MalwareScan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `replay`: reads captures and says what was in them.
final class Replay implements Command {
    @Override
    public String name() {
        return "replay";
    }

    @Override
    public String syntax() {
        return "FILE... [options]";
    }

    @Override
    public String purpose() {
        return "Read captures: what was said, by whom, with the frames that prove it.";
    }

    @Override
    public String about() {
        return """
                Reads captures and recovers what instant messengers said in them: conversations, files, accounts,
                credentials, each with the frames that prove it. Captures are pcap or pcapng files (also .gz and .zst),
                folders of them, or - for standard input; several are read in the order of time.

                Prints a digest and keeps everything as a case in ./earshot-case, to be searched and shown later. A
                capture that is in the case already is said and not read twice. Times are UTC; frame numbers are those
                that other tools show.

                Damaged input gives all that can be read, says what could not, and exits with status 4.
                """;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("earshot replay evidence.pcap", "Print what was said and keep it in ./earshot-case."),
                new Example(
                        "earshot replay evidence.pcap --case case-17 --case-number 17/2026 --examiner 'A. Jones' \\\n"
                                + "      --expect sha256:3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8550",
                        "The same, as it is done for court."),
                new Example(
                        "zcat big.pcap.gz | earshot replay --json - > events.jsonl",
                        "Every event as a line, for programs."),
                new Example(
                        "earshot replay --source lobby=lobby.pcap --source lab=lab.pcap --clock-offset lab=-1.5s",
                        "Two places, one of which had a clock that was 1.5 seconds ahead."),
                new Example(
                        "earshot replay --fail-on high --quiet nightly/",
                        "For scripts: status 3 when something is wrong."));
    }

    @Override
    public Options options() {
        return ReplayOptions.options();
    }

    @Override
    public int run(CommandLine line, Terminal terminal) throws IOException, UsageException, DataException {
        ReplayOptions options = ReplayOptions.of(line);
        Outbox.Plan outlets = AlertOptions.of(line);
        try {
            return replay(options, Aids.of(line, terminal), outlets, terminal);
        } catch (CaseException e) {
            throw new DataException(e.getMessage(), e);
        }
    }

    private static int replay(ReplayOptions options, Aids aids, Outbox.Plan outlets, Terminal terminal)
            throws IOException, DataException {
        Path path = options.casePath();
        try (CaptureFiles source = open(options, terminal)) {
            if (source.captures().stream().noneMatch(capture -> capture.damage.isEmpty())) {
                warn(options, source, terminal);
                if (!source.captures().isEmpty() || source.skippedFiles() > 0)
                    throw new DataException("nothing could be read");
                return Exit.DONE;
            }
            if (path == null) return read(options, aids, outlets, source, null, terminal);
            CaseWriter.Opening opening = new CaseWriter.Opening(
                    options.caseNumber(), options.examiner(), "earshot " + Version.TEXT, options.words());
            try (CaseWriter writer = CaseWriter.open(path, opening)) {
                return read(options, aids, outlets, source, writer, terminal);
            }
        }
    }

    /// Opens the inputs but for those that the case has already, and says which those are.
    private static CaptureFiles open(ReplayOptions options, Terminal terminal) throws IOException {
        Path path = options.casePath();
        try (CaseFolder folder = path != null && CaseFolder.exists(path) ? CaseFolder.open(path) : null) {
            Known known = new Known(folder);
            // A pipe may keep us waiting before anything is known of it.
            Cutoff cutoff = new Cutoff();
            terminal.interruption().then(cutoff::cut);
            CaptureFiles source =
                    CaptureFiles.open(options.inputs(), new CaptureFiles.Options(options.digest(), known, cutoff));
            for (String name : known.names()) {
                terminal.warn(name + " is in the case " + path + " already (same SHA-256): it is not read again");
            }
            return source;
        }
    }

    /// @param writer null where no case is kept
    private static int read(
            ReplayOptions options,
            Aids aids,
            Outbox.Plan outlets,
            CaptureFiles source,
            CaseWriter writer,
            Terminal terminal)
            throws IOException {
        FileSpool spool = writer == null ? FileSpool.none() : FileSpool.in(writer.incoming());
        Run.Plan plan =
                new Run.Plan(options.workers(), Limits.DEFAULT, spool, aids.services(), aids.keys(), aids.policy());
        try (Run run = new Run(source, plan);
                Outbox outbox = new Outbox(outlets, run.ids());
                MalwareScan scan =
                        new MalwareScan(aids.policy().engines(), sha256 -> stored(options.casePath(), sha256));
                Progress progress = progress(options, source, terminal)) {
            terminal.interruption().then(run::interrupt);
            Alarm alarm = new Alarm(options.failOn());
            run.tell(alarm);
            if (writer != null) run.tell(new Keeper(writer, run.ids()));
            if (options.json()) run.tell(new Lines(terminal.raw(), run.ids(), options.secrets()));
            Digest digest = options.json() ? null : new Digest(options.reveal());
            if (digest != null) run.tell(digest);
            run.tell(outbox);
            if (progress != null) run.tell(progress);
            if (writer != null) run.detect(scan);
            run.read();
            CaseRecord record = writer == null ? null : finish(options, run, writer, terminal);
            if (digest != null) print(digest, options, run, record, terminal);
            boolean damaged = warn(options, source, terminal);
            outbox.finish().forEach(terminal::warn);
            scan.troubles().forEach(terminal::warn);
            if (!options.quiet()) aids.warnOfUseless(terminal);
            if (record != null) index(options.casePath(), options.quiet(), terminal);
            if (run.interrupted()) return Exit.INTERRUPTED;
            if (damaged) return Exit.DAMAGED;
            return alarm.raised() ? Exit.ALERTS : Exit.DONE;
        }
    }

    /// How far the run is, for a person who waits for it: null where nobody does, or where a program reads along and
    /// may write on the same screen.
    private static Progress progress(ReplayOptions options, CaptureFiles source, Terminal terminal) {
        if (!terminal.progress() || options.quiet() || options.json() && !terminal.resultsInFile()) return null;
        return new Progress(terminal.err(), source::bytesRead, source.bytesTotal());
    }

    /// Where a case keeps a recovered file.
    static Path stored(Path casePath, String sha256) {
        return casePath.resolve("files").resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    /// Seals the case. What came through a pipe and was in the case already is left as a run that never
    /// ended: it does not count beside the one that did.
    private static CaseRecord finish(ReplayOptions options, Run run, CaseWriter writer, Terminal terminal)
            throws IOException {
        List<CaptureInfo> captures = run.source().captures();
        if (captures.stream().allMatch(capture -> writer.contains(capture.sha256))) {
            terminal.warn("the same captures are in the case " + options.casePath() + " already: it stays as it was");
            return null;
        }
        List<Input> inputs = new ArrayList<>();
        for (CaptureInfo capture : captures) inputs.add(Input.of(capture, options.expectedOf(capture.name)));
        return writer.finish(inputs, run.inAll(), run.interrupted());
    }

    private static void print(Digest digest, ReplayOptions options, Run run, CaseRecord record, Terminal terminal) {
        Path files = options.casePath().resolve("files");
        DigestPage page = new DigestPage(
                digest,
                terminal.out(),
                new Paint(terminal.colours()),
                terminal.width(),
                sha256 -> files.resolve(sha256.substring(0, 2)).resolve(sha256).toString());
        page.print(run.interrupted());
        String folder = options.casePath().toString();
        String option = folder.equals(ReplayOptions.DEFAULT_CASE) ? "" : " --case " + Shell.quoted(folder);
        if (record != null) page.next(Shell.self(), option, folder, record.seal());
        terminal.out().flush();
    }

    /// Brings the search index up to date, now that the digest is printed. What is missing is built by
    /// the first search.
    private static void index(Path path, boolean quiet, Terminal terminal) {
        try (CaseFolder folder = CaseFolder.open(path);
                Indexing indexing = new Indexing(quiet ? null : terminal.watcher())) {
            CaseIndex.update(folder, indexing);
        } catch (IOException e) {
            terminal.warn(
                    "the search index could not be written, and will be with the first search: " + e.getMessage());
        }
    }

    /// Says what could not be read.
    ///
    /// @return whether there was anything
    private static boolean warn(ReplayOptions options, CaptureFiles source, Terminal terminal) {
        boolean damaged = false;
        terminal.out().flush();
        for (CaptureInfo info : source.captures()) {
            for (String damage : info.damage) terminal.warn(info.name + ": " + damage);
            damaged |= !info.damage.isEmpty();
            String expected = options.expectedOf(info.name);
            if (expected.isEmpty() || expected.equals(info.sha256) || info.sha256.isEmpty()) continue;
            terminal.warn(info.name + ": its SHA-256 is " + info.sha256 + ", not " + expected + " as expected");
            damaged = true;
        }
        if (!options.quiet()) for (String skipped : source.skipped()) terminal.warn("not read: " + skipped);
        return damaged;
    }
}
