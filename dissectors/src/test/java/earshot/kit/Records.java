package earshot.kit;

import earshot.capture.Block;
import earshot.capture.CaptureInfo;
import earshot.capture.CaptureSource;
import earshot.capture.FrameRef;
import java.util.ArrayList;
import java.util.List;

/// Frames in memory as a capture.
public final class Records implements CaptureSource {
    /// One frame.
    ///
    /// @param time nanoseconds since 1970-01-01 UTC
    /// @param length its length on the wire, at least that of `bytes`
    /// @param link its link type
    public record Captured(long time, byte[] bytes, int length, int link) {
        public Captured(long time, byte[] bytes) {
            this(time, bytes, bytes.length, 1);
        }
    }

    private final List<Captured> records;
    private final CaptureInfo info = new CaptureInfo("made.pcap", "");
    private final int perBlock;
    private int at;

    public Records(List<Captured> records) {
        this(records, Block.RECORDS);
    }

    /// At most so many records in a block, so that a run has many rounds.
    public Records(List<Captured> records, int perBlock) {
        this.records = records;
        this.perBlock = perBlock;
        info.head = "00".repeat(32);
    }

    /// All records of a source.
    public static List<Captured> of(CaptureSource source) {
        List<Captured> all = new ArrayList<>();
        Block block = new Block();
        while (source.fill(block)) {
            for (int i = 0; i < block.count; i++) {
                int from = block.offset[i];
                byte[] bytes = java.util.Arrays.copyOfRange(block.bytes, from, from + block.captured[i]);
                all.add(new Captured(block.time[i], bytes, block.length[i], block.link[i]));
            }
        }
        return all;
    }

    @Override
    public boolean fill(Block block) {
        block.clear();
        int used = 0;
        while (at < records.size() && block.count < perBlock) {
            Captured record = records.get(at);
            if (used + record.bytes.length > block.bytes.length) break;
            int i = block.count++;
            System.arraycopy(record.bytes, 0, block.bytes, used, record.bytes.length);
            block.offset[i] = used;
            block.captured[i] = record.bytes.length;
            block.length[i] = record.length;
            block.time[i] = record.time;
            block.ref[i] = FrameRef.of(0, ++at);
            block.link[i] = record.link;
            block.source[i] = 0;
            used += record.bytes.length;
        }
        return block.count > 0;
    }

    @Override
    public List<CaptureInfo> captures() {
        return List.of(info);
    }

    @Override
    public void close() {}
}
