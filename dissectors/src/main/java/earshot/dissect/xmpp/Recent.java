package earshot.dissect.xmpp;

import java.util.LinkedHashMap;
import java.util.Map;

/// A bounded table: when it is full, the entry unused for longest makes room, and is counted.
final class Recent<K, V> {
    private final int most;
    private final Map<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long dropped;

    Recent(int most) {
        this.most = most;
    }

    /// @return null where there is none
    V get(K key) {
        return entries.get(key);
    }

    void put(K key, V value) {
        entries.put(key, value);
        if (entries.size() > most) {
            entries.remove(entries.keySet().iterator().next());
            dropped++;
        }
    }

    /// @return null where there was none
    V remove(K key) {
        return entries.remove(key);
    }

    Iterable<Map.Entry<K, V>> entries() {
        return entries.entrySet();
    }

    void clear() {
        entries.clear();
    }

    int size() {
        return entries.size();
    }

    /// How many entries made room for others.
    long dropped() {
        return dropped;
    }
}
