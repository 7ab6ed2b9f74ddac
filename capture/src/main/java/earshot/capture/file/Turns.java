package earshot.capture.file;

import earshot.capture.Block;
import java.util.Arrays;

/// The lanes being read, as a heap: the one whose record is earliest stands first; ties go to the one given
/// first.
final class Turns {
    private Lane[] lanes = new Lane[8];
    private int size;
    private long doneBytes;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    Lane first() {
        return lanes[0];
    }

    /// Whether a lane that still waits has to be read now.
    boolean isTurnOf(Lane waiting) {
        if (size == 0) return true;
        Lane first = lanes[0];
        if (!first.peek()) return false;
        return precedes(waiting.first, waiting.index, first);
    }

    private static boolean precedes(long time, int index, Lane lane) {
        return time < lane.time() || time == lane.time() && index < lane.index;
    }

    void add(Lane lane) {
        if (!lane.peek()) {
            done(lane);
            return;
        }
        if (size == lanes.length) lanes = Arrays.copyOf(lanes, 2 * size);
        int at = size++;
        for (int up; at > 0 && precedes(lane.time(), lane.index, lanes[up = (at - 1) / 2]); at = up)
            lanes[at] = lanes[up];
        lanes[at] = lane;
    }

    /// Fills an empty block from all lanes, until one is left or `next` has to be read too.
    void merge(Block block, Lane next) {
        int used = 0;
        while (block.count < Block.RECORDS && size > 1) {
            Lane lane = lanes[0];
            if (next != null && precedes(next.first, next.index, lane)) return;
            if (!lane.fits(block, used)) return;
            used += lane.captured();
            lane.append(block, used - lane.captured());
            if (lane.peek()) down(lane);
            else drop();
        }
    }

    /// Lets the first lane go when it has ended.
    void settle() {
        if (size > 0 && lanes[0].ended()) drop();
    }

    private void drop() {
        done(lanes[0]);
        Lane last = lanes[--size];
        lanes[size] = null;
        if (size > 0) down(last);
    }

    private void done(Lane lane) {
        doneBytes += lane.position();
    }

    /// Puts a lane in at the top and lets it sink to its place.
    private void down(Lane lane) {
        int at = 0;
        for (int child; (child = 2 * at + 1) < size; at = child) {
            if (child + 1 < size && precedes(lanes[child + 1].time(), lanes[child + 1].index, lanes[child])) child++;
            if (precedes(lane.time(), lane.index, lanes[child])) break;
            lanes[at] = lanes[child];
        }
        lanes[at] = lane;
    }

    /// Brings the captures' counts up to date.
    ///
    /// @return bytes read of all lanes there were
    long report() {
        long bytes = doneBytes;
        for (int i = 0; i < size; i++) {
            lanes[i].report();
            bytes += lanes[i].position();
        }
        return bytes;
    }

    void close() {
        for (int i = 0; i < size; i++) lanes[i].close();
        size = 0;
    }
}
