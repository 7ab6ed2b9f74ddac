package earshot.capture.file;

import static earshot.capture.file.Made.frame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Captures made to cost as much time as possible: the walk stays linear.
class HostileCaptureTest {
    private static final int SIZE = 24 * 1024 * 1024;

    @TempDir
    Path dir;

    private static Map<String, byte[]> captures() {
        Map<String, byte[]> captures = new TreeMap<>();
        captures.put("nothing but zeros", pcap(new byte[4096]));
        captures.put("lengths that all lead to the end", pcap(record(100, 0, 200_000, 0)));
        captures.put("records that each claim 200 kB", pcap(record(100, 1, 200_000, 60)));
        captures.put(
                "times a year apart",
                pcap(Made.little()
                        .record(100, 0, frame(1, 40))
                        .record(31_536_100, 0, frame(2, 40))
                        .done()));
        captures.put(
                "two good records, then one that makes no sense",
                pcap(Made.little()
                        .record(100, 0, frame(1, 20))
                        .record(100, 0, frame(2, 20))
                        .u64(-1)
                        .u64(-1)
                        .done()));
        captures.put("records inside records", pcap(record(100, 1, 30_000, 1)));
        captures.put(
                "the shortest blocks",
                pcapng(Made.little().block(4, new byte[0]).done()));
        captures.put(
                "blocks that end with another length",
                pcapng(Made.little().u32(4).u32(16).u32(0).u32(12).done()));
        // a megabyte that does not end as it begins, full of blocks that lead nowhere, and the same 60 bytes later
        Made nested = Made.little().u32(4).u32(1_000_000).u32(0);
        for (int i = 0; i < 4; i++) nested.block(4, new byte[0]);
        captures.put("long blocks inside long blocks", pcapng(nested.done()));
        captures.put("sections", pcapng(Made.little().section().done()));
        captures.put("interfaces", pcapng(Made.little().describe(1, 0).done()));
        captures.put("magic numbers", pcapng(Made.little().u32(0x0a0d0d0a).done()));
        return captures;
    }

    private static byte[] record(int second, int fraction, int claimed, int bytes) {
        return Made.little()
                .u32(second)
                .u32(fraction)
                .u32(claimed)
                .u32(claimed)
                .bytes(new byte[bytes])
                .done();
    }

    private static byte[] pcap(byte[] over) {
        return filled(
                Made.little().pcap(0xa1b2c3d4, 1).record(100, 0, frame(1, 60)).done(), over);
    }

    private static byte[] pcapng(byte[] over) {
        return filled(
                Made.little()
                        .section()
                        .describe(1, 0)
                        .packet(0, 1, frame(1, 60))
                        .done(),
                over);
    }

    private static byte[] filled(byte[] head, byte[] over) {
        byte[] all = Arrays.copyOf(head, SIZE);
        for (int at = head.length; at < SIZE; at += over.length)
            System.arraycopy(over, 0, all, at, Math.min(over.length, SIZE - at));
        return all;
    }

    @Test
    void theWalkStaysLinear() {
        captures().forEach((name, bytes) -> {
            // a sound capture of this size takes some 20 ms; quadratic ones would take hours
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> count(name, bytes), name);
        });
    }

    private void count(String name, byte[] bytes) throws IOException {
        Path file = Files.write(dir.resolve("hostile"), bytes);
        long start = System.nanoTime();
        try (CaptureFiles files = CaptureFiles.open(file)) {
            earshot.capture.Block block = new earshot.capture.Block();
            while (files.fill(block)) {}
            long frames = files.captures().getFirst().frames;
            assertTrue(frames > 0, name);
            if (Boolean.getBoolean("earshot.hostile.show"))
                System.err.println(
                        "SHOW " + name + ": " + frames + " frames, " + (System.nanoTime() - start) / 1_000_000 + " ms, "
                                + files.captures().getFirst().damage.size());
        }
    }
}
