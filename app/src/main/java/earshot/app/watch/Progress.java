package earshot.app.watch;

import earshot.app.digest.Amounts;
import earshot.app.run.Listener;
import earshot.event.ImEvent;
import earshot.event.json.Completeness;
import java.io.PrintStream;
import java.util.List;
import java.util.function.LongSupplier;

/// Shows whoever waits for a run how far it is: the share read, the rate, the time left.
///
/// Looks at the clock between rounds alone, and no result depends on it.
public final class Progress implements Listener, AutoCloseable {
    /// Rates are those of about so long: a cold disk at the start soon counts no more.
    private static final double MEMORY_SECONDS = 3;

    private final StatusLine line;
    private final LongSupplier clock, read;
    private final long total;
    private long events;
    private long lastTime, lastRead;
    /// Bytes a second, 0 while unknown.
    private double rate;

    /// @param read bytes read so far, as stored
    /// @param total bytes there are, as stored; -1 where nobody knows
    public Progress(PrintStream to, LongSupplier read, long total) {
        this(to, read, total, System::nanoTime);
    }

    Progress(PrintStream to, LongSupplier read, long total, LongSupplier clock) {
        this.line = new StatusLine(to, clock);
        this.read = read;
        this.total = total;
        this.clock = clock;
        this.lastTime = clock.getAsLong();
    }

    @Override
    public void event(ImEvent event, String id) {
        events++;
    }

    @Override
    public void round() {
        line.show(this::text);
    }

    @Override
    public void end(List<Completeness> each, Completeness inAll) {
        close();
    }

    private String text() {
        long now = clock.getAsLong(), bytes = read.getAsLong();
        double seconds = (now - lastTime) / 1e9;
        double lately = (bytes - lastRead) / seconds;
        rate = rate == 0 ? lately : rate + (lately - rate) * (1 - Math.exp(-seconds / MEMORY_SECONDS));
        lastTime = now;
        lastRead = bytes;
        StringBuilder text = new StringBuilder("reading: ");
        if (total > 0) {
            text.append(100 * Math.min(bytes, total) / total).append(" % of ").append(Amounts.bytes(total));
        } else {
            text.append(Amounts.bytes(bytes));
        }
        text.append(", ").append(Amounts.bytes(Math.round(rate))).append("/s, ");
        text.append(Amounts.of(events, "event"));
        if (total > 0 && rate > 0)
            text.append(", ").append(span(Math.max(0, total - bytes) / rate)).append(" left");
        return text.toString();
    }

    /// `12 s`, `3:05 min`, `1:10 h`.
    private static String span(double seconds) {
        long whole = (long) Math.ceil(seconds);
        if (whole < 60) return whole + " s";
        if (whole < 3600) return "%d:%02d min".formatted(whole / 60, whole % 60);
        return "%d:%02d h".formatted(whole / 3600, whole / 60 % 60);
    }

    @Override
    public void close() {
        line.close();
    }
}
