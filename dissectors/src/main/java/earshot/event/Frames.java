package earshot.event;

import earshot.capture.FrameRef;
import java.util.Arrays;

/// The frames that carry something: ascending [FrameRef]s without repeats. Never changed after it is made.
public final class Frames {
    public static final Frames NONE = new Frames(new long[0]);
    /// More frames than one event names; of a longer proof the first and the last half are kept.
    public static final int MOST = 20_000;

    private final long[] refs;

    private Frames(long[] refs) {
        this.refs = refs;
    }

    public static Frames of(long... refs) {
        long[] sorted = refs.clone();
        Arrays.sort(sorted);
        int n = 0;
        for (int i = 0; i < sorted.length; i++) if (i == 0 || sorted[i] != sorted[n - 1]) sorted[n++] = sorted[i];
        if (n > MOST) {
            System.arraycopy(sorted, n - MOST / 2, sorted, MOST / 2, MOST / 2);
            n = MOST;
        }
        return new Frames(Arrays.copyOf(sorted, n));
    }

    /// Both proofs together.
    public Frames and(Frames other) {
        if (other.refs.length == 0) return this;
        if (refs.length == 0) return other;
        long[] all = Arrays.copyOf(refs, refs.length + other.refs.length);
        System.arraycopy(other.refs, 0, all, refs.length, other.refs.length);
        return of(all);
    }

    public int count() {
        return refs.length;
    }

    public long ref(int i) {
        return refs[i];
    }

    /// The first frame, 0 where there is none.
    public long first() {
        return refs.length == 0 ? 0 : refs[0];
    }

    /// The frame numbers in one capture, as written in a proof: `25,61-64`.
    public String text(int capture) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < refs.length; i++) {
            if (FrameRef.capture(refs[i]) != capture) continue;
            int last = i;
            while (last + 1 < refs.length && refs[last + 1] == refs[last] + 1) last++;
            if (!text.isEmpty()) text.append(',');
            text.append(FrameRef.frame(refs[i]));
            if (last > i) text.append('-').append(FrameRef.frame(refs[last]));
            i = last;
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Frames that && Arrays.equals(refs, that.refs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(refs);
    }

    @Override
    public String toString() {
        return Arrays.toString(refs);
    }
}
