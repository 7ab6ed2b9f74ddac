package earshot.flow;

/// Every ceiling of the engine in one place. All state is bounded by one of these; what is dropped at a ceiling
/// is counted.
///
/// @param flows rows of the flow table in all; when full, the flow seen longest ago goes, counted-only flows first
/// @param openFlows flows being looked at or read in all; when full, the one seen longest ago is only counted
///     from then on
/// @param heldPerDirection bytes of one direction held behind a hole before the hole is given up
/// @param heldInAll bytes held in all, behind holes and of unfinished messages; when more, the flow silent
///     longest is only counted from then on
/// @param segmentsPerDirection segments held behind a hole before it is given up
/// @param tcpIdleNanos packet time after which a silent TCP flow is over
/// @param udpIdleNanos packet time after which a silent UDP flow is over
/// @param holePatienceNanos how long an acknowledged hole may still be filled (packets captured out of order)
/// @param holePatiencePackets the same in packets of the flow
/// @param expectations flows expected in all
/// @param bindings keys bound in all
public record Limits(
        int flows,
        int openFlows,
        int heldPerDirection,
        long heldInAll,
        int segmentsPerDirection,
        long tcpIdleNanos,
        long udpIdleNanos,
        long holePatienceNanos,
        int holePatiencePackets,
        int expectations,
        int bindings) {
    private static final long SECOND = 1_000_000_000L;

    public static final Limits DEFAULT = new Limits(
            1 << 20, 1 << 15, 256 << 10, 96L << 20, 256, 7200 * SECOND, 300 * SECOND, SECOND, 16, 65_536, 1 << 18);

    /// Ceilings so low that small captures hit them: for tests.
    public static final Limits TINY =
            new Limits(64 * 4, 64 * 2, 2048, 64 * 4096, 4, 20 * SECOND, 5 * SECOND, SECOND / 10, 2, 64, 64);

    /// The part of a ceiling that one of the shards has.
    static int share(long all) {
        return (int) Math.max(1, all / Shard.COUNT);
    }
}
