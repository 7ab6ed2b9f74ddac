package earshot.flow;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The bytes a stream had last, by sequence number.
class HistoryTest {
    private final byte[] stream = new byte[20_000];

    HistoryTest() {
        new Random(1).nextBytes(stream);
    }

    /// Sequence numbers as they come: small ones, across the sign, across zero.
    @ParameterizedTest
    @ValueSource(ints = {1000, Integer.MAX_VALUE - 5000, -5000})
    void keepsTheLastBytesHoweverTheyCame(int initial) {
        Random random = new Random(2);
        History history = new History();
        for (int had = 0; had < stream.length; ) {
            int piece = Math.min(1 + random.nextInt(random.nextBoolean() ? 20 : 6000), stream.length - had);
            history.add(stream, had, piece, initial + had + piece);
            had += piece;
            int kept = Math.min(had, History.MOST);
            assertTrue(history.agrees(initial + had - kept, stream, had - kept, kept), "same bytes after " + had);
            byte[] forged = stream.clone();
            int place = had - 1 - random.nextInt(kept);
            forged[place] ^= 1;
            assertFalse(history.agrees(initial + had - kept, forged, had - kept, kept), "byte " + place + " differs");
        }
    }

    @Test
    void bytesThatAreNotKeptAgreeWithAnything() {
        History history = new History();
        byte[] other = new byte[100];
        assertTrue(history.agrees(7, other, 0, 100), "nothing is kept yet");
        history.add(stream, 0, 10_000, 10_000);
        assertTrue(history.agrees(10_000 - History.MOST - 100, other, 0, 100), "before the window");
        assertTrue(history.agrees(10_000, other, 0, 100), "behind the window");
        assertFalse(history.agrees(9_950, other, 0, 100), "half of it in the window");
    }
}
