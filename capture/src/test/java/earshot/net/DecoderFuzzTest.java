package earshot.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.capture.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every frame of the other tests, damaged at random: nothing is thrown, every column stays inside the captured bytes,
/// and the straight way of the decoder says what the general one says.
///
/// `-Dearshot.fuzz.seconds=60` goes on for as long; a failure names the seed and the frame.
class DecoderFuzzTest {
    private static final int[] LINKS = {
        0, 1, 9, 12, 14, 50, 51, 100, 101, 104, 105, 107, 108, 113, 119, 127, 138, 163, 166, 192, 204, 228, 229, 239,
        276
    };

    private record Seed(int link, byte[] frame) {}

    private static List<Seed> seeds() {
        List<Seed> seeds = new ArrayList<>();
        LinksTest.frames().forEach(a -> seeds.add(new Seed((int) a.get()[1], (byte[]) a.get()[2])));
        Stream<Object[]> tunnels = TunnelsTest.tunnels().map(a -> a.get());
        tunnels.forEach(a -> seeds.add(new Seed(Wire.ETHERNET, (byte[]) a[1])));
        byte[] macs = Wire.hex("020000000002 020000000001 0800");
        byte[] datagram = Wire.udp(5060, 5060, new byte[56]);
        for (int at = 0; at < 64; at += 16) {
            byte[] piece = Arrays.copyOfRange(datagram, at, at + 16);
            int more = at < 48 ? 0x2000 : 0;
            seeds.add(new Seed(
                    Wire.ETHERNET, Wire.join(macs, Wire.ipv4(17, 1, more | at >> 3, "c0a80001", "c0a80002", piece))));
        }
        return seeds;
    }

    @Test
    void damagedFramesAreReadAsFarAsTheyGo() {
        long seconds = Long.getLong("earshot.fuzz.seconds", 0);
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        List<Seed> seeds = seeds();
        IpReassembly reassembly = new IpReassembly(64, 64 << 10);
        Decoder decoder = new Decoder();
        Block block = Wire.block(), general = Wire.block();
        for (long round = 0; round < 2_000 || System.nanoTime() < until; round++) {
            SplittableRandom random = new SplittableRandom(round);
            block.clear();
            for (int n = 0; n < 50; n++) {
                Seed seed = seeds.get(random.nextInt(seeds.size()));
                byte[] frame = damaged(seed.frame, seeds, random);
                int link = random.nextInt(8) == 0 ? LINKS[random.nextInt(LINKS.length)] : seed.link;
                int missing = random.nextInt(4) == 0 ? random.nextInt(100) : 0;
                Wire.add(block, link, frame, frame.length + missing, round * 1_000_000 + n);
            }
            decoder.decode(block);
            for (int i = 0; i < block.count; i++)
                check(block, i, general, reassembly, "round " + round + ", frame " + i);
        }
    }

    private static byte[] damaged(byte[] frame, List<Seed> seeds, SplittableRandom random) {
        byte[] out = frame.clone();
        for (int n = random.nextInt(6); n > 0 && out.length > 0; n--) {
            int at = random.nextInt(out.length);
            switch (random.nextInt(5)) {
                case 0 -> out[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> out[at] = (byte) random.nextInt();
                case 2 -> out[at] = (byte) (random.nextBoolean() ? 0 : 0xff);
                case 3 -> out = Arrays.copyOf(out, random.nextInt(4) == 0 ? at : out.length);
                default -> {
                    byte[] other = seeds.get(random.nextInt(seeds.size())).frame;
                    int from = random.nextInt(other.length);
                    byte[] tail = Arrays.copyOfRange(other, from, other.length);
                    if (random.nextInt(4) == 0) out = Wire.join(Arrays.copyOf(out, at), tail);
                }
            }
        }
        return out;
    }

    private static void check(Block block, int i, Block general, IpReassembly reassembly, String where) {
        inside(block, i, where);
        Frame frame = new Frame();
        frame.begin(block.bytes, block.offset[i], block.captured[i], block.length[i], 0);
        Links.read(frame, block.link[i]);
        frame.store(general, 0);
        assertEquals(columns(general, 0), columns(block, i), where);
        if (block.kind[i] == Block.FRAGMENT && reassembly.accept(block, i)) inside(block, i, where + ", reassembled");
    }

    private static List<Number> columns(Block block, int i) {
        return List.of(
                block.kind[i],
                block.network[i],
                block.transport[i],
                block.payload[i],
                block.payloadCaptured[i],
                block.payloadLength[i],
                block.hash[i],
                block.path[i]);
    }

    private static void inside(Block block, int i, String where) {
        boolean whole = block.reassembled != null && block.reassembled[i] != null;
        int from = whole ? 0 : block.offset[i];
        int until = whole ? block.data(i).length : from + block.captured[i];
        int payload = block.payload[i], captured = block.payloadCaptured[i];
        assertTrue(captured >= 0 && captured <= block.payloadLength[i], where);
        assertTrue(payload >= from && payload + captured <= until, where);
        switch (block.kind[i]) {
            case Block.TCP, Block.UDP, Block.FRAGMENT -> {
                int header = block.kind[i] == Block.TCP ? 20 : block.kind[i] == Block.UDP ? 8 : 0;
                assertTrue(block.network[i] >= from && block.network[i] + 20 <= block.transport[i], where);
                assertTrue(block.transport[i] + header <= until && block.transport[i] + header <= payload, where);
            }
            case Block.ARP -> assertTrue(block.network[i] >= from && block.network[i] + 28 <= until, where);
            default -> assertTrue(!Unread.text(block.network[i]).equals("unknown"), where);
        }
    }
}
