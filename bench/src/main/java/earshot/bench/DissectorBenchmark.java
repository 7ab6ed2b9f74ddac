package earshot.bench;

import earshot.capture.file.CaptureFiles;
import earshot.dissect.Dissectors;
import earshot.engine.Engine;
import earshot.engine.FileSpool;
import earshot.event.ImEvent;
import earshot.flow.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/// Each protocol over the real captures that speak it, from records in memory to events, on one thread.
///
/// The captures are read over and over, each time as a source of its own, so that no flow meets its copy.
@State(Scope.Benchmark)
public class DissectorBenchmark {
    /// Sources that a run may have, see [earshot.flow.Flow#source].
    private static final int SOURCES = 120;
    /// Bytes of one benchmarked run; enough to be much more than its beginning.
    private static final long ENOUGH = 16 << 20;

    @Param("") // every dissector's name, given by Main
    String protocol;

    private Preloaded captures;
    private Engine engine;

    @Setup
    public void load() {
        List<Path> speaking = Corpora.captures().stream().filter(this::speaks).toList();
        if (speaking.isEmpty()) throw new IllegalStateException("no capture speaks " + protocol);
        long once = speaking.stream().mapToLong(file -> file.toFile().length()).sum();
        List<CaptureFiles.Input> inputs = new ArrayList<>();
        for (long bytes = 0; bytes < ENOUGH && inputs.size() + speaking.size() <= SOURCES; bytes += once) {
            for (Path file : speaking) inputs.add(new CaptureFiles.Input(file.toString(), "" + inputs.size(), 0));
        }
        captures = new Preloaded(CaptureFiles.open(inputs, new CaptureFiles.Options(false)));
    }

    private boolean speaks(Path file) {
        AtomicBoolean found = new AtomicBoolean();
        try (CaptureFiles source = CaptureFiles.open(file);
                Engine once = engine()) {
            once.run(source, event -> found.compareAndSet(false, isItsOwn(event)), () -> {});
        }
        return found.get();
    }

    private boolean isItsOwn(ImEvent event) {
        return event.seen().protocol().equals(protocol);
    }

    private static Engine engine() {
        return new Engine(Dissectors.ALL, Limits.DEFAULT, 1, FileSpool.none());
    }

    @Setup(Level.Invocation)
    public void begin() {
        captures.rewind();
        engine = engine();
    }

    @TearDown(Level.Invocation)
    public void end() {
        engine.close();
    }

    @Benchmark
    public void read(Work work, Blackhole events) {
        Consumer<ImEvent> consumer = events::consume;
        work.begin();
        engine.run(captures, consumer, () -> {});
        work.done(captures.bytes(), captures.packets());
    }
}
