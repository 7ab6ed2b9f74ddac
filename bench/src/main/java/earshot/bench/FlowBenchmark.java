package earshot.bench;

import earshot.capture.file.CaptureFiles;
import earshot.flow.Direction;
import earshot.flow.Flow;
import earshot.flow.FlowReader;
import earshot.flow.FlowReaders;
import earshot.flow.Limits;
import earshot.flow.Round;
import earshot.flow.Shard;
import earshot.flow.Traffic;
import earshot.net.Decoder;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// From decoded blocks to flows, and to streams in order. Fragments are passed over.
@State(Scope.Benchmark)
public class FlowBenchmark {
    @Param({"mixed", "im-dense", "bulk"})
    String corpus;

    private final List<Round> rounds = new ArrayList<>();
    private long bytes, packets;
    private Shard[] counting, reading;

    @Setup
    public void load() {
        Decoder decoder = new Decoder();
        try (CaptureFiles source = CaptureFiles.open(Corpora.file(corpus))) {
            for (boolean more = true; more; ) {
                Round round = new Round(8);
                int filled = 0;
                while (filled < round.capacity() && (more = source.fill(round.block(filled)))) filled++;
                packets = round.filled(filled, packets);
                for (int b = 0; b < filled; b++) {
                    decoder.decode(round.block(b));
                    round.scatter(b);
                }
                rounds.add(round);
            }
            bytes = source.captures().getFirst().bytes;
        }
    }

    /// Every run begins with empty tables.
    @Setup(Level.Invocation)
    public void empty() {
        counting = shards(_ -> null);
        reading = shards(_ -> new Everything());
    }

    private interface Opening {
        FlowReader open(Flow flow);
    }

    private static Shard[] shards(Opening opening) {
        FlowReaders readers = new FlowReaders() {
            @Override
            public void gone(Traffic traffic) {}

            @Override
            public FlowReader open(Flow flow) {
                return opening.open(flow);
            }

            @Override
            public void arp(byte[] bytes, int offset, int length, int source, long ref, long time) {}

            @Override
            public void at(long index) {}
        };
        Shard[] shards = new Shard[Shard.COUNT];
        for (int s = 0; s < shards.length; s++) shards[s] = new Shard(s, Limits.DEFAULT, readers);
        return shards;
    }

    /// Wants all of a stream and looks at nothing.
    private static final class Everything implements FlowReader {
        @Override
        public boolean data(Direction from, byte[] bytes, int offset, int length, long ref, long time) {
            return true;
        }

        @Override
        public boolean gap(Direction from, long bytes) {
            return true;
        }

        @Override
        public boolean known() {
            return false;
        }

        @Override
        public void conflict(Direction from, long ref) {}

        @Override
        public void end() {}
    }

    /// The flow's row is found or added, and the packet counted.
    @Benchmark
    public void lookup(Work work) {
        process(counting, work);
    }

    /// The same, and every TCP stream put in order, checksums included.
    @Benchmark
    public void order(Work work) {
        process(reading, work);
    }

    private void process(Shard[] shards, Work work) {
        work.begin();
        for (Round round : rounds) for (Shard shard : shards) shard.process(round);
        work.done(bytes, packets);
    }
}
