package earshot.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import earshot.capture.Block;
import earshot.capture.file.CaptureFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// In every capture at hand there are as many TCP, UDP and ARP packets, inside tunnels too, as tshark finds.
class TsharkTest {
    private static final Path CAPTURES = Path.of(System.getProperty("earshot.root", ".."), "../shared/captures");

    @Test
    void agrees() throws IOException {
        assumeTrue(Files.isDirectory(CAPTURES), "no captures at " + CAPTURES);
        List<String> differ = new ArrayList<>();
        int compared = 0;
        for (String[] row : table()) {
            Path file = CAPTURES.resolve(row[0]);
            if (!Files.exists(file)) continue;
            compared++;
            String expected = "tcp " + row[1] + ", udp " + row[2] + ", arp " + row[3];
            String found = packets(file);
            if (!expected.equals(found)) differ.add(row[0] + ": tshark " + expected + "; here " + found);
        }
        assertTrue(compared > 100, compared + " captures compared");
        assertEquals(List.of(), differ);
    }

    private static List<String[]> table() throws IOException {
        var in = Objects.requireNonNull(TsharkTest.class.getResourceAsStream("tshark.tsv"));
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .toList();
        }
    }

    private static String packets(Path file) {
        Block block = new Block();
        Decoder decoder = new Decoder();
        IpReassembly reassembly = new IpReassembly();
        long[] kinds = new long[5];
        try (CaptureFiles files = CaptureFiles.open(file)) {
            while (files.fill(block)) {
                decoder.decode(block);
                for (int i = 0; i < block.count; i++) {
                    if (block.kind[i] == Block.FRAGMENT) reassembly.accept(block, i);
                    kinds[block.kind[i]]++;
                }
            }
        }
        return "tcp " + kinds[Block.TCP] + ", udp " + kinds[Block.UDP] + ", arp " + kinds[Block.ARP];
    }
}
