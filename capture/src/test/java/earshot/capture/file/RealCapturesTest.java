package earshot.capture.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import earshot.capture.Block;
import earshot.capture.CaptureInfo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every capture at hand opens, and has as many frames and bytes as Wireshark's capinfos counts.
class RealCapturesTest {
    private static final Path CAPTURES = Path.of(System.getProperty("earshot.root", ".."), "../shared/captures");

    @Test
    void haveTheFramesThatCapinfosCounts() throws Exception {
        assumeTrue(Files.isDirectory(CAPTURES), "no captures at " + CAPTURES);
        assumeTrue(capinfosRuns(), "capinfos is not installed");
        List<String> differ = new ArrayList<>();
        int compared = 0;
        for (Path file : captures()) {
            String counted = capinfos(file);
            if (counted.isEmpty()) continue;
            compared++;
            String read = read(file);
            if (!counted.equals(read)) differ.add(file.getFileName() + ": capinfos " + counted + ", read " + read);
        }
        assertTrue(compared > 100, compared + " captures compared");
        assertEquals(List.of(), differ);
    }

    private static List<Path> captures() throws IOException {
        try (Stream<Path> files = Files.walk(CAPTURES)) {
            return files.filter(file -> file.toString().matches(".*\\.(pcap|pcapng|cap)(\\.gz)?"))
                    .sorted()
                    .toList();
        }
    }

    /// Frames and their bytes on the wire.
    private static String read(Path file) {
        Block block = new Block();
        long frames = 0, lengths = 0;
        try (CaptureFiles files = CaptureFiles.open(file)) {
            while (files.fill(block)) {
                frames += block.count;
                for (int i = 0; i < block.count; i++) lengths += block.length[i];
            }
            CaptureInfo info = files.captures().getFirst();
            assertEquals(frames, info.frames);
            return frames + " " + lengths + (info.damage.isEmpty() ? "" : " " + info.damage);
        }
    }

    private static boolean capinfosRuns() {
        try {
            return new ProcessBuilder("capinfos", "-v")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private static String capinfos(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("capinfos", "-T", "-r", "-m", "-c", "-d", file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String line;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            line = out.readLine();
        }
        process.waitFor();
        if (line == null) return "";
        String[] fields = line.substring(line.indexOf(',') + 1).split(",");
        return fields.length < 2 ? "" : fields[0] + " " + fields[1];
    }
}
