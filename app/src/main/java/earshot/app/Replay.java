package earshot.app;

import earshot.app.digest.Digest;
import earshot.app.digest.DigestPage;
import earshot.app.digest.Paint;
import earshot.app.run.Alarm;
import earshot.app.run.Lines;
import earshot.app.run.Run;
import earshot.capture.CaptureInfo;
import earshot.capture.file.CaptureFiles;
import earshot.engine.FileSpool;
import earshot.event.json.Secrets;
import earshot.flow.Limits;
import java.io.IOException;
import java.nio.file.Files;
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
        if (options.keylog() != null) keylog(options, terminal);
        Secrets secrets = options.reveal() ? Secrets.REVEALED : Secrets.MASKED;
        CaptureFiles source = CaptureFiles.open(options.inputs(), new CaptureFiles.Options(options.digest()));
        try (Run run = new Run(source, new Run.Plan(options.workers(), Limits.DEFAULT, FileSpool.none()))) {
            terminal.interruption().then(run::interrupt);
            Alarm alarm = new Alarm(options.failOn());
            run.tell(alarm);
            Digest digest = options.json() ? null : new Digest(options.reveal());
            run.tell(options.json() ? new Lines(terminal.raw(), run.ids(), secrets) : digest);
            run.read();
            if (digest != null) {
                new DigestPage(digest, terminal.out(), new Paint(terminal.colours()), terminal.width(), _ -> "")
                        .print(run.interrupted());
            }
            boolean damaged = warn(options, source, terminal);
            if (run.interrupted()) return Exit.INTERRUPTED;
            if (damaged) return Exit.DAMAGED;
            return alarm.raised() ? Exit.ALERTS : Exit.DONE;
        }
    }

    /// Says what could not be read.
    ///
    /// @return whether there was anything
    private static boolean warn(ReplayOptions options, CaptureFiles source, Terminal terminal) {
        boolean damaged = false;
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

    private static void keylog(ReplayOptions options, Terminal terminal) throws DataException {
        if (!Files.isReadable(options.keylog())) {
            throw new DataException("the key log " + options.keylog() + " cannot be read");
        }
        terminal.warn("decryption is not built in yet: the key log is not used");
    }
}
