package earshot.dissect.sip;

import java.util.LinkedHashMap;
import java.util.Map;

/// A bounded table: when it is full, the entry unused for longest makes room.
final class Recent<V> {
    private final int most;
    private final Map<String, V> entries = new LinkedHashMap<>(16, 0.75f, true);

    Recent(int most) {
        this.most = most;
    }

    /// @return null where there is none
    V get(String key) {
        return entries.get(key);
    }

    void put(String key, V value) {
        entries.put(key, value);
        if (entries.size() > most) entries.remove(entries.keySet().iterator().next());
    }

    /// @return null where there was none
    V remove(String key) {
        return entries.remove(key);
    }

    void clear() {
        entries.clear();
    }
}
