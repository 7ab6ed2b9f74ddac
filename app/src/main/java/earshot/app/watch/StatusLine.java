package earshot.app.watch;

import java.io.PrintStream;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// One line on a terminal that is written over itself while something lasts, and wiped before anything else is said.
/// One thread.
public final class StatusLine implements AutoCloseable {
    /// Five times a second is as fast as anybody reads. What is over before shows nothing.
    private static final long PAUSE_NANOS = 200_000_000L;

    private final PrintStream to;
    private final LongSupplier clock;
    private long saidAt;
    private boolean shown;

    public StatusLine(PrintStream to) {
        this(to, System::nanoTime);
    }

    /// @param clock nanoseconds since anything
    StatusLine(PrintStream to, LongSupplier clock) {
        this.to = to;
        this.clock = clock;
        this.saidAt = clock.getAsLong();
    }

    /// Shows a text, where it is time for one. It has no control characters and fits a narrow window.
    void show(Supplier<String> text) {
        long now = clock.getAsLong();
        if (now - saidAt < PAUSE_NANOS) return;
        to.print("\r" + text.get() + "\033[K");
        to.flush();
        saidAt = now;
        shown = true;
    }

    /// Wipes the line. It may be shown again.
    @Override
    public void close() {
        if (!shown) return;
        to.print("\r\033[K");
        to.flush();
        shown = false;
    }
}
