package earshot.detect;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
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
    private long evicted;

    public Expiring(int most, long idleNanos) {
        this.most = most;
        this.idleNanos = idleNanos;
    }

    /// The key's state, fresh where there is none any more.
    public S at(K key, long time, Supplier<S> fresh) {
        Entry<S> entry = entries.get(key);
        if (entry == null || time - entry.used > idleNanos) {
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
            boolean idle = time - oldest.next().used > idleNanos;
            if (!idle && entries.size() <= most) return;
            if (!idle) evicted++;
            oldest.remove();
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
