package earshot.flow;

/// What happened in the flow engine. Each shard counts for itself; [#add] puts them together.
public final class Counters {
    /// Flows met, by transport, and those whose beginning was not seen.
    public long tcpFlows, udpFlows, midStream;
    /// Holes in streams that were read, and their bytes.
    public long gaps, gapBytes;
    /// Flows dropped because a table was full: whole rows, and those from then on only counted.
    public long flowsEvicted, openFlowsEvicted;
    /// Holes given up because too much was held behind them.
    public long holesForced;
    /// Segments too far from the stream to belong to it.
    public long outOfWindow;
    /// Retransmitted bytes that differ from the first ones.
    public long conflicts;
    /// Wrong TCP or UDP checksums in flows that were read (offloading makes them normal).
    public long badChecksums;
    /// Payload bytes of all flows, and of those that were read to the end as a known protocol.
    public long payloadBytes, readBytes;

    public void add(Counters other) {
        tcpFlows += other.tcpFlows;
        udpFlows += other.udpFlows;
        midStream += other.midStream;
        gaps += other.gaps;
        gapBytes += other.gapBytes;
        flowsEvicted += other.flowsEvicted;
        openFlowsEvicted += other.openFlowsEvicted;
        holesForced += other.holesForced;
        outOfWindow += other.outOfWindow;
        conflicts += other.conflicts;
        badChecksums += other.badChecksums;
        payloadBytes += other.payloadBytes;
        readBytes += other.readBytes;
    }
}
