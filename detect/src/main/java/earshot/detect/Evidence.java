package earshot.detect;

import earshot.event.Frames;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.Seen;
import java.util.ArrayList;
import java.util.List;

/// What an alert rests on, gathered event by event: the proof, bounded, and how often the alert was told.
public final class Evidence {
    private static final int MOST = 50;

    private final List<String> because = new ArrayList<>(4);
    private Seen seen;
    private Frames frames = Frames.NONE;
    private int times, told, revision;

    /// One more event that proves it. Beyond fifty they are only counted.
    public void add(Seen seen, String id) {
        if (this.seen == null) this.seen = seen;
        times++;
        if (because.size() >= MOST) return;
        because.add(id);
        frames = frames.and(seen.frames());
        this.seen = new Seen(
                Math.max(this.seen.time(), seen.time()),
                frames,
                this.seen.flow(),
                this.seen.via(),
                this.seen.protocol(),
                this.seen.service(),
                this.seen.network());
    }

    public int times() {
        return times;
    }

    /// The first event's flow and service, the last event's time, the frames of all.
    public Seen seen() {
        return seen;
    }

    public boolean raised() {
        return revision > 0;
    }

    /// Whether it is worth telling (again): at first, and whenever the events have doubled since.
    public boolean worthTelling() {
        return revision == 0 || times >= 2 * told;
    }

    /// Whether something was added since it was told.
    public boolean grown() {
        return revision > 0 && times > told;
    }

    /// The alert as it stands now: the next revision.
    ///
    /// @param key tells alerts of one rule apart
    public Alert alert(
            String rule,
            String key,
            Severity severity,
            String title,
            String explanation,
            List<String> subjects,
            List<String> attack) {
        told = times;
        revision++;
        return new Alert(
                seen, rule, key, severity, title, explanation, subjects, attack, List.copyOf(because), revision);
    }
}
