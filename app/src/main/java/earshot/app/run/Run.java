package earshot.app.run;

import earshot.capture.CaptureInfo;
import earshot.capture.file.CaptureFiles;
import earshot.dissect.Dissectors;
import earshot.engine.Engine;
import earshot.engine.FileSpool;
import earshot.event.ImEvent;
import earshot.event.json.Completeness;
import earshot.event.json.Completeness.Losses;
import earshot.event.json.EventIds;
import earshot.flow.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One reading of captures from the first frame to the last.
public final class Run implements AutoCloseable {
    /// How to read.
    ///
    /// @param workers how many threads read
    /// @param spool where recovered files go
    public record Plan(int workers, Limits limits, FileSpool spool) {}

    private final CaptureFiles source;
    private final EventIds ids;
    private final List<Listener> listeners = new ArrayList<>();
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

    /// Reads everything, or up to [#interrupt].
    public void read() throws IOException {
        try {
            for (Listener listener : listeners) listener.begin(source.captures());
            engine.run(source, this::event, this::round);
            Losses losses = losses();
            List<Completeness> each = new ArrayList<>();
            boolean alone = source.captures().size() == 1;
            for (CaptureInfo info : source.captures()) each.add(Completeness.of(info, alone ? losses : Losses.UNKNOWN));
            Completeness inAll = Completeness.inAll(source.captures(), losses);
            for (Listener listener : listeners) listener.end(each, inAll);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void event(ImEvent event) {
        String id = ids.of(event);
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

    private Losses losses() {
        Engine.Summary summary = engine.summary();
        var counters = summary.counters();
        var evictions = new TreeMap<String, Long>();
        put(evictions, "flows", counters.flowsEvicted);
        put(evictions, "openFlows", counters.openFlowsEvicted);
        put(evictions, "holes", counters.holesForced);
        put(evictions, "expectations", summary.expectationsEvicted());
        put(evictions, "bindings", summary.bindingsEvicted());
        var unread = new TreeMap<String, Long>();
        put(unread, "skipped in flows", summary.skippedBytes());
        return new Losses(counters.gaps, counters.badChecksums, counters.midStream, evictions, unread, new TreeMap<>());
    }

    private static void put(Map<String, Long> counts, String kind, long count) {
        if (count > 0) counts.put(kind, count);
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
