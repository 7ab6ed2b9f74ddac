package earshot.detect;

import earshot.event.ImEvent;
import java.util.function.Consumer;

/// Looks for one kind of thing that should not be there. One thread; events in the run's order.
public interface Detector {
    /// Takes an event.
    ///
    /// @param id the event's stable id, for [ImEvent.Alert#because]
    /// @param raise takes the alerts this event leads to
    void observe(ImEvent event, String id, Consumer<ImEvent.Alert> raise);

    /// The run is over: tells what has grown since it was told last.
    default void end(Consumer<ImEvent.Alert> raise) {}

    /// Keys forgotten because there were too many.
    default long evicted() {
        return 0;
    }
}
