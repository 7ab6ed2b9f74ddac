package earshot.event.json;

import earshot.capture.CaptureInfo;
import earshot.capture.FrameRef;
import earshot.event.ImEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Gives events their ids: `3f2a9c1e77aa-25-message-1` is the first message whose proof begins in frame 25 of
/// the capture whose first 64 KiB have a SHA-256 that begins 3f2a9c1e77aa.
///
/// The same events in the same order get the same ids, whatever the files are called and however many threads
/// read them. One thread at a time; ask once for each event. An event without frames is counted for the whole
/// run: `3f2a9c1e77aa-alert-1`, after the first capture. A second capture with the same head has `.2` after
/// it.
///
/// Memory is bounded: the counters of the latest [#KEPT] to twice as many (frame, type) pairs are kept. An
/// event that names a frame so far back that its counter may have been forgotten is counted for the whole
/// capture instead and says so: `3f2a9c1e77aa-25-file-late-1`. Ids are unique either way.
public final class EventIds {
    /// Pairs of frame and type in one generation of counters; there are two generations.
    static final int KEPT = 1 << 18;
    /// Alerts that are remembered so that their later revisions keep their ids.
    static final int ALERTS = 1 << 16;

    private static final EventType[] TYPES = EventType.values();

    private final List<CaptureInfo> captures;
    private final int kept;
    private final List<String> heads = new ArrayList<>();
    private final Map<String, Integer> sameHead = new LinkedHashMap<>();
    /// The last frame of each capture whose counter was forgotten.
    private long[] forgotten = {};
    private FrameCounters recent = new FrameCounters(), former = new FrameCounters();
    private final Map<Long, Long> late = new LinkedHashMap<>();
    private final long[] frameless = new long[TYPES.length];
    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> alerts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > ALERTS;
        }
    };

    /// @param captures the run's captures at the index that [FrameRef#capture] gives; may grow, and a
    ///     capture's head must be known by the time its first event comes
    public EventIds(List<CaptureInfo> captures) {
        this(captures, KEPT);
    }

    EventIds(List<CaptureInfo> captures, int kept) {
        this.captures = captures;
        this.kept = kept;
    }

    /// The event's id. An alert that was seen before (the same rule and key) keeps the id it had.
    public String of(ImEvent event) {
        if (event instanceof ImEvent.Alert alert) {
            return alerts.computeIfAbsent(alert.rule() + '\n' + alert.key(), _ -> next(alert, EventType.ALERT));
        }
        return next(event, EventType.of(event));
    }

    /// The id of the line of this type about one capture.
    String of(EventType type, int capture) {
        return head(capture) + '-' + type.label + "-1";
    }

    /// The id of the line of this type about the whole run.
    String ofRun(EventType type) {
        return head(0) + '-' + type.label + "-all";
    }

    private String next(ImEvent event, EventType type) {
        long first = event.seen().frames().first();
        text.setLength(0);
        if (first == 0) {
            return text.append(head(0))
                    .append('-')
                    .append(type.label)
                    .append('-')
                    .append(++frameless[type.ordinal()])
                    .toString();
        }
        int capture = FrameRef.capture(first);
        long frame = FrameRef.frame(first);
        text.append(head(capture)).append('-').append(frame).append('-').append(type.label);
        int count = count(first, type.ordinal(), capture, frame);
        if (count > 0) return text.append('-').append(count).toString();
        return text.append("-late-")
                .append(late.merge((long) capture << 8 | type.ordinal(), 1L, Long::sum))
                .toString();
    }

    /// How often the pair has been seen, this time included; 0 where that may have been forgotten.
    private int count(long ref, int type, int capture, long frame) {
        int before = recent.count(ref, type);
        if (before == 0) before = former.count(ref, type);
        if (before == FrameCounters.MOST || before == 0 && frame <= forgotten[capture]) return 0;
        if (recent.size() >= kept) {
            former.forEachFrame(old -> {
                int c = FrameRef.capture(old);
                forgotten[c] = Math.max(forgotten[c], FrameRef.frame(old));
            });
            FrameCounters empty = former;
            former = recent;
            recent = empty;
            recent.clear();
        }
        recent.put(ref, type, before + 1);
        return before + 1;
    }

    private String head(int capture) {
        while (heads.size() <= capture) heads.add(newHead(heads.size()));
        if (forgotten.length < heads.size()) forgotten = java.util.Arrays.copyOf(forgotten, heads.size() + 8);
        return heads.get(capture);
    }

    private String newHead(int capture) {
        String digest = capture < captures.size() ? captures.get(capture).head : "";
        String head = digest.length() >= 12 ? digest.substring(0, 12) : "000000000000";
        int same = sameHead.merge(head, 1, Integer::sum);
        return same == 1 ? head : head + '.' + same;
    }
}
