package earshot.flow;

import earshot.capture.Block;

/// The blocks of one round of work, and which of their records belong to which shard.
public final class Round {
    private static final int SHARDS = Shard.COUNT;

    private final Block[] blocks;
    private final long[] first;
    private final int[][] order;
    private final int[][] starts;
    private int count;

    public Round(int blocks) {
        this.blocks = new Block[blocks];
        this.first = new long[blocks];
        this.order = new int[blocks][Block.RECORDS];
        this.starts = new int[blocks][SHARDS + 1];
        for (int i = 0; i < blocks; i++) this.blocks[i] = new Block();
    }

    public int capacity() {
        return blocks.length;
    }

    public Block block(int b) {
        return blocks[b];
    }

    /// How many of the blocks are filled.
    public int count() {
        return count;
    }

    /// Sets how many blocks are filled, and numbers their records on from `index`.
    ///
    /// @return the index after the last record
    public long filled(int count, long index) {
        this.count = count;
        for (int b = 0; b < count; b++) {
            first[b] = index;
            index += blocks[b].count;
        }
        return index;
    }

    /// How many records they have.
    public int records() {
        int records = 0;
        for (int b = 0; b < count; b++) records += blocks[b].count;
        return records;
    }

    /// The place of the block's first record in the run's order.
    public long firstIndex(int b) {
        return first[b];
    }

    /// Sorts the decoded records of one block by shard, in frame order within a shard.
    public void scatter(int b) {
        Block block = blocks[b];
        int[] start = starts[b];
        int[] sorted = order[b];
        java.util.Arrays.fill(start, 0);
        for (int i = 0; i < block.count; i++) {
            int shard = shard(block, i);
            if (shard >= 0) start[shard + 1]++;
        }
        for (int s = 0; s < SHARDS; s++) start[s + 1] += start[s];
        for (int i = 0; i < block.count; i++) {
            int shard = shard(block, i);
            if (shard >= 0) sorted[start[shard]++] = i;
        }
        System.arraycopy(start, 0, start, 1, SHARDS);
        start[0] = 0;
    }

    private static int shard(Block block, int i) {
        return switch (block.kind[i]) {
            case Block.TCP, Block.UDP -> block.hash[i] >>> Shard.SHIFT;
            case Block.ARP -> 0;
            default -> -1;
        };
    }

    /// How many records of the block belong to the shard.
    int size(int b, int shard) {
        return starts[b][shard + 1] - starts[b][shard];
    }

    /// The k-th record of the block that belongs to the shard.
    int record(int b, int shard, int k) {
        return order[b][starts[b][shard] + k];
    }
}
