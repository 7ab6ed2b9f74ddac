package earshot.app.alert;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// The way to one receiver: a queue with a bound and a thread that empties it at the receiver's pace.
///
/// A notice that still waits when its alert has grown is replaced by the newer one: the receiver is told how things
/// stand, not how they stood.
final class Post {
    private static final long SECOND = 1_000_000_000L;

    private final Receiver receiver;
    private final Pace pace;
    private final Thread thread;
    private final Map<String, Notice> waiting = new LinkedHashMap<>();
    private long told, lost;
    private String trouble = "";
    private boolean ending, idle = true;

    // Of the thread alone.
    private double tokens;
    private long counted = System.nanoTime();
    private int failures;

    Post(Receiver receiver, Pace pace) {
        this.receiver = receiver;
        this.pace = pace;
        this.tokens = pace.perSecond();
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("alerts to " + receiver.name())
                .start(this::work);
    }

    /// Never waits for the receiver.
    synchronized void put(Notice notice) {
        if (waiting.size() >= pace.queue() && !waiting.containsKey(notice.id())) {
            lost++;
            if (trouble.isEmpty()) trouble = "they came faster than it takes them";
            return;
        }
        waiting.put(notice.id(), notice);
        notifyAll();
    }

    private void work() {
        try {
            for (Notice next; (next = next()) != null; ) deliver(next);
        } catch (InterruptedException e) {
            // The run's end has waited long enough.
        } finally {
            receiver.close();
            synchronized (this) {
                idle = true;
                notifyAll();
            }
        }
    }

    /// The eldest notice, null when there will be no more.
    private synchronized Notice next() throws InterruptedException {
        idle = true;
        notifyAll();
        while (waiting.isEmpty()) {
            if (ending) return null;
            wait();
        }
        idle = false;
        Iterator<Notice> eldest = waiting.values().iterator();
        Notice notice = eldest.next();
        eldest.remove();
        return notice;
    }

    private void deliver(Notice notice) throws InterruptedException {
        boolean settled = false;
        try {
            for (int i = 0; i < pace.tries() && !settled; i++) settled = once(notice);
            if (!settled) count(false, null);
            settled = true;
        } finally {
            if (!settled) count(false, null);
        }
    }

    /// @return whether trying again makes no sense
    private boolean once(Notice notice) throws InterruptedException {
        if (failures > 0) Thread.sleep(pace.pause(failures));
        throttle();
        try {
            receiver.tell(notice);
            failures = 0;
            count(true, null);
            return true;
        } catch (Receiver.Refused e) {
            failures = 0;
            count(false, text(e));
            return true;
        } catch (IOException e) {
            failures++;
            synchronized (this) {
                trouble = text(e);
            }
            return false;
        }
    }

    private static String text(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private synchronized void count(boolean delivered, String why) {
        if (delivered) told++;
        else lost++;
        if (why != null) trouble = why;
    }

    /// A bucket of tokens that fills with time.
    private void throttle() throws InterruptedException {
        while (true) {
            long now = System.nanoTime();
            tokens = Math.min(pace.perSecond(), tokens + (now - counted) * (double) pace.perSecond() / SECOND);
            counted = now;
            if (tokens >= 1) break;
            Thread.sleep(Math.max(1, (long) ((1 - tokens) * 1000 / pace.perSecond())));
        }
        tokens--;
    }

    /// No more will come. Several may be told so before the first is waited for.
    synchronized void end() {
        ending = true;
        notifyAll();
    }

    /// Waits until all is told, though not beyond a moment of [System#nanoTime].
    ///
    /// @return what was not told and why, "" where all was
    String settle(long deadline) throws InterruptedException {
        synchronized (this) {
            for (long left; (!waiting.isEmpty() || !idle) && (left = deadline - System.nanoTime()) > 0; )
                wait(Math.max(1, left / 1_000_000));
        }
        thread.interrupt();
        thread.join(1000);
        synchronized (this) {
            lost += waiting.size();
            if (!waiting.isEmpty() && trouble.isEmpty()) trouble = "it takes them too slowly";
            waiting.clear();
            if (!idle) lost++;
            if (lost == 0) return "";
            return "%,d of %,d alerts could not be told to %s: %s"
                    .formatted(lost, told + lost, receiver.name(), trouble);
        }
    }
}
