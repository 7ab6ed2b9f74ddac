package earshot.capture.file;

import earshot.capture.CaptureInfo;

/// Counts the frames of one capture as they are given, and now and then writes what it counted where others
/// see it.
final class Tally {
    /// So many link types of a capture are named.
    private static final int LINKS = 64;

    private final CaptureInfo info;
    private int lastLink = -1;
    private long frames, bytes, truncated, from, until, before, stepsBack, widestStepBack;

    Tally(CaptureInfo info) {
        this.info = info;
    }

    void add(long time, int captured, int length, int link) {
        if (length > captured) truncated++;
        bytes += captured;
        if (frames++ == 0) {
            from = time;
            until = time;
        } else if (time > until) {
            until = time;
        } else if (time < before) {
            stepsBack++;
            widestStepBack = Math.max(widestStepBack, before - time);
            from = Math.min(from, time);
        }
        before = time;
        if (link != lastLink) met(link);
    }

    private void met(int link) {
        lastLink = link;
        if (info.links.size() < LINKS && !info.links.contains(link)) info.links.add(link);
    }

    void report() {
        info.frames = frames;
        info.bytes = bytes;
        info.truncated = truncated;
        info.from = from;
        info.until = until;
        info.stepsBack = stepsBack;
        info.widestStepBack = widestStepBack;
    }
}
