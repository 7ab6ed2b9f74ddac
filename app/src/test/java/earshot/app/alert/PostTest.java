package earshot.app.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The queue before a receiver: what it does when that is slow, down, or gone for good.
@Timeout(30)
class PostTest {
    private static final Duration MILLI = Duration.ofMillis(1), PATIENCE = Duration.ofMillis(300);

    private static Notice notice(String id, String text) {
        return new Notice(id, "worm", 0, 3, text, text);
    }

    /// Takes nothing until it is let, and keeps what it takes.
    private static final class Gate implements Receiver {
        final CountDownLatch open = new CountDownLatch(1), asked = new CountDownLatch(1);
        final List<String> told = Collections.synchronizedList(new ArrayList<>());

        @Override
        public String name() {
            return "the gate";
        }

        @Override
        public void tell(Notice notice) throws InterruptedException {
            asked.countDown();
            open.await();
            told.add(notice.text());
        }
    }

    private static String end(Post post) throws InterruptedException {
        post.end();
        return post.settle(System.nanoTime() + PATIENCE.toNanos());
    }

    @Test
    void whoTellsNeverWaitsAndWhatIsTooMuchIsCounted() throws InterruptedException {
        Gate gate = new Gate();
        Post post = new Post(gate, new Pace(3, 1000, 1, MILLI, MILLI, PATIENCE));
        post.put(notice("0", "0"));
        gate.asked.await();
        for (int i = 1; i <= 10; i++) post.put(notice("" + i, "" + i));
        gate.open.countDown();
        assertEquals("7 of 11 alerts could not be told to the gate: they came faster than it takes them", end(post));
        assertEquals(List.of("0", "1", "2", "3"), gate.told);
    }

    @Test
    void anAlertThatGrewWhileItWaitedIsToldOnce() throws InterruptedException {
        Gate gate = new Gate();
        Post post = new Post(gate, new Pace(3, 1000, 1, MILLI, MILLI, PATIENCE));
        post.put(notice("a", "a as it began"));
        gate.asked.await();
        post.put(notice("b", "b with 3 victims"));
        post.put(notice("c", "c"));
        post.put(notice("b", "b with 9 victims"));
        gate.open.countDown();
        assertEquals("", end(post));
        assertEquals(List.of("a as it began", "b with 9 victims", "c"), gate.told);
    }

    @Test
    void aReceiverThatHangsHoldsTheEndUpNoLongerThanAgreed() throws InterruptedException {
        Post post = new Post(new Gate(), new Pace(10, 1000, 1, MILLI, MILLI, PATIENCE));
        for (String id : List.of("a", "b", "c")) post.put(notice(id, id));
        long began = System.nanoTime();
        assertEquals("3 of 3 alerts could not be told to the gate: it takes them too slowly", end(post));
        assertTrue(System.nanoTime() - began < 5 * PATIENCE.toNanos());
    }

    @Test
    void aReceiverThatIsDownForAMomentLosesNothing() throws InterruptedException {
        List<String> told = new ArrayList<>();
        Receiver shaky = new Receiver() {
            int calls;

            @Override
            public String name() {
                return "shaky";
            }

            @Override
            public void tell(Notice notice) throws IOException {
                if (++calls % 3 != 0) throw new IOException("connection refused");
                told.add(notice.id());
            }
        };
        Post post = new Post(shaky, new Pace(10, 1000, 5, MILLI, MILLI, PATIENCE));
        for (String id : List.of("a", "b", "c")) post.put(notice(id, id));
        assertEquals("", end(post));
        assertEquals(List.of("a", "b", "c"), told);
    }

    @Test
    void thePaceHolds() throws InterruptedException {
        Gate gate = new Gate();
        gate.open.countDown();
        Post post = new Post(gate, new Pace(100, 20, 1, MILLI, MILLI, Duration.ofSeconds(5)));
        long began = System.nanoTime();
        for (int i = 0; i < 30; i++) post.put(notice("" + i, "" + i));
        post.end();
        assertEquals("", post.settle(began + 5_000_000_000L));
        // Twenty at once, the other ten at twenty a second.
        assertTrue(System.nanoTime() - began > 400_000_000L);
        assertEquals(30, gate.told.size());
    }

    @Test
    void pausesDoubleUpToTheLongest() {
        Pace pace = new Pace(1, 1, 1, Duration.ofMillis(500), Duration.ofSeconds(30), PATIENCE);
        long[] millis = {500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000};
        for (int i = 0; i < millis.length; i++)
            assertEquals(millis[i], pace.pause(i + 1).toMillis());
        assertEquals(30_000, pace.pause(1_000_000).toMillis());
    }
}
