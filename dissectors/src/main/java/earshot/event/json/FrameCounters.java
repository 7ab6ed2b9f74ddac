package earshot.event.json;

import java.util.Arrays;
import java.util.function.LongConsumer;

/// Counters by (frame, type): an open-addressing table of 12 bytes a slot that only ever grows until it is
/// cleared.
final class FrameCounters {
    /// The highest count; types have the five bits above it.
    static final int MOST = (1 << 27) - 1;

    private long[] refs = new long[1 << 8];
    /// Type and count of the slot; 0 for an empty one, as a count is never 0.
    private int[] counts = new int[1 << 8];
    private int size;

    int size() {
        return size;
    }

    void clear() {
        Arrays.fill(counts, 0);
        size = 0;
    }

    /// The count, 0 where there is none.
    int count(long ref, int type) {
        return counts[slot(ref, type)] & MOST;
    }

    /// Sets a count between 1 and [#MOST].
    void put(long ref, int type, int count) {
        int at = slot(ref, type);
        if (counts[at] == 0 && ++size > refs.length / 2) {
            grow();
            at = slot(ref, type);
        }
        refs[at] = ref;
        counts[at] = type << 27 | count;
    }

    void forEachFrame(LongConsumer seen) {
        for (int i = 0; i < refs.length; i++) if (counts[i] != 0) seen.accept(refs[i]);
    }

    /// Where the pair stands, or the empty slot where it would.
    private int slot(long ref, int type) {
        long mixed = (ref * 31 + type) * 0x9e3779b97f4a7c15L;
        int at = (int) (mixed >>> 32) & (refs.length - 1);
        while (counts[at] != 0 && (refs[at] != ref || counts[at] >>> 27 != type)) at = (at + 1) & (refs.length - 1);
        return at;
    }

    private void grow() {
        long[] oldRefs = refs;
        int[] oldCounts = counts;
        refs = new long[oldRefs.length * 2];
        counts = new int[oldRefs.length * 2];
        for (int i = 0; i < oldRefs.length; i++) {
            if (oldCounts[i] == 0) continue;
            int at = slot(oldRefs[i], oldCounts[i] >>> 27);
            refs[at] = oldRefs[i];
            counts[at] = oldCounts[i];
        }
    }
}
