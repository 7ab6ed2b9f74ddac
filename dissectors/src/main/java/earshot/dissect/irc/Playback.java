package earshot.dissect.irc;

import java.util.LinkedHashMap;
import java.util.Map;

/// Tells lines that are played back from lines that are said now, where no batch does: by the `time` tag, and by
/// the markers that ZNC puts around a buffer.
final class Playback {
    /// Buffers being played at a time; a bouncer plays one after the other.
    private static final int OPEN = 16;

    private final Wire wire;
    private final Clock clock = new Clock();
    private final Map<String, Boolean> buffers = new LinkedHashMap<>();

    Playback(Wire wire) {
        this.wire = wire;
    }

    /// A line that is surely new: its `time` tag sets the clock.
    void live(Line line) {
        if (!line.tags().isEmpty())
            clock.live(wire.out.seen().time(), Tags.of(line).time());
    }

    boolean history(Source who, Line line, Tags tags) {
        if (clock.late(wire.out.seen().time(), tags.time())) return true;
        boolean marker = who.name().equals("***");
        if (!marker && buffers.isEmpty()) return false;
        String buffer = wire.isupport.folded(line.param(0));
        if (!marker) return buffers.containsKey(buffer);
        if (line.last().startsWith("Buffer Playback")) {
            buffers.put(buffer, true);
            if (buffers.size() > OPEN)
                buffers.remove(buffers.keySet().iterator().next());
        } else if (line.last().startsWith("Playback Complete")) {
            buffers.remove(buffer);
        }
        return true;
    }

    /// Lost bytes may have held the end of a buffer.
    void forget() {
        buffers.clear();
    }
}
