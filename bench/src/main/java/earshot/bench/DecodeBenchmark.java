package earshot.bench;

import earshot.capture.Block;
import earshot.net.Decoder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// From a block's records to its columns: link, tunnels, IP, transport, flow hash.
@State(Scope.Benchmark)
public class DecodeBenchmark {
    @Param({"mixed", "im-dense", "bulk"})
    String corpus;

    private Preloaded capture;
    private final Decoder decoder = new Decoder();

    @Setup
    public void load() {
        capture = Corpora.load(corpus);
    }

    @Benchmark
    public void decode(Work work) {
        work.begin();
        for (Block block : capture.blocks()) decoder.decode(block);
        work.done(capture.bytes(), capture.packets());
    }
}
