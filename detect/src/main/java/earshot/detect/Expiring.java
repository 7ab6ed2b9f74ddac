package earshot.detect;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Bounded state by key: what was not used for a while, in the events' time, is forgotten; when there are too
/// many keys, the one used
/// longest ago goes and is counted.
///
/// @param <K> what is grouped by
/// @param <S> the state of one key
public final class Expiring<K, S> {
    private static final class Entry<S> {
        final S state;
        long used;

        Entry(S state) {
            this.state = state;
        }
    }

    private final int most;
    private final long idleNanos;
    private final Map<K, Entry<S>> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final Consumer<S> forgotten;
    private long evicted;

    public Expiring(int most, long idleNanos) {
        this(most, idleNanos, _ -> {});
    }

    /// @param forgotten is told of every state that goes
    public Expiring(int most, long idleNanos, Consumer<S> forgotten) {
        this.most = most;
        this.idleNanos = idleNanos;
        this.forgotten = forgotten;
    }

    /// The key's state, null where there is none any more. Looking is no use: it keeps nothing alive.
    public S peek(K key, long time) {
        Entry<S> entry = entries.get(key);
        return entry == null || time - entry.used > idleNanos ? null : entry.state;
    }

    /// The key's state, fresh where there is none any more.
    public S at(K key, long time, Supplier<S> fresh) {
        Entry<S> entry = entries.get(key);
        if (entry == null || time - entry.used > idleNanos) {
            if (entry != null) forgotten.accept(entry.state);
            entry = new Entry<>(fresh.get());
            entries.put(key, entry);
        }
        entry.used = Math.max(entry.used, time);
        trim(time);
        return entry.state;
    }

    private void trim(long time) {
        Iterator<Entry<S>> oldest = entries.values().iterator();
        while (oldest.hasNext()) {
            Entry<S> entry = oldest.next();
            boolean idle = time - entry.used > idleNanos;
            if (!idle && entries.size() <= most) return;
            if (!idle) evicted++;
            oldest.remove();
            forgotten.accept(entry.state);
        }
    }

    /// Everything remembered, the key used longest ago first.
    public void forEach(BiConsumer<K, S> action) {
        entries.forEach((key, entry) -> action.accept(key, entry.state));
    }

    public int size() {
        return entries.size();
    }

    /// Keys forgotten because there were too many.
    public long evicted() {
        return evicted;
    }
}
