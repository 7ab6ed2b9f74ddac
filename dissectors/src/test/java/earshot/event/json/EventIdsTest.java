package earshot.event.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.capture.CaptureInfo;
import earshot.capture.FrameRef;
import earshot.event.Account;
import earshot.event.Frames;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Message;
import earshot.event.Seen;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventIdsTest {
    private static final String HEAD = "3f2a9c1e77aa0123456789";

    @Test
    void nameCaptureFrameTypeAndCounter() {
        EventIds ids = ids(HEAD);
        assertEquals("3f2a9c1e77aa-25-message-1", ids.of(message(0, 25)));
        assertEquals("3f2a9c1e77aa-25-message-2", ids.of(message(0, 25)));
        assertEquals("3f2a9c1e77aa-25-anomaly-1", ids.of(anomaly(0, 25)));
        assertEquals("3f2a9c1e77aa-26-message-1", ids.of(message(0, 26)));
        assertEquals("3f2a9c1e77aa-25-message-3", ids.of(message(0, 25)), "known late");
    }

    @Test
    void withoutFramesTheRunCounts() {
        EventIds ids = ids(HEAD);
        Seen seen = new Seen(0, Frames.NONE, null, "", "", "", "");
        assertEquals("3f2a9c1e77aa-anomaly-1", ids.of(new ImEvent.Anomaly(seen, "x", "")));
        assertEquals("3f2a9c1e77aa-anomaly-2", ids.of(new ImEvent.Anomaly(seen, "x", "")));
    }

    @Test
    void capturesThatBeginAlikeAreToldApart() {
        EventIds ids = ids(HEAD, "aaaaaaaaaaaaaa", HEAD, "");
        assertEquals("3f2a9c1e77aa-1-message-1", ids.of(message(0, 1)));
        assertEquals("3f2a9c1e77aa.2-1-message-1", ids.of(message(2, 1)));
        assertEquals("000000000000-1-message-1", ids.of(message(3, 1)), "an input without a head");
    }

    @Test
    void anAlertThatGrowsKeepsItsId() {
        EventIds ids = ids(HEAD);
        String first = ids.of(alert(25, "worm", "bob", 1));
        assertEquals("3f2a9c1e77aa-25-alert-1", first);
        assertEquals(first, ids.of(alert(13, "worm", "bob", 2)));
        assertEquals("3f2a9c1e77aa-25-alert-2", ids.of(alert(25, "worm", "carol", 1)));
    }

    @Test
    void uniqueThoughCountersAreForgotten() {
        EventIds ids = new EventIds(captures(HEAD, "bbbbbbbbbbbbbb"), 64);
        Random random = new Random(7);
        Set<String> seen = new HashSet<>();
        int late = 0;
        for (int i = 0; i < 100_000; i++) {
            // Mostly forward, at times far back; four types; two captures.
            long frame = 1L + Math.max(0, i / 3 - (random.nextInt(10) == 0 ? random.nextInt(2000) : random.nextInt(9)));
            int capture = random.nextInt(2);
            String id = ids.of(random.nextBoolean() ? message(capture, frame) : anomaly(capture, frame));
            assertTrue(seen.add(id), () -> id + " was given twice");
            if (id.contains("late")) late++;
        }
        assertTrue(late > 0, "the counters must have been forgotten for this test to mean anything");
    }

    @Test
    void aBusyFrameIsCountedExactlyAcrossGenerations() {
        EventIds ids = new EventIds(captures(HEAD), 64);
        for (int i = 1; i < 10_000; i++) {
            assertEquals("3f2a9c1e77aa-5-message-" + i, ids.of(message(0, 5)));
            ids.of(anomaly(0, 10 + i));
        }
    }

    private static EventIds ids(String... heads) {
        return new EventIds(captures(heads));
    }

    private static List<CaptureInfo> captures(String... heads) {
        List<CaptureInfo> captures = new ArrayList<>();
        for (String head : heads) {
            CaptureInfo info = new CaptureInfo("a.pcap", "");
            info.head = head;
            captures.add(info);
        }
        return captures;
    }

    private static Seen seen(int capture, long frame) {
        return new Seen(0, Frames.of(FrameRef.of(capture, frame)), null, "", "", "", "");
    }

    private static ImEvent message(int capture, long frame) {
        return Message.from(seen(capture, frame), Account.of("ann")).text("hi").build();
    }

    private static ImEvent anomaly(int capture, long frame) {
        return new ImEvent.Anomaly(seen(capture, frame), "x", "");
    }

    private static ImEvent alert(long frame, String rule, String key, int revision) {
        return new ImEvent.Alert(
                seen(0, frame),
                rule,
                key,
                ImEvent.Alert.Severity.LOW,
                "",
                "",
                List.of(),
                List.of(),
                List.of(),
                revision);
    }
}
