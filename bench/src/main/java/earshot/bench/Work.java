package earshot.bench;

import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// How much the runs of a benchmark have done and what it cost: [Report] turns it into rates.
///
/// The cost is the thread's own CPU time and allocation between [#begin] and [#done]: on a busy machine that is
/// steadier than the clock, and what a run prepares is left out.
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Work {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    /// Bytes that were read, or written where the benchmark writes.
    public long bytes;
    /// Packets, or events where the benchmark is about events.
    public long items;
    /// CPU nanoseconds.
    public long cpu;
    /// Bytes allocated.
    public long allocated;

    private long cpuBefore, allocatedBefore;

    void begin() {
        allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
        cpuBefore = THREADS.getCurrentThreadCpuTime();
    }

    void done(long bytes, long items) {
        cpu += THREADS.getCurrentThreadCpuTime() - cpuBefore;
        allocated += THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore;
        this.bytes += bytes;
        this.items += items;
    }
}
