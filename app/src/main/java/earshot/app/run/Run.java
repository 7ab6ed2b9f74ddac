package earshot.app.run;

import earshot.capture.CaptureInfo;
import earshot.capture.file.CaptureFiles;
import earshot.detect.Detector;
import earshot.detect.Detectors;
import earshot.dissect.Dissectors;
import earshot.engine.Engine;
import earshot.engine.FileSpool;
import earshot.event.ImEvent;
import earshot.event.json.Completeness;
import earshot.event.json.Completeness.Losses;
import earshot.event.json.EventIds;
import earshot.flow.Counters;
import earshot.flow.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One reading of captures from the first frame to the last. One thread calls; [#interrupt] may come
/// from another.
public final class Run implements AutoCloseable {
    /// How to read.
    ///
    /// @param workers how many threads read
    /// @param spool where recovered files go
    public record Plan(int workers, Limits limits, FileSpool spool) {}

    private final CaptureFiles source;
    private final EventIds ids;
    private final List<Listener> listeners = new ArrayList<>();
    private final List<Detector> detectors = Detectors.fresh();
    private final Engine engine;
    private volatile boolean interrupted;

    /// @param source closed with the run
    public Run(CaptureFiles source, Plan plan) {
        this.source = source;
        this.ids = new EventIds(source.captures());
        this.engine = new Engine(Dissectors.ALL, plan.limits(), plan.workers(), plan.spool());
    }

    /// Gives the run's events their ids.
    public EventIds ids() {
        return ids;
    }

    /// Somebody else is told, after those before. Before [#read].
    public void tell(Listener listener) {
        listeners.add(listener);
    }

    /// Reads everything, or up to [#interrupt]. Fails where a listener does, or where recovered files
    /// cannot be written.
    public void read() throws IOException {
        try {
            for (Listener listener : listeners) listener.begin(source.captures());
            engine.run(source, this::event, this::round);
            for (Detector detector : detectors) detector.end(this::alert);
            if (!interrupted) source.awaitDigests();
            end();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (IllegalStateException e) {
            // A worker's trouble arrives wrapped.
            if (e.getCause() instanceof UncheckedIOException disk) throw disk.getCause();
            throw e;
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private void event(ImEvent event) {
        String id = ids.of(event);
        tellAll(event, id);
        for (Detector detector : detectors) detector.observe(event, id, this::alert);
    }

    private void alert(ImEvent.Alert alert) {
        tellAll(alert, ids.of(alert));
    }

    private void tellAll(ImEvent event, String id) {
        try {
            for (Listener listener : listeners) listener.event(event, id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void round() {
        try {
            for (Listener listener : listeners) listener.round();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void end() throws IOException {
        List<CaptureInfo> captures = source.captures();
        Losses losses = losses();
        List<Completeness> each = new ArrayList<>();
        for (CaptureInfo info : captures) {
            each.add(Completeness.of(info, captures.size() == 1 ? losses : Losses.UNKNOWN));
        }
        Completeness inAll = Completeness.inAll(captures, losses);
        for (Listener listener : listeners) listener.end(each, inAll);
    }

    private Losses losses() {
        Engine.Summary summary = engine.summary();
        Counters counters = summary.counters();
        SortedMap<String, Long> evictions = new TreeMap<>();
        evictions.put("flows", counters.flowsEvicted);
        evictions.put("openFlows", counters.openFlowsEvicted);
        evictions.put("holes", counters.holesForced);
        evictions.put("expectations", summary.expectationsEvicted());
        evictions.put("bindings", summary.bindingsEvicted());
        evictions.put(
                "detectors", detectors.stream().mapToLong(Detector::evicted).sum());
        evictions.values().removeIf(count -> count == 0);
        SortedMap<String, Long> unread = new TreeMap<>();
        if (summary.skippedBytes() > 0) unread.put("skipped in flows", summary.skippedBytes());
        return new Losses(counters.gaps, counters.badChecksums, counters.midStream, evictions, unread, new TreeMap<>());
    }

    /// What is read, with what was found out about it so far.
    public CaptureFiles source() {
        return source;
    }

    /// Whether an input was damaged, truncated or unreadable in part. After [#read].
    public boolean damaged() {
        return source.captures().stream().anyMatch(info -> !info.damage.isEmpty());
    }

    /// Ends the reading soon; what was seen by then is all told. Any thread.
    public void interrupt() {
        interrupted = true;
        engine.stop();
    }

    public boolean interrupted() {
        return interrupted;
    }

    @Override
    public void close() {
        engine.close();
        source.close();
    }
}
