package earshot.bench;

import earshot.capture.CaptureInfo;
import earshot.dissect.Dissectors;
import earshot.engine.Engine;
import earshot.engine.FileSpool;
import earshot.event.ImEvent;
import earshot.event.json.EventIds;
import earshot.event.json.EventWriter;
import earshot.event.json.Secrets;
import earshot.flow.Limits;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// From events to their ids and lines of JSON: all that the corpus im-dense says.
@State(Scope.Benchmark)
public class EventWriterBenchmark {
    private static final int PIECE = 1 << 20;

    private final List<ImEvent> events = new ArrayList<>();
    private List<CaptureInfo> captures;

    @Setup
    public void load() {
        Preloaded capture = Corpora.load("im-dense");
        captures = capture.captures();
        try (Engine engine = new Engine(Dissectors.ALL, Limits.DEFAULT, 1, FileSpool.none())) {
            engine.run(capture, events::add, () -> {});
        }
    }

    @Benchmark
    public long write(Work work) {
        work.begin();
        EventIds ids = new EventIds(captures);
        EventWriter writer = new EventWriter(captures, ids, Secrets.MASKED);
        long bytes = 0;
        for (ImEvent event : events) {
            writer.write(event, ids.of(event));
            if (writer.size() < PIECE) continue;
            bytes += writer.size();
            writer.clear();
        }
        bytes += writer.size();
        work.done(bytes, events.size());
        return bytes;
    }
}
