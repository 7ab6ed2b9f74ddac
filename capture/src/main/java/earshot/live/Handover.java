package earshot.live;

import earshot.capture.Block;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Packets on their way from a thread of their own, which adds them ([#add], [#end]), to the one that reads.
///
/// They travel in blocks; at most [#BLOCKS] wait to be read. When none is free, adding waits: what then is lost, is
/// lost and counted where the packets come from.
final class Handover {
    private static final int BLOCKS = 16, MILLIS = 60;

    private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS);
    private final BlockingQueue<Block> free = new ArrayBlockingQueue<>(BLOCKS);
    /// Held while a packet is put into [#current], and while it is taken away half full.
    private final Object filling = new Object();
    private final AtomicLong read = new AtomicLong();
    private Block current = new Block();
    private Block taken;
    private int at;
    private volatile boolean closed, ended;

    Handover() {
        for (int b = 1; b < BLOCKS; b++) free.add(new Block());
    }

    /// Copies a packet. The adding thread.
    void add(byte[] bytes, int captured, int length, long time, int link) {
        synchronized (filling) {
            if (!fits(captured)) hand();
            Block block = current;
            int i = block.count;
            int offset = i == 0 ? 0 : block.offset[i - 1] + block.captured[i - 1];
            if (offset + captured > block.bytes.length) block.bytes = new byte[captured];
            System.arraycopy(bytes, 0, block.bytes, offset, captured);
            block.offset[i] = offset;
            block.captured[i] = captured;
            block.length[i] = Math.max(captured, length);
            block.time[i] = time;
            block.link[i] = link;
            block.count++;
        }
    }

    private boolean fits(int length) {
        int i = current.count;
        return i == 0
                || i < Block.RECORDS
                        && current.offset[i - 1] + current.captured[i - 1] + length <= current.bytes.length;
    }

    /// Passes the block on, and waits for a free one.
    private void hand() {
        try {
            boolean handed = false;
            while (!handed && !closed) handed = full.offer(current, MILLIS, TimeUnit.MILLISECONDS);
            Block next = null;
            while (next == null && !closed) next = free.poll(MILLIS, TimeUnit.MILLISECONDS);
            current = next == null ? new Block() : next;
            current.clear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Nothing will be added any more. The adding thread.
    void end() {
        synchronized (filling) {
            if (current.count > 0) hand();
        }
        ended = true;
    }

    /// Whether everything that was added has been read, and nothing will be. The reading thread.
    boolean ended() {
        return ended && taken == null && full.isEmpty();
    }

    boolean ready() {
        return taken != null || !full.isEmpty();
    }

    void await(int millis) {
        if (ready()) return;
        try {
            taken = full.poll(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (taken != null) return;
        synchronized (filling) {
            if (current.count > 0 && full.offer(current)) {
                Block next = free.poll();
                current = next == null ? new Block() : next;
                current.clear();
            }
        }
    }

    /// As [Device#read].
    int read(Block block) {
        int before = block.count;
        while (taken != null || (taken = full.poll()) != null) {
            while (at < taken.count && copy(taken, at, block)) at++;
            if (at < taken.count) break;
            at = 0;
            if (!free.offer(taken)) taken.clear();
            taken = null;
        }
        read.addAndGet(block.count - before);
        return block.count - before;
    }

    private static boolean copy(Block from, int i, Block to) {
        int n = to.count, length = from.captured[i];
        int at = n == 0 ? 0 : to.offset[n - 1] + to.captured[n - 1];
        if (n == Block.RECORDS || n > 0 && at + length > to.bytes.length) return false;
        if (length > to.bytes.length) to.bytes = new byte[length];
        System.arraycopy(from.bytes, from.offset[i], to.bytes, at, length);
        to.offset[n] = at;
        to.captured[n] = length;
        to.length[n] = from.length[i];
        to.time[n] = from.time[i];
        to.link[n] = from.link[i];
        to.count++;
        return true;
    }

    /// Packets read so far. Any thread.
    long packets() {
        return read.get();
    }

    /// Adding waits for nobody any more. Any thread.
    void close() {
        closed = true;
    }
}
