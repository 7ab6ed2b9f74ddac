package earshot.bench;

import earshot.capture.Block;
import earshot.capture.CaptureInfo;
import earshot.capture.CaptureSource;
import earshot.net.Decoder;
import java.util.ArrayList;
import java.util.List;

/// Captures held in memory as filled blocks, to be read again and again without a file.
///
/// As a source it hands out its blocks' own bytes; whoever reads must leave them as they are.
final class Preloaded implements CaptureSource {
    private final List<Block> blocks = new ArrayList<>();
    private final List<CaptureInfo> captures;
    private int at;
    private long packets, bytes;

    /// Reads a source to its end.
    Preloaded(CaptureSource source) {
        for (Block block = new Block(); source.fill(block); block = new Block()) {
            blocks.add(block);
            packets += block.count;
            for (int i = 0; i < block.count; i++) bytes += block.captured[i];
        }
        captures = source.captures();
        source.close();
    }

    /// Decodes all blocks, so that the columns of the decoder are there too.
    Preloaded decoded() {
        Decoder decoder = new Decoder();
        blocks.forEach(decoder::decode);
        return this;
    }

    List<Block> blocks() {
        return blocks;
    }

    long packets() {
        return packets;
    }

    /// Captured bytes of all frames.
    long bytes() {
        return bytes;
    }

    /// Begins anew.
    Preloaded rewind() {
        at = 0;
        return this;
    }

    @Override
    public boolean fill(Block block) {
        block.clear();
        if (at == blocks.size()) return false;
        share(blocks.get(at++), block);
        return true;
    }

    /// Makes `to` hold the same records as `from`, and the same bytes.
    static void share(Block from, Block to) {
        int n = from.count;
        to.count = n;
        to.bytes = from.bytes;
        System.arraycopy(from.offset, 0, to.offset, 0, n);
        System.arraycopy(from.captured, 0, to.captured, 0, n);
        System.arraycopy(from.length, 0, to.length, 0, n);
        System.arraycopy(from.time, 0, to.time, 0, n);
        System.arraycopy(from.ref, 0, to.ref, 0, n);
        System.arraycopy(from.link, 0, to.link, 0, n);
        System.arraycopy(from.source, 0, to.source, 0, n);
    }

    @Override
    public List<CaptureInfo> captures() {
        return captures;
    }

    @Override
    public void close() {}
}
