package earshot.report.survey;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Counts by key: how often, how many bytes, by how many accounts and hosts. Bounded: of more keys than [#MOST] the
/// rest is
/// counted under one.
final class Counter {
    static final int MOST = 50_000;
    private static final List<String> REST = List.of("(more)");

    static final class Sum {
        long count, bytes;
        final Set<String> accounts = new HashSet<>(), hosts = new HashSet<>();
    }

    private final Map<List<String>, Sum> sums = new LinkedHashMap<>();

    Sum at(String... key) {
        List<String> wanted = List.of(key);
        Sum sum = sums.get(wanted);
        if (sum != null) return sum;
        return sums.computeIfAbsent(sums.size() < MOST ? wanted : REST, _ -> new Sum());
    }

    boolean isEmpty() {
        return sums.isEmpty();
    }

    /// How one sum becomes a row.
    interface Row {
        List<Object> of(List<String> key, Sum sum);
    }

    /// The rows, the largest first.
    List<List<Object>> rows(Row row) {
        List<Map.Entry<List<String>, Sum>> entries = new ArrayList<>(sums.entrySet());
        entries.sort(Map.Entry.<List<String>, Sum>comparingByValue((a, b) -> Long.compare(b.count, a.count))
                .thenComparing(entry -> String.join("\n", entry.getKey())));
        List<List<Object>> rows = new ArrayList<>();
        for (Map.Entry<List<String>, Sum> entry : entries) rows.add(row.of(entry.getKey(), entry.getValue()));
        return rows;
    }

    /// The rows of groups that are large enough; the others as one.
    List<List<Object>> rows(int least, String others, Row row) {
        Counter merged = new Counter();
        for (Map.Entry<List<String>, Sum> entry : sums.entrySet()) {
            Sum sum = entry.getValue();
            List<String> key = entry.getKey();
            if (sum.accounts.size() < least) {
                key = new ArrayList<>(key);
                key.set(0, others);
            }
            Sum into = merged.at(key.toArray(String[]::new));
            into.count += sum.count;
            into.bytes += sum.bytes;
            into.accounts.addAll(sum.accounts);
            into.hosts.addAll(sum.hosts);
        }
        return merged.rows(row);
    }
}
