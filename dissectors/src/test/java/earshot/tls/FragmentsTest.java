package earshot.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.bytes.Cursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FragmentsTest {
    @Test
    void anyOrderAndOverlapGivesTheSame() {
        Random random = new Random(9000);
        byte[] whole = new byte[3000];
        random.nextBytes(whole);
        for (int round = 0; round < 200; round++) {
            List<int[]> pieces = new ArrayList<>();
            for (int at = 0; at < whole.length; ) {
                int n = Math.min(whole.length - at, 1 + random.nextInt(400));
                pieces.add(new int[] {Math.max(0, at - random.nextInt(30)), at + n});
                at += n;
            }
            Collections.shuffle(pieces, random);
            Fragments stream = new Fragments();
            for (int[] piece : pieces) stream.add(piece[0], new Cursor(whole, piece[0], piece[1] - piece[0]));
            assertArrayEquals(whole, stream.beginning().rest());
        }
    }

    @Test
    void aHoleEndsTheBeginning() {
        Fragments stream = new Fragments();
        stream.add(0, new Cursor(new byte[10]));
        stream.add(11, new Cursor(new byte[10]));
        assertEquals(10, stream.beginning().remaining());
    }

    @Test
    void whatComesFirstStays() {
        Fragments stream = new Fragments();
        stream.add(2, new Cursor(new byte[] {1, 1}));
        stream.add(0, new Cursor(new byte[] {2, 2, 2, 2, 2}));
        assertEquals("[2, 2, 1, 1, 2]", Arrays.toString(stream.beginning().rest()));
    }

    @Test
    void whatLiesBeyondTheCeilingIsNotKept() {
        Fragments stream = new Fragments();
        stream.add(Fragments.MOST - 2, new Cursor(new byte[10]));
        stream.add(1L << 60, new Cursor(new byte[10]));
        assertEquals(0, stream.beginning().remaining());
        assertTrue(stream.heldBytes() < 2 * Fragments.MOST);
    }
}
