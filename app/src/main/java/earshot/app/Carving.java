package earshot.app;

import earshot.app.run.Packets;
import earshot.capture.Block;
import earshot.capture.CaptureInfo;
import earshot.capture.FrameRef;
import earshot.capture.file.CaptureFiles;
import earshot.capture.file.PcapngWriter;
import earshot.report.casefile.CaseFolder;
import earshot.report.casefile.Input;
import earshot.report.casefile.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The captures that hold a set of frames, found again and known to be those that were read. The same frames of the
/// same
/// captures give the same bytes, wherever the captures are now.
final class Carving implements AutoCloseable {
    private final FrameSet frames;
    private final CaptureFiles source;
    /// Of each capture its name in the case, and the numbers of its frames where only some of them are there.
    private final List<String> names = new ArrayList<>();

    private final List<long[]> numbers = new ArrayList<>();

    private Carving(FrameSet frames, CaptureFiles source) {
        this.frames = frames;
        this.source = source;
    }

    /// @param elsewhere the folder where the captures are now, "" for where they were
    /// @throws DataException where a capture is not there, or is not the one that was read
    static Carving open(CaseFolder folder, FrameSet frames, String elsewhere) throws IOException, DataException {
        List<CaptureFiles.Input> inputs = new ArrayList<>();
        Map<String, Input> recorded = new LinkedHashMap<>();
        for (String capture : frames.captures()) {
            String path = place(folder, capture, elsewhere);
            inputs.add(new CaptureFiles.Input(path));
            recorded.put(path, input(folder, capture));
        }
        Carving carving = new Carving(frames, CaptureFiles.open(inputs, new CaptureFiles.Options(false)));
        try {
            for (CaptureInfo info : carving.source.captures()) {
                Path kept = Packets.numbersOf(Path.of(info.name));
                boolean part = Files.exists(kept);
                carving.names.add(part ? recorded.get(info.name).name() : same(info, recorded.get(info.name)));
                carving.numbers.add(part ? numbers(kept) : null);
            }
            return carving;
        } catch (IOException | DataException | RuntimeException e) {
            carving.close();
            throw e;
        }
    }

    /// Writes the frames as pcapng, in the order of time, each with what it proves.
    ///
    /// @param out is closed
    /// @return how many; fewer than there are in the set where some could not be read
    long write(OutputStream out, String comment) throws IOException {
        long written = 0;
        Block block = new Block();
        try (PcapngWriter writer = new PcapngWriter(out, comment)) {
            while (written < frames.size() && source.fill(block)) written += copy(block, writer);
        }
        return written;
    }

    private long copy(Block block, PcapngWriter writer) throws IOException {
        long written = 0;
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
        return written;
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

    /// The frames' own numbers in the capture that they were copied from.
    private static long[] numbers(Path kept) throws IOException {
        try (java.util.stream.Stream<String> lines = Files.lines(kept)) {
            return lines.mapToLong(Long::parseLong).toArray();
        } catch (NumberFormatException e) {
            throw new IOException(kept + " is damaged: it lists the numbers of frames", e);
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
