package earshot.engine;

import earshot.event.Frames;

/// Which frames carried some bytes, and when the last of them was captured.
record Provenance(Frames frames, long time) {
    static final Provenance NONE = new Provenance(Frames.NONE, 0);

    static Provenance of(long ref, long time) {
        return new Provenance(Frames.of(ref), time);
    }

    Provenance and(Provenance other) {
        return equals(other) ? this : new Provenance(frames.and(other.frames), Math.max(time, other.time));
    }
}
