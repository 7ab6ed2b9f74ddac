package earshot.app;

import earshot.app.digest.Amounts;
import earshot.app.run.Packets;
import earshot.capture.Block;
import earshot.capture.CaptureInfo;
import earshot.capture.FrameRef;
import earshot.capture.file.CaptureFiles;
import earshot.capture.file.PcapngWriter;
import earshot.report.casefile.CaseFolder;
import earshot.report.casefile.Input;
import earshot.report.casefile.Run;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
        List<CaptureFiles.Input> inputs = new ArrayList<>();
        Map<String, Input> recorded = new LinkedHashMap<>();
        for (String capture : frames.captures()) {
            String path = place(folder, capture, line.getOptionValue("captures", ""));
            inputs.add(new CaptureFiles.Input(path));
            recorded.put(path, input(folder, capture));
        }
        try (CaptureFiles source = CaptureFiles.open(inputs, CaptureFiles.Options.PLAIN);
                OutputStream out = open(to);
                PcapngWriter writer =
                        new PcapngWriter(out, "cut out by earshot: " + String.join(" ", line.getArgList()))) {
            List<String> names = new ArrayList<>();
            List<long[]> numbers = new ArrayList<>();
            for (CaptureInfo info : source.captures()) {
                Path kept = Packets.numbersOf(Path.of(info.name));
                boolean part = Files.exists(kept);
                names.add(part ? recorded.get(info.name).name() : same(info, recorded.get(info.name)));
                numbers.add(part ? numbers(kept) : null);
            }
            long written = copy(source, names, numbers, frames, writer);
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

    /// Where the capture is: of a live run's, where the ring has given it up, what the case keeps of it.
    private static String place(CaseFolder opened, String capture, String folder) throws DataException {
        if (capture.equals("-")) throw new DataException("what came through a pipe cannot be read again");
        Path kept = Capture.packets(opened.folder()).resolve(Path.of(capture).getFileName());
        if (folder.isEmpty() && !Files.exists(Path.of(capture)) && Files.exists(kept)) return kept.toString();
        return folder.isEmpty()
                ? capture
                : Path.of(folder).resolve(Path.of(capture).getFileName()).toString();
    }

    private static Input input(CaseFolder folder, String capture) throws DataException {
        for (Run run : folder.visibleRuns()) {
            for (Input input : run.inputs()) if (input.name().equals(capture)) return input;
        }
        throw new DataException("the case does not say which capture " + capture + " was");
    }

    /// The capture's name in the case.
    private static String same(CaptureInfo info, Input recorded) throws DataException {
        if (!info.damage.isEmpty() && info.head.isEmpty()) {
            throw new DataException(
                    info.name + ": " + info.damage.getFirst() + "; --captures says where captures are now");
        }
        if (!info.head.equals(recorded.head())) {
            throw new DataException(info.name + " is not the capture that was read: its first 64 KiB are others");
        }
        return recorded.name();
    }

    private static OutputStream open(String to) throws IOException, DataException {
        if (to.equals("-")) return new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
        if (Files.exists(Path.of(to))) throw new DataException(to + " is there already");
        return new BufferedOutputStream(
                Files.newOutputStream(Path.of(to), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), 1 << 16);
    }

    /// The frames' own numbers in the capture that they were copied from.
    private static long[] numbers(Path kept) throws IOException {
        try (java.util.stream.Stream<String> lines = Files.lines(kept)) {
            return lines.mapToLong(Long::parseLong).toArray();
        } catch (NumberFormatException e) {
            throw new IOException(kept + " is damaged: it lists the numbers of frames", e);
        }
    }

    /// @param numbers for captures of which only some frames are there, which
    private static long copy(
            CaptureFiles source, List<String> names, List<long[]> numbers, FrameSet frames, PcapngWriter writer)
            throws IOException {
        long written = 0;
        Block block = new Block();
        while (written < frames.size() && source.fill(block)) {
            for (int i = 0; i < block.count; i++) {
                long ref = block.ref[i];
                int capture = FrameRef.capture(ref);
                long[] own = numbers.get(capture);
                long frame = own == null ? FrameRef.frame(ref) : own[(int) FrameRef.frame(ref) - 1];
                String why = frames.why(names.get(capture), frame);
                if (why == null) continue;
                writer.packet(
                        block.link[i],
                        block.time[i],
                        block.length[i],
                        block.bytes,
                        block.offset[i],
                        block.captured[i],
                        why);
                written++;
            }
        }
        return written;
    }
}
