package earshot.app;

import earshot.app.run.Lines;
import earshot.app.run.Run;
import earshot.capture.CaptureInfo;
import earshot.capture.file.CaptureFiles;
import earshot.engine.FileSpool;
import earshot.event.json.Secrets;
import earshot.flow.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
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
                Reads pcap and pcapng files (also .gz and .zst), folders of them, or - for standard input, in the order of
                time, and recovers what instant messengers said in them.
                """;
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("earshot replay --json evidence.pcap", "Every event as one JSON object a line."));
    }

    @Override
    public Options options() {
        Options options = new Options();
        options.addOption(flag(null, "json", "Print every event as one JSON object a line, and nothing else."));
        options.addOption(flag(null, "digest", "State the SHA-256 of every capture in its completeness line."));
        options.addOption(flag(null, "reveal-secrets", "Show passwords and digests instead of masking them."));
        options.addOption(value(null, "workers", "N", "Threads that read; the result is the same for any number."));
        options.addOption(value(null, "keylog", "FILE", "A TLS key log (NSS format)."));
        return options;
    }

    private static Option flag(String letter, String name, String description) {
        return Option.builder(letter).longOpt(name).desc(description).get();
    }

    private static Option value(String letter, String name, String argument, String description) {
        return Option.builder(letter)
                .longOpt(name)
                .hasArg()
                .argName(argument)
                .desc(description)
                .get();
    }

    @Override
    public int run(CommandLine line, Terminal terminal) throws IOException, UsageException, DataException {
        if (line.getArgList().isEmpty()) throw new UsageException("replay needs a capture to read");
        if (line.hasOption("keylog")) keylog(Path.of(line.getOptionValue("keylog")), terminal);
        List<CaptureFiles.Input> inputs = new ArrayList<>();
        for (String name : line.getArgList()) inputs.add(new CaptureFiles.Input(name));
        int workers = workers(line.getOptionValue("workers"));
        Secrets secrets = line.hasOption("reveal-secrets") ? Secrets.REVEALED : Secrets.MASKED;
        CaptureFiles source = CaptureFiles.open(inputs, new CaptureFiles.Options(line.hasOption("digest")));
        try (Run run = new Run(source, new Run.Plan(workers, Limits.DEFAULT, FileSpool.none()))) {
            run.tell(new Lines(terminal.raw(), run.ids(), secrets));
            run.read();
            for (CaptureInfo info : source.captures()) {
                for (String damage : info.damage) terminal.warn(info.name + ": " + damage);
            }
            return run.damaged() ? Exit.DAMAGED : Exit.DONE;
        }
    }

    private static int workers(String text) throws UsageException {
        if (text == null) return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8);
        try {
            int workers = Integer.parseInt(text);
            if (workers >= 1 && workers <= 64) return workers;
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UsageException("--workers takes a number from 1 to 64, not '" + text + "'");
    }

    private static void keylog(Path file, Terminal terminal) throws DataException {
        if (!Files.isReadable(file)) throw new DataException("the key log " + file + " cannot be read");
        terminal.warn("decryption is not built in yet: the key log is not used");
    }
}
