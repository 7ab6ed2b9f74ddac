package earshot.app.run;

import earshot.capture.CaptureInfo;
import earshot.event.ImEvent;
import earshot.event.json.Completeness;
import java.io.IOException;
import java.util.List;

/// Somebody who is told what a run finds. Called by one thread, in the run's order.
public interface Listener {
    /// The captures that will be read, before the first event.
    default void begin(List<CaptureInfo> captures) throws IOException {}

    /// @param id the event's id, see [earshot.event.json.EventIds]
    void event(ImEvent event, String id) throws IOException;

    /// A good moment to hand on what was gathered: nothing is half said.
    default void round() throws IOException {}

    /// All has been read.
    ///
    /// @param each what is known of each capture, in the order of [#begin]
    /// @param inAll the same for the run
    default void end(List<Completeness> each, Completeness inAll) throws IOException {}
}
