package earshot.dissect.sip;

import java.util.LinkedHashMap;
import java.util.Map;

/// What was said already, so that a repetition is no second event. Bounded: what was heard longest ago is forgotten
/// first.
///
/// A repetition comes within [#PATIENCE] (RFC 3261 section 17: 64 times half a second); the same bytes later are news:
/// some programs begin anew with the same numbers each time they start.
final class Once {
    private static final long PATIENCE = 40_000_000_000L;
    private static final int MOST = 96;

    private final Map<String, Long> heard = new LinkedHashMap<>(16, 0.75f, true);

    /// @param time nanoseconds
    /// @return whether this was not heard a short while ago
    boolean isNew(String key, long time) {
        Long last = heard.put(key, time);
        if (heard.size() > MOST) heard.remove(heard.keySet().iterator().next());
        return last == null || Math.abs(time - last) > PATIENCE;
    }

    void forget(String key) {
        heard.remove(key);
    }
}
