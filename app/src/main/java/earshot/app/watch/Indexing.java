package earshot.app.watch;

import earshot.app.digest.Amounts;
import java.io.PrintStream;
import java.util.function.LongConsumer;

/// Shows whoever waits for an index how many lines of the case are in it.
public final class Indexing implements LongConsumer, AutoCloseable {
    private final StatusLine line;

    /// @param to null where nobody watches
    public Indexing(PrintStream to) {
        this.line = to == null ? null : new StatusLine(to);
    }

    @Override
    public void accept(long lines) {
        if (line != null) line.show(() -> "indexing: " + Amounts.of(lines, "line"));
    }

    @Override
    public void close() {
        if (line != null) line.close();
    }
}
