package earshot.event;

import java.util.Arrays;

/// The frames of something that takes many of them (a file), collected piece by piece at the cost of a store
/// each. Of more than [Frames#MOST] the first half and the last half are kept.
public final class Proof {
    private static final int HALF = Frames.MOST / 2;

    private long[] refs = new long[16];
    private int count, oldest = HALF;

    public void add(Frames frames) {
        for (int i = 0; i < frames.count(); i++) add(frames.ref(i));
    }

    private void add(long ref) {
        if (count < Frames.MOST) {
            if (count == refs.length) refs = Arrays.copyOf(refs, Math.min(Frames.MOST, 2 * count));
            refs[count++] = ref;
            return;
        }
        refs[oldest] = ref;
        oldest = oldest == Frames.MOST - 1 ? HALF : oldest + 1;
    }

    public Frames frames() {
        return Frames.of(Arrays.copyOf(refs, count));
    }
}
