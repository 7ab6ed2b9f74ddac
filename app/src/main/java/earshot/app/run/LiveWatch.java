package earshot.app.run;

import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Message;
import earshot.event.json.Secrets;
import earshot.live.Counts;
import earshot.live.LiveSource;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/// Says what goes on while listening: alerts as lines, one line of status that is written over itself, and the same as
/// a
/// file for programs that watch. Called by the run's thread; looks at the clock, which no result depends on.
public final class LiveWatch implements Listener {
    private static final long STATUS_NANOS = 1_000_000_000L, FILE_NANOS = 5_000_000_000L;
    /// Within this time the same words of the same people are the same message on another hop.
    private static final long HOPS_NANOS = 2_000_000_000L;

    /// What is shown, and where.
    ///
    /// @param alerts whether alerts are printed as they come
    /// @param messages whether messages are, too
    /// @param reveal whether secrets in them show
    /// @param terminal whether a person watches standard error
    /// @param status the status file, null for none
    public record Plan(
            PrintStream out,
            PrintStream err,
            boolean alerts,
            boolean messages,
            boolean reveal,
            boolean terminal,
            Path status) {}

    private final Plan plan;
    private final LiveSource source;
    private final LongSupplier flows;
    private final long began = System.nanoTime();
    private long saidAt, wroteAt, lastRead, events, messages, alerts;
    private Instant lastEvent;
    private boolean line;
    /// Messages shown lately.
    private final Map<String, Long> shown = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > 1000;
        }
    };

    /// @param flows how many are known of at the moment
    public LiveWatch(Plan plan, LiveSource source, LongSupplier flows) {
        this.flows = flows;
        this.plan = plan;
        this.source = source;
    }

    @Override
    public void event(ImEvent event, String id) {
        events++;
        if (event.seen().time() != 0)
            lastEvent = Instant.EPOCH.plusNanos(event.seen().time());
        switch (event) {
            case Message message -> {
                messages++;
                if (plan.messages) show(message);
            }
            case Alert alert -> {
                alerts++;
                if (plan.alerts && alert.revision() <= 1) say(text(alert, id));
            }
            default -> {}
        }
    }

    /// Once, on however many hops it is seen.
    private void show(Message message) {
        String text = text(message);
        Long before = shown.put(text, message.seen().time());
        if (before == null || message.seen().time() - before > HOPS_NANOS)
            say(clock(message.seen().time()) + " " + text);
    }

    private String text(Message message) {
        String to = message.room().isEmpty()
                ? String.join(", ", message.to().stream().map(Object::toString).toList())
                : message.room();
        boolean secret = !plan.reveal && !message.secret().isEmpty();
        String said = secret ? Secrets.mask(message.text(), message.secret()) : message.text();
        return message.from() + " to " + to + ": "
                + (message.encryption().isEmpty() ? said : "(" + message.encryption() + ")");
    }

    private static String text(Alert alert, String id) {
        return clock(alert.seen().time()) + " " + alert.severity() + " " + alert.title() + ". " + alert.explanation()
                + " [" + id + "]";
    }

    private static String clock(long nanos) {
        return Instant.EPOCH.plusNanos(nanos).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// A line of its own, free of control characters: what others wrote must not move anybody's cursor.
    private void say(String text) {
        wipe();
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> plain.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        plan.out.println(plain);
        plan.out.flush();
    }

    private void wipe() {
        if (!line) return;
        plan.err.print("\r\033[K");
        plan.err.flush();
        line = false;
    }

    @Override
    public void round() throws IOException {
        long now = System.nanoTime();
        if (plan.terminal && now - saidAt >= STATUS_NANOS) {
            plan.err.print("\r\033[K" + line(now));
            plan.err.flush();
            line = true;
            saidAt = now;
        }
        if (plan.status != null && now - wroteAt >= FILE_NANOS) {
            write(now);
            wroteAt = now;
        }
    }

    private String line(long now) {
        long read = 0, dropped = 0;
        for (Counts one : source.counts()) {
            read += one.read();
            dropped += one.ringDrops() + Math.max(0, one.interfaceDrops());
        }
        double rate = saidAt == 0 ? 0 : (read - lastRead) * 1e9 / (now - saidAt);
        lastRead = read;
        return String.format(
                Locale.ROOT,
                "listening %s  %,d packets, %,.0f/s, %,d lost  %,d messages, %,d alerts  last event %s",
                span(now),
                read,
                rate,
                dropped,
                messages,
                alerts,
                lastEvent == null ? "-" : lastEvent.truncatedTo(ChronoUnit.SECONDS));
    }

    private String span(long now) {
        long seconds = (now - began) / 1_000_000_000L;
        return "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /// Replaced as a whole, so that nobody reads half of it.
    private void write(long now) throws IOException {
        StringBuilder json = new StringBuilder(512);
        json.append("{\"time\":\"").append(Instant.now()).append('"');
        json.append(",\"seconds\":").append((now - began) / 1_000_000_000L);
        json.append(",\"interfaces\":[");
        List<Counts> counts = source.counts();
        for (int i = 0; i < counts.size(); i++) {
            Counts one = counts.get(i);
            json.append(i == 0 ? "" : ",").append("{\"name\":\"").append(one.interfaceName());
            json.append("\",\"read\":")
                    .append(one.read())
                    .append(",\"ringDrops\":")
                    .append(one.ringDrops());
            if (one.interfaceDrops() >= 0) json.append(",\"interfaceDrops\":").append(one.interfaceDrops());
            json.append(",\"freezes\":").append(one.freezes()).append('}');
        }
        json.append("],\"files\":").append(source.files().files());
        json.append(",\"unkept\":").append(source.files().unkept());
        Runtime runtime = Runtime.getRuntime();
        json.append(",\"flows\":").append(flows.getAsLong());
        json.append(",\"heapBytes\":").append(runtime.totalMemory() - runtime.freeMemory());
        json.append(",\"events\":").append(events).append(",\"messages\":").append(messages);
        json.append(",\"alerts\":").append(alerts);
        if (lastEvent != null)
            json.append(",\"lastEvent\":\"").append(lastEvent).append('"');
        json.append("}\n");
        Path next = plan.status.resolveSibling(plan.status.getFileName() + ".next");
        Files.writeString(next, json);
        Files.move(next, plan.status, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Listening is over: the last word.
    public void finish() throws IOException {
        wipe();
        if (plan.status != null) write(System.nanoTime());
    }
}
