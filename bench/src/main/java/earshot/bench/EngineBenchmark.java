package earshot.bench;

import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Dissectors;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.engine.Engine;
import earshot.engine.FileSpool;
import earshot.event.ImEvent;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;
import earshot.flow.Limits;
import java.util.List;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/// The engine on one thread, from records in memory to events, in three depths: what recognition costs is
/// [#recognise] less [#count], what reading costs is [#read] less [#recognise].
@State(Scope.Benchmark)
public class EngineBenchmark {
    @Param({"mixed", "im-dense", "bulk"})
    String corpus;

    private Preloaded capture;
    private Engine counting, recognising, reading;

    @Setup
    public void load() {
        capture = Corpora.load(corpus);
    }

    @Setup(Level.Invocation)
    public void begin() {
        capture.rewind();
        counting = engine(List.of());
        recognising =
                engine(Dissectors.ALL.stream().<Dissector>map(Undecided::new).toList());
        reading = engine(Dissectors.ALL);
    }

    private static Engine engine(List<Dissector> dissectors) {
        return new Engine(dissectors, Limits.DEFAULT, 1, FileSpool.none());
    }

    @TearDown(Level.Invocation)
    public void end() {
        counting.close();
        recognising.close();
        reading.close();
    }

    /// Decode, fragments, flows; no protocol is known.
    @Benchmark
    public void count(Work work, Blackhole events) {
        run(counting, work, events::consume);
    }

    /// And recognition; whatever is recognised is not read.
    @Benchmark
    public void recognise(Work work, Blackhole events) {
        run(recognising, work, events::consume);
    }

    /// And reading.
    @Benchmark
    public void read(Work work, Blackhole events) {
        run(reading, work, events::consume);
    }

    private void run(Engine engine, Work work, Consumer<ImEvent> events) {
        work.begin();
        engine.run(capture, events, () -> {});
        work.done(capture.bytes(), capture.packets());
    }

    /// Looks at a flow as its dissector does, and then says no.
    private record Undecided(Dissector dissector) implements Dissector {
        @Override
        public String name() {
            return dissector.name();
        }

        @Override
        public boolean over(Transport transport) {
            return dissector.over(transport);
        }

        @Override
        public boolean mayBegin(Direction side, int firstByte) {
            return dissector.mayBegin(side, firstByte);
        }

        @Override
        public Verdict recognise(Opening opening) {
            return dissector.recognise(opening) == Verdict.MORE ? Verdict.MORE : Verdict.NO;
        }

        @Override
        public Dissection begin(Out out) {
            throw new IllegalStateException("never says yes");
        }
    }
}
