package earshot.app.run;

import earshot.capture.CaptureInfo;
import earshot.event.ImEvent;
import earshot.event.json.Completeness;
import earshot.event.json.EventIds;
import earshot.event.json.EventWriter;
import earshot.event.json.Secrets;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Writes every event as a line, in large pieces.
public final class Lines implements Listener {
    private static final int PIECE = 1 << 20;

    private final OutputStream to;
    private final Secrets secrets;
    private final EventIds ids;
    private EventWriter writer;
    private List<CaptureInfo> captures = List.of();
    private int announced;

    /// @param to written to directly; not closed
    public Lines(OutputStream to, EventIds ids, Secrets secrets) {
        this.to = to;
        this.ids = ids;
        this.secrets = secrets;
    }

    @Override
    public void begin(List<CaptureInfo> captures) throws IOException {
        writer = new EventWriter(captures, ids, secrets);
        this.captures = captures;
        announce();
    }

    /// A live run's captures come one by one.
    private void announce() {
        while (announced < captures.size()) writer.capture(announced++);
    }

    @Override
    public void event(ImEvent event, String id) throws IOException {
        if (announced < captures.size()) announce();
        writer.write(event, id);
        if (writer.size() >= PIECE) writer.drain(to);
    }

    @Override
    public void round() throws IOException {
        if (writer.size() > 0) writer.drain(to);
    }

    @Override
    public void end(List<Completeness> each, Completeness inAll) throws IOException {
        announce();
        for (int i = 0; i < each.size(); i++) writer.completeness(i, each.get(i));
        writer.completeness(-1, inAll);
        writer.drain(to);
    }
}
