package earshot.app.digest;

import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Anomaly;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Alerts as they stand at the end, and anomalies by kind.
final class Warnings {
    private static final int MOST_ALERTS = 10_000, MOST_KINDS = 200;

    record Raised(Alert alert, String id) {}

    /// @param first the first one of its kind
    record Odd(Anomaly first, String id, long times) {}

    private final Map<String, Raised> alerts = new LinkedHashMap<>();
    private final Map<String, Odd> odd = new LinkedHashMap<>();
    private long unlistedAlerts;

    /// A later revision takes the place of the earlier.
    void add(Alert alert, String id) {
        if (alerts.size() < MOST_ALERTS || alerts.containsKey(id)) alerts.put(id, new Raised(alert, id));
        else unlistedAlerts++;
    }

    void add(Anomaly anomaly, String id) {
        Odd before = odd.get(anomaly.what());
        if (before != null) odd.put(anomaly.what(), new Odd(before.first, before.id, before.times + 1));
        else if (odd.size() < MOST_KINDS) odd.put(anomaly.what(), new Odd(anomaly, id, 1));
    }

    /// The worst first.
    List<Raised> alerts() {
        List<Raised> all = new ArrayList<>(alerts.values());
        all.sort(Comparator.comparing((Raised one) -> one.alert.severity()).reversed());
        return all;
    }

    long unlistedAlerts() {
        return unlistedAlerts;
    }

    /// The most frequent first.
    List<Odd> anomalies() {
        List<Odd> all = new ArrayList<>(odd.values());
        all.sort(Comparator.comparingLong((Odd one) -> -one.times));
        return all;
    }
}
