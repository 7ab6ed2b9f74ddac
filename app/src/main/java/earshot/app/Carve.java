package earshot.app;

import earshot.app.digest.Amounts;
import earshot.report.casefile.CaseFolder;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `carve`: the original packets behind what a case says.
final class Carve implements CaseCommand {
    @Override
    public String name() {
        return "carve";
    }

    @Override
    public String syntax() {
        return "ID... -w FILE [options]";
    }

    @Override
    public String purpose() {
        return "Cut the original packets behind a conversation, a file or an alert out of the captures.";
    }

    @Override
    public String about() {
        return """
                Writes the frames that prove a conversation (chat-...), a file, an alert or any other event into a new
                pcapng file, byte for byte and with their own times, each with a comment that says what it proves. Frames
                of several captures are merged in the order of time.

                The captures must be where they were when they were read, or in the folder named with --captures; one that
                is not the same any more is refused.
                """;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("earshot carve chat-q6bdbc7n05 -w ops.pcapng", "A conversation's packets."),
                new Example(
                        "earshot carve 0e05e06fc6b6-86-alert-1 -w - | tshark -r - -V",
                        "An alert's, to look at at once."));
    }

    @Override
    public Options options() {
        return CaseCommand.options(
                Opts.value(
                        "w",
                        "write",
                        "FILE",
                        "Where to write; - for standard output. An existing file is not replaced."),
                Opts.value(null, "captures", "DIR", "Where the captures are now."));
    }

    @Override
    public int run(CaseFolder folder, CommandLine line, Terminal terminal)
            throws IOException, UsageException, DataException {
        if (line.getArgList().isEmpty()) throw new UsageException("carve needs an id");
        String to = line.getOptionValue("write", "");
        if (to.isEmpty()) throw new UsageException("carve needs -w FILE");
        FrameSet frames = new FrameSet();
        for (String id : line.getArgList()) frames.add(folder, id);
        if (frames.isEmpty()) throw new DataException("no frame proves that");
        try (Carving carving = Carving.open(folder, frames, line.getOptionValue("captures", ""));
                OutputStream out = open(to)) {
            long written = carving.write(out, "cut out by earshot: " + String.join(" ", line.getArgList()));
            if (!to.equals("-")) terminal.out().println(Amounts.of(written, "packet") + " written to " + to);
            if (written < frames.size()) {
                terminal.warn(Amounts.of(frames.size() - written, "frame") + " of the proof could not be read");
                return Exit.DAMAGED;
            }
        }
        CaseCommand.disclosed(
                folder, terminal, "exported", Map.of("ids", String.join(" ", line.getArgList()), "to", to));
        return Exit.DONE;
    }

    private static OutputStream open(String to) throws IOException, DataException {
        if (to.equals("-")) return new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
        if (Files.exists(Path.of(to))) throw new DataException(to + " is there already");
        return new BufferedOutputStream(
                Files.newOutputStream(Path.of(to), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), 1 << 16);
    }
}
