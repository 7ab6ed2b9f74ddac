package earshot.dissect.irc.dcc;

import earshot.event.Frames;
import java.util.Arrays;

/// The frames of something that takes thousands of them, collected at the cost of one store each. Of more than
/// [Frames#MOST] the first half and the last half are kept.
final class Trail {
    private static final int HALF = Frames.MOST / 2;

    private long[] first = new long[16];
    private long[] last = new long[0];
    private int count;
    private int next;

    void add(Frames frames) {
        for (int i = 0; i < frames.count(); i++) add(frames.ref(i));
    }

    private void add(long ref) {
        if (count < HALF) {
            if (count == first.length) first = Arrays.copyOf(first, Math.min(HALF, count * 2));
            first[count++] = ref;
            return;
        }
        if (last.length == 0) last = new long[HALF];
        last[next % HALF] = ref;
        next = next == 2 * HALF - 1 ? HALF : next + 1;
    }

    Frames frames() {
        int more = Math.min(next, HALF);
        long[] all = Arrays.copyOf(first, count + more);
        System.arraycopy(last, 0, all, count, more);
        return Frames.of(all);
    }
}
