package earshot.detect;

import earshot.event.Account;
import earshot.event.Frames;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.Message;
import earshot.event.Seen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Plays events to a detector: who says what to whom, at which second.
public final class Scene {
    public final List<Alert> alerts = new ArrayList<>();
    private final Detector detector;
    private long frame;

    public Scene(Detector detector) {
        this.detector = detector;
    }

    public Seen seen(double second) {
        return seen(second, "msnp", "msn");
    }

    public Seen seen(double second, String protocol, String service) {
        return new Seen((long) ((1_000_000 + second) * 1e9), Frames.of(++frame), null, "", protocol, service, "");
    }

    public Scene happens(ImEvent event) {
        detector.observe(event, "e" + frame, alerts::add);
        return this;
    }

    public Scene says(double second, String from, String to, String text) {
        return happens(Message.from(seen(second), Account.of(from))
                .to(Account.of(to))
                .text(text)
                .leg(Message.Leg.SENT)
                .build());
    }

    public Scene offers(double second, String from, String to, String name, long size) {
        return file(second, from, to, name, size, FileTransfer.State.OFFERED);
    }

    public Scene file(double second, String from, String to, String name, long size, FileTransfer.State state) {
        return happens(new FileTransfer(seen(second), Account.of(from), Account.of(to), name, size, state, null, ""));
    }

    /// Every alert as it stands at the end.
    public List<Alert> end() {
        detector.end(alerts::add);
        Map<String, Alert> last = new LinkedHashMap<>();
        for (Alert alert : alerts) last.put(alert.rule() + alert.key(), alert);
        return List.copyOf(last.values());
    }
}
