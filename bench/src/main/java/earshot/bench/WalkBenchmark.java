package earshot.bench;

import earshot.capture.Block;
import earshot.capture.file.CaptureFiles;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// From the file to blocks of records.
@State(Scope.Benchmark)
public class WalkBenchmark {
    @Param({"mixed", "im-dense", "bulk"})
    String corpus;

    private final Block block = new Block();

    @Benchmark
    public long walk(Work work) {
        work.begin();
        long bytes = 0, packets = 0;
        try (CaptureFiles source = CaptureFiles.open(Corpora.file(corpus))) {
            while (source.fill(block)) packets += block.count;
            bytes = source.captures().getFirst().bytes;
        }
        work.done(bytes, packets);
        return packets;
    }
}
