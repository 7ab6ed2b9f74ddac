package earshot.app.run;

import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert.Severity;

/// Remembers whether an alert was raised that is bad enough.
public final class Alarm implements Listener {
    private final Severity least;
    private boolean raised;

    /// @param least null: none is
    public Alarm(Severity least) {
        this.least = least;
    }

    @Override
    public void event(ImEvent event, String id) {
        if (least != null
                && event instanceof ImEvent.Alert alert
                && alert.severity().compareTo(least) >= 0) raised = true;
    }

    public boolean raised() {
        return raised;
    }
}
