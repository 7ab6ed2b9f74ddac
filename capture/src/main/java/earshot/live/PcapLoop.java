package earshot.live;

import earshot.capture.Block;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.pcap4j.core.PcapStat;
import org.pcap4j.core.RawPacketListener;

/// An interface listened to through libpcap: where there is no packet ring, or on request.
///
/// libpcap calls back on a thread of its own, which fills blocks; at most [#BLOCKS] wait to be read. When none is free
/// the
/// callback waits, and libpcap's buffer counts what it loses.
final class PcapLoop implements Device {
    private static final int BLOCKS = 16, MEBIBYTE = 1 << 20, MILLIS = 60;

    private final String name;
    private final PcapHandle handle;
    private final int link;
    private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS);
    private final BlockingQueue<Block> free = new ArrayBlockingQueue<>(BLOCKS);
    private final Object filling = new Object();
    private final AtomicLong read = new AtomicLong();
    private final Thread thread;
    private Block current;
    private Block taken;
    private int at;
    private volatile boolean closed;
    private Counts last;

    PcapLoop(String name, LiveSource.Plan plan) throws LiveException {
        this.name = name;
        this.last = new Counts(name, 0, 0, -1, 0);
        try {
            handle = new PcapHandle.Builder(name)
                    .snaplen(plan.snap())
                    .promiscuousMode(plan.promiscuous() ? PromiscuousMode.PROMISCUOUS : PromiscuousMode.NONPROMISCUOUS)
                    .timeoutMillis(MILLIS)
                    .bufferSize(plan.megabytes() * MEBIBYTE)
                    .timestampPrecision(TimestampPrecision.NANO)
                    .build();
            link = handle.getDlt().value();
            if (!plan.filter().isBlank()) handle.setFilter(plan.filter(), BpfCompileMode.OPTIMIZE);
        } catch (PcapNativeException | NotOpenException e) {
            throw new LiveException(name + " cannot be listened to: " + e.getMessage(), e);
        } catch (LinkageError e) {
            throw new LiveException(
                    "libpcap is not here: install it (Debian, Ubuntu: apt install libpcap0.8; Fedora: dnf install"
                            + " libpcap; macOS has it; Windows: npcap.com)",
                    e);
        }
        for (int b = 1; b < BLOCKS; b++) free.add(new Block());
        current = new Block();
        thread = Thread.ofPlatform().daemon().name("libpcap-" + name).start(this::loop);
    }

    private void loop() {
        try {
            handle.loop(-1, (RawPacketListener) this::packet);
        } catch (PcapNativeException | NotOpenException e) {
            closed = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void packet(byte[] bytes) {
        synchronized (filling) {
            if (!fits(bytes.length)) hand();
            Block block = current;
            int i = block.count;
            int offset = i == 0 ? 0 : block.offset[i - 1] + block.captured[i - 1];
            if (offset + bytes.length > block.bytes.length) block.bytes = new byte[bytes.length];
            System.arraycopy(bytes, 0, block.bytes, offset, bytes.length);
            block.offset[i] = offset;
            block.captured[i] = bytes.length;
            block.length[i] = Math.max(bytes.length, handle.getOriginalLength());
            java.time.Instant time = handle.getTimestamp().toInstant();
            block.time[i] = time.getEpochSecond() * 1_000_000_000L + time.getNano();
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
            full.put(current);
            Block next = null;
            while (next == null && !closed) next = free.poll(MILLIS, TimeUnit.MILLISECONDS);
            current = next == null ? new Block() : next;
            current.clear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean ready() {
        return taken != null || !full.isEmpty();
    }

    @Override
    public void await(int millis) {
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

    @Override
    public int read(Block block) {
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

    @Override
    public synchronized Counts counts() {
        try {
            if (!closed) {
                PcapStat stat = handle.getStats();
                last = new Counts(name, read.get(), stat.getNumPacketsDropped(), stat.getNumPacketsDroppedByIf(), 0);
            }
        } catch (PcapNativeException | NotOpenException e) {
            // What was counted before it was closed holds.
        }
        return last;
    }

    @Override
    public void close() {
        counts();
        closed = true;
        try {
            handle.breakLoop();
            thread.join(2_000);
        } catch (NotOpenException e) {
            // It is over already.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        handle.close();
    }
}
