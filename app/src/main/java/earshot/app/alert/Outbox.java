package earshot.app.alert;

import earshot.app.run.Listener;
import earshot.capture.CaptureInfo;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.json.EventIds;
import java.util.ArrayList;
import java.util.List;

/// Hands a run's alerts on to receivers. Called by the run's thread, which it never holds up.
public final class Outbox implements Listener, AutoCloseable {
    /// What is told, and to whom.
    ///
    /// @param targets as [Target#of] reads them
    /// @param least alerts below are kept to ourselves
    /// @param version of this program, for receivers that ask
    public record Plan(List<Target> targets, Form form, Severity least, String version, Pace pace) {}

    private final Plan plan;
    private final EventIds ids;
    private final List<Post> posts = new ArrayList<>();
    private Notices notices;
    private List<String> undelivered;

    /// Opens nothing yet; receivers are met with the first alert.
    public Outbox(Plan plan, EventIds ids) {
        this.plan = plan;
        this.ids = ids;
        for (Target target : plan.targets) posts.add(new Post(target.receiver(), plan.pace));
    }

    @Override
    public void begin(List<CaptureInfo> captures) {
        notices = new Notices(plan.form, plan.version, captures, ids);
    }

    @Override
    public void event(ImEvent event, String id) {
        if (posts.isEmpty()
                || !(event instanceof Alert alert)
                || alert.severity().compareTo(plan.least) < 0) return;
        Notice notice = notices.of(alert, id);
        for (Post post : posts) post.put(notice);
    }

    /// Waits for what is still on its way, within the pace's patience; a sentence for each receiver that was not told
    /// everything.
    public List<String> finish() {
        if (undelivered != null) return undelivered;
        undelivered = new ArrayList<>();
        long deadline = System.nanoTime() + plan.pace.patience().toNanos();
        for (Post post : posts) post.end();
        try {
            for (Post post : posts) {
                String what = post.settle(deadline);
                if (!what.isEmpty()) undelivered.add(what);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return undelivered;
    }

    @Override
    public void close() {
        finish();
    }
}
