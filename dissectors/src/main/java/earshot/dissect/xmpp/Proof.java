package earshot.dissect.xmpp;

import earshot.event.Frames;
import java.util.Arrays;

/// The frames of something that takes many messages, collected one by one.
final class Proof {
    private long[] refs = new long[8];
    private int count;

    void add(Frames frames) {
        for (int i = 0; i < frames.count(); i++) {
            long ref = frames.ref(i);
            if (count > 0 && refs[count - 1] == ref) continue;
            // Of a longer proof the first and the last are kept; the middle would be left out anyway.
            if (count == 2 * Frames.MOST) {
                System.arraycopy(refs, count - Frames.MOST / 2, refs, Frames.MOST / 2, Frames.MOST / 2);
                count = Frames.MOST;
            }
            if (count == refs.length) refs = Arrays.copyOf(refs, 2 * count);
            refs[count++] = ref;
        }
    }

    Frames frames() {
        return Frames.of(Arrays.copyOf(refs, count));
    }
}
