package earshot.app.run;

import earshot.capture.CaptureInfo;
import earshot.event.ImEvent;
import earshot.event.json.Completeness;
import earshot.event.json.EventIds;
import earshot.event.json.EventWriter;
import earshot.event.json.Secrets;
import earshot.report.casefile.CaseWriter;
import java.io.IOException;
import java.util.List;

/// Writes a run into a case: every line with its secrets, and every recovered file.
public final class Keeper implements Listener {
    private static final int PIECE = 256 * 1024;
    /// How much a killed run may lose, in time of this machine.
    private static final long FLUSH_NANOS = 1_000_000_000L;

    private final CaseWriter to;
    private final EventIds ids;
    private EventWriter writer;
    private List<CaptureInfo> captures = List.of();
    private int announced;
    private long flushed = System.nanoTime();

    /// @param to neither finished nor closed here
    public Keeper(CaseWriter to, EventIds ids) {
        this.to = to;
        this.ids = ids;
    }

    @Override
    public void begin(List<CaptureInfo> captures) throws IOException {
        writer = new EventWriter(captures, ids, Secrets.REVEALED);
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
        if (writer.size() >= PIECE) drain();
        if (event instanceof ImEvent.FileTransfer file && file.recovered() != null) to.store(file.recovered());
    }

    @Override
    public void round() throws IOException {
        drain();
        if (System.nanoTime() - flushed < FLUSH_NANOS) return;
        to.flush();
        flushed = System.nanoTime();
    }

    @Override
    public void end(List<Completeness> each, Completeness inAll) throws IOException {
        announce();
        for (int i = 0; i < each.size(); i++) writer.completeness(i, each.get(i));
        writer.completeness(-1, inAll);
        drain();
    }

    private void drain() throws IOException {
        to.add(writer.bytes(), 0, writer.size());
        writer.clear();
    }
}
