package earshot.app.run;

import earshot.capture.CaptureInfo;
import earshot.capture.CaptureSource;
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
import earshot.net.UnreadCounts;
import earshot.policy.Policy;
import earshot.services.Services;
import earshot.tls.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
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
    /// @param services what flows are named by
    /// @param keys what encrypted connections are read with
    /// @param policy what is allowed
    public record Plan(int workers, Limits limits, FileSpool spool, Services services, Keys keys, Policy policy) {}

    private final CaptureSource source;
    private final EventIds ids;
    private final List<Listener> listeners = new ArrayList<>();
    private final List<Detector> detectors;
    private final Policy policy;
    private final Engine engine;
    private volatile boolean interrupted;
    private Completeness inAll;

    /// @param source closed with the run
    public Run(CaptureSource source, Plan plan) {
        this.source = source;
        this.ids = new EventIds(source.captures());
        this.policy = plan.policy();
        this.detectors = Detectors.fresh(plan.policy());
        this.engine = new Engine(
                Dissectors.all(plan.keys()), plan.limits(), plan.workers(), plan.spool(), plan.services(), plan.keys());
    }

    /// Gives the run's events their ids.
    public EventIds ids() {
        return ids;
    }

    /// Somebody else is told, after those before. Before [#read].
    public void tell(Listener listener) {
        listeners.add(listener);
    }

    /// One more detector, which sees each event after the listeners were told. Before [#read].
    public void detect(Detector detector) {
        detectors.add(detector);
    }

    /// Reads everything, or up to [#interrupt]. Fails where a listener does, or where recovered files
    /// cannot be written.
    public void read() throws IOException {
        try {
            for (Listener listener : listeners) listener.begin(source.captures());
            engine.run(source, this::event, this::round);
            for (Detector detector : detectors) detector.end(this::alert);
            if (!interrupted) source.finish();
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
        ImEvent.Alert spoken = policy.spoken(alert);
        tellAll(spoken, ids.of(spoken));
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
        Engine.Summary summary = engine.summary();
        List<Completeness> each = new ArrayList<>();
        SortedMap<String, Long> unreadInAll = new TreeMap<>();
        for (int i = 0; i < captures.size(); i++) {
            SortedMap<String, Long> unread = unread(summary, i);
            unread.forEach((kind, bytes) -> unreadInAll.merge(kind, bytes, Long::sum));
            each.add(Completeness.of(captures.get(i), new Losses(-1, -1, -1, NONE, unread, NONE)));
        }
        if (summary.skippedBytes() > 0) unreadInAll.put("between messages", summary.skippedBytes());
        Losses losses = losses(summary, captures.size(), unreadInAll);
        // Of a single capture everything is known.
        if (captures.size() == 1) each.set(0, Completeness.of(captures.getFirst(), losses));
        inAll = Completeness.inAll(captures, losses);
        for (Listener listener : listeners) listener.end(each, inAll);
    }

    private static final SortedMap<String, Long> NONE = Collections.unmodifiableSortedMap(new TreeMap<>());

    /// Bytes not understood of one capture, by kind.
    private static SortedMap<String, Long> unread(Engine.Summary summary, int capture) {
        SortedMap<String, Long> unread = new TreeMap<>();
        if (capture >= summary.unread().size()) return unread;
        UnreadCounts counts = summary.unread().get(capture);
        for (int k = 0; k < counts.kinds(); k++) unread.merge(counts.kind(k), counts.bytes(k), Long::sum);
        if (counts.furtherBytes() > 0) unread.put("of further kinds", counts.furtherBytes());
        return unread;
    }

    private Losses losses(Engine.Summary summary, int captures, SortedMap<String, Long> unread) {
        Counters counters = summary.counters();
        long checksums = counters.badChecksums;
        for (int i = 0; i < captures; i++) checksums += summary.badIpChecksums(i);
        SortedMap<String, Long> evictions = new TreeMap<>();
        evictions.put("flows", counters.flowsEvicted);
        evictions.put("openFlows", counters.openFlowsEvicted);
        evictions.put("holes", counters.holesForced);
        evictions.put("fragments", summary.reassembly().evicted());
        evictions.put("expectations", summary.expectationsEvicted());
        evictions.put("bindings", summary.bindingsEvicted());
        evictions.put("hosts", summary.hostsEvicted());
        evictions.put("names", summary.namesEvicted());
        evictions.put(
                "detectors", detectors.stream().mapToLong(Detector::evicted).sum());
        evictions.values().removeIf(count -> count == 0);
        return new Losses(counters.gaps, checksums, counters.midStream, evictions, unread, NONE);
    }

    /// Flows that are known of at the moment. The run's thread.
    public long flows() {
        return engine.flows();
    }

    /// Readings that a defect of this program ended. After [#read].
    public long failures() {
        return engine.summary().failures();
    }

    /// What was read, and what could not be. After [#read].
    public Completeness inAll() {
        return inAll;
    }

    /// What is read, with what was found out about it so far.
    public CaptureSource source() {
        return source;
    }

    /// Whether an input was damaged, truncated or unreadable in part. After [#read].
    public boolean damaged() {
        return source.captures().stream().anyMatch(info -> !info.damage.isEmpty());
    }

    /// Ends the reading soon; what was seen by then is all told. Any thread.
    public void interrupt() {
        interrupted = true;
        source.stop();
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
