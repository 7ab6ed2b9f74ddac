package earshot.net;

import static earshot.net.Wire.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.capture.Block;
import org.junit.jupiter.api.Test;

class UnreadCountsTest {
    private static Block frames(int... types) {
        Block block = Wire.block();
        for (int type : types) Wire.add(block, 1, hex(String.format("020000000002 020000000001 %04x", type)));
        new Decoder().decode(block);
        return block;
    }

    private static void count(UnreadCounts counts, Block block) {
        for (int i = 0; i < block.count; i++) counts.add(block, i);
    }

    @Test
    void kindsAreCountedInTheOrderInWhichTheyWereMet() {
        UnreadCounts counts = new UnreadCounts();
        count(counts, frames(0x88cc, 0x888e, 0x88cc));
        assertEquals(2, counts.kinds());
        assertEquals("ethertype 0x88cc", counts.kind(0));
        assertEquals(2, counts.frames(0));
        assertEquals(28, counts.bytes(0));
        assertEquals("ethertype 0x888e", counts.kind(1));
        assertEquals(1, counts.frames(1));
    }

    @Test
    void kindsBeyondTheCeilingAreCountedTogether() {
        UnreadCounts counts = new UnreadCounts();
        int[] types = new int[300];
        for (int i = 0; i < types.length; i++) types[i] = 0x9200 + i;
        count(counts, frames(types));
        assertEquals(256, counts.kinds());
        assertEquals(44, counts.furtherFrames());
        assertEquals(44 * 14, counts.furtherBytes());
        UnreadCounts all = new UnreadCounts();
        all.add(counts);
        all.add(counts);
        assertEquals(2, all.frames(255));
        assertEquals(88, all.furtherFrames());
    }
}
