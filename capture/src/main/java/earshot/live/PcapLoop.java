package earshot.live;

import earshot.capture.Block;
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
/// libpcap calls back on a thread of its own; when nothing more can be handed over ([Handover]) the callback waits,
/// and libpcap's buffer counts what it loses.
final class PcapLoop implements Device {
    private static final int MEBIBYTE = 1 << 20, MILLIS = 60;

    private final String name;
    private final PcapHandle handle;
    private final int link;
    private final Handover packets = new Handover();
    private final Thread thread;
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
        java.time.Instant time = handle.getTimestamp().toInstant();
        long nanos = time.getEpochSecond() * 1_000_000_000L + time.getNano();
        packets.add(bytes, bytes.length, handle.getOriginalLength(), nanos, link);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean ready() {
        return packets.ready();
    }

    @Override
    public void await(int millis) {
        packets.await(millis);
    }

    @Override
    public int read(Block block) {
        return packets.read(block);
    }

    @Override
    public synchronized Counts counts() {
        try {
            if (!closed) {
                PcapStat stat = handle.getStats();
                last = new Counts(
                        name, packets.packets(), stat.getNumPacketsDropped(), stat.getNumPacketsDroppedByIf(), 0);
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
        packets.close();
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
