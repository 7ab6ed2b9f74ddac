package earshot.app.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// A person who waits sees how far a run is, and nothing of it stays on the screen.
class ProgressTest {
    private static final String WIPED = "\r\033[K";

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(screen, true, StandardCharsets.UTF_8);
    private long millis, read;

    private Progress of(long total) {
        return new Progress(err, () -> read, total, () -> millis * 1_000_000);
    }

    /// A round ends at this time with so many bytes read.
    private String round(Progress progress, long millis, long read) {
        screen.reset();
        this.millis = millis;
        this.read = read;
        progress.round();
        return screen.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shareRateAndTimeLeft() {
        Progress progress = of(4_000_000_000L);
        assertEquals(
                "\rreading: 25 % of 4 GB, 500 MB/s, 0 events, 6 s left\033[K", round(progress, 2000, 1_000_000_000));
        assertEquals(
                "\rreading: 50 % of 4 GB, 500 MB/s, 0 events, 4 s left\033[K", round(progress, 4000, 2_000_000_000));
    }

    @Test
    void longWaitsInMinutesAndHours() {
        assertEquals(
                "\rreading: 1 % of 1 GB, 10 MB/s, 0 events, 1:39 min left\033[K",
                round(of(1_000_000_000L), 1000, 10_000_000));
        millis = 0;
        assertEquals(
                "\rreading: 0 % of 1 TB, 100 MB/s, 0 events, 2:46 h left\033[K",
                round(of(1_000_000_000_000L), 1000, 100_000_000));
    }

    @Test
    void aPipeHasNoEndThatIsKnown() {
        assertEquals("\rreading: 30 MB, 10 MB/s, 0 events\033[K", round(of(-1), 3000, 30_000_000));
    }

    @Test
    void atMostFiveTimesASecond() {
        Progress progress = of(-1);
        int shown = 0;
        for (int at = 10; at <= 1000; at += 10) if (!round(progress, at, at).isEmpty()) shown++;
        assertEquals(5, shown);
    }

    @Test
    void theLineIsWipedOnce() {
        Progress progress = of(-1);
        round(progress, 500, 10);
        screen.reset();
        progress.end(null, null);
        progress.close();
        assertEquals(WIPED, screen.toString(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsOverAtOnceShowsNothing() {
        Progress progress = of(-1);
        assertEquals("", round(progress, 199, 10));
        progress.end(null, null);
        assertEquals("", screen.toString(StandardCharsets.UTF_8));
    }
}
