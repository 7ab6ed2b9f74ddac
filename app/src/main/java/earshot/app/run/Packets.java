package earshot.app.run;

import earshot.capture.Block;
import earshot.capture.FrameRef;
import earshot.capture.file.CaptureFiles;
import earshot.capture.file.PcapngWriter;
import earshot.event.Frames;
import earshot.event.ImEvent;
import earshot.live.RawFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps the packets that prove what was said live: when a file of the ring goes, those of its frames that an event
/// names
/// are copied into the case, with a list of their numbers beside them.
///
/// Events are told by one thread, files leave by another.
public final class Packets implements Listener, RawFiles.Leaving {
    /// Frames of one file that can be told apart; the ring's files are far smaller.
    private static final long MOST = 1L << 28;

    private final Path folder;
    private final ConcurrentHashMap<Integer, BitSet> wanted = new ConcurrentHashMap<>();

    /// @param folder made when the first packets are kept
    public Packets(Path folder) {
        this.folder = folder;
    }

    @Override
    public void event(ImEvent event, String id) {
        Frames frames = event.seen().frames();
        if (frames == null) return;
        for (int i = 0; i < frames.count(); i++) {
            long frame = FrameRef.frame(frames.ref(i));
            if (frame >= MOST) continue;
            BitSet set = wanted.computeIfAbsent(FrameRef.capture(frames.ref(i)), _ -> new BitSet());
            synchronized (set) {
                set.set((int) frame);
            }
        }
    }

    @Override
    public void leaves(int capture, Path file) throws IOException {
        BitSet set = wanted.remove(capture);
        if (set == null) return;
        Files.createDirectories(folder);
        Path to = folder.resolve(file.getFileName());
        StringBuilder numbers = new StringBuilder();
        try (CaptureFiles source = CaptureFiles.open(file);
                PcapngWriter writer = new PcapngWriter(
                        new BufferedOutputStream(Files.newOutputStream(to), 1 << 16),
                        "the packets of " + file.getFileName() + " that prove something")) {
            Block block = new Block();
            while (source.fill(block)) copy(block, set, writer, numbers);
        }
        Files.writeString(numbersOf(to), numbers, StandardCharsets.US_ASCII);
    }

    private static void copy(Block block, BitSet set, PcapngWriter writer, StringBuilder numbers) throws IOException {
        for (int i = 0; i < block.count; i++) {
            int frame = (int) FrameRef.frame(block.ref[i]);
            synchronized (set) {
                if (!set.get(frame)) continue;
            }
            writer.packet(
                    block.link[i],
                    block.time[i],
                    block.length[i],
                    block.bytes,
                    block.offset[i],
                    block.captured[i],
                    "frame " + frame);
            numbers.append(frame).append('\n');
        }
    }

    /// Where the numbers of the frames stand that a file of kept packets has, one a line, in its order.
    public static Path numbersOf(Path packets) {
        return packets.resolveSibling(packets.getFileName() + ".frames");
    }
}
