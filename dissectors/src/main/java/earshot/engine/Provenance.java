package earshot.engine;

import earshot.event.Frames;

/// Which frames carried some bytes, and when the last of them was captured. Made for each packet that is read,
/// so the common case,
/// one frame, is kept as a number until somebody asks.
final class Provenance {
    static final Provenance NONE = new Provenance(0, 0, Frames.NONE);

    private final long ref, time;
    private Frames frames;

    private Provenance(long ref, long time, Frames frames) {
        this.ref = ref;
        this.time = time;
        this.frames = frames;
    }

    static Provenance of(long ref, long time) {
        return new Provenance(ref, time, null);
    }

    Frames frames() {
        if (frames == null) frames = Frames.of(ref);
        return frames;
    }

    long time() {
        return time;
    }

    Provenance and(Frames earlier) {
        return new Provenance(ref, time, frames().and(earlier));
    }

    Provenance and(Provenance other) {
        boolean same = frames == null && other.frames == null && ref == other.ref;
        return same ? this : new Provenance(ref, Math.max(time, other.time), frames().and(other.frames()));
    }
}
