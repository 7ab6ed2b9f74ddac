package earshot.capture.file;

import earshot.capture.Block;
import earshot.capture.CaptureInfo;
import earshot.capture.FrameRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// All that a run of captures gives, for comparison.
///
/// @param frames one line a frame: which capture and frame, time, link type, bytes on the wire, the bytes
/// themselves
/// @param blocks how many frames each block held
record Frames(List<String> frames, List<Integer> blocks, List<CaptureInfo> captures) {
    static Frames of(Path... files) {
        return of(CaptureFiles.open(files));
    }

    static Frames of(byte[] capture) {
        Path file = null;
        try {
            file = Files.createTempFile("made", ".capture");
            Files.write(file, capture);
            return of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (file != null) file.toFile().delete();
        }
    }

    static Frames of(CaptureFiles source) {
        List<String> frames = new ArrayList<>();
        List<Integer> blocks = new ArrayList<>();
        Block block = new Block();
        try (source) {
            while (source.fill(block)) {
                blocks.add(block.count);
                for (int i = 0; i < block.count; i++) frames.add(line(block, i));
            }
        }
        return new Frames(frames, blocks, source.captures());
    }

    private static String line(Block block, int i) {
        return FrameRef.capture(block.ref[i]) + "#" + FrameRef.frame(block.ref[i]) + " " + block.time[i] + " link "
                + block.link[i]
                + " of " + block.length[i] + " "
                + HexFormat.of().formatHex(block.bytes, block.offset[i], block.offset[i] + block.captured[i]);
    }

    /// The line of a frame.
    static String line(int capture, int frame, long time, int link, int length, byte[] bytes) {
        return capture + "#" + frame + " " + time + " link " + link + " of " + length + " "
                + HexFormat.of().formatHex(bytes);
    }

    CaptureInfo info() {
        return captures.getFirst();
    }
}
