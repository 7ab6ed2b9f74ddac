package earshot.app.digest;

import earshot.event.ImEvent.Service;
import earshot.event.ImEvent.Usage;
import earshot.event.Seen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which services the flows belong to. Of a flow the last identification holds.
final class Services {
    private static final int MOST_FLOWS = 20_000, MOST_EVIDENCE = 3, MOST_HOSTS = 4;

    /// The flows of one service.
    static final class Use {
        final String service;
        final boolean encrypted;
        final Set<String> evidence = new LinkedHashSet<>(), hosts = new LinkedHashSet<>();
        long flows, bytes, calls, files;

        Use(String service, boolean encrypted) {
            this.service = service;
            this.encrypted = encrypted;
        }

        private void count(Usage usage) {
            bytes += usage.sent() + usage.received();
            if (usage.likely().equals("call")) calls++;
            else if (!usage.likely().isEmpty()) files++;
        }

        /// `203 kB, likely 1 call, 3 files`; "" where nothing was counted.
        String amount() {
            if (bytes == 0) return "";
            List<String> likely = new ArrayList<>();
            if (calls > 0) likely.add(Amounts.of(calls, "call"));
            if (files > 0) likely.add(Amounts.of(files, "file"));
            return Amounts.bytes(bytes) + (likely.isEmpty() ? "" : ", likely " + String.join(", ", likely));
        }
    }

    private final Map<String, Service> flows = new LinkedHashMap<>();
    private final Map<String, Usage> usages = new HashMap<>();
    private long unlisted;

    private static String flow(Seen seen) {
        return seen.flow() == null ? "" : seen.flow() + "\n" + seen.flow().firstRef;
    }

    void add(Usage usage) {
        String flow = flow(usage.seen());
        if (flows.containsKey(flow)) usages.put(flow, usage);
    }

    void add(Service service) {
        String flow = flow(service.seen());
        if (flows.size() < MOST_FLOWS || flows.containsKey(flow)) flows.put(flow, service);
        else unlisted++;
    }

    /// The most used first.
    List<Use> uses() {
        Map<String, Use> uses = new LinkedHashMap<>();
        for (Map.Entry<String, Service> flow : flows.entrySet()) {
            Service service = flow.getValue();
            String name = service.seen().service().isEmpty()
                    ? service.seen().protocol()
                    : service.seen().service();
            Use use = uses.computeIfAbsent(name + '\n' + service.encrypted(), _ -> new Use(name, service.encrypted()));
            use.flows++;
            Usage usage = usages.get(flow.getKey());
            if (usage != null) use.count(usage);
            for (String evidence : service.evidence())
                if (use.evidence.size() < MOST_EVIDENCE) use.evidence.add(evidence);
            if (service.seen().flow() != null && use.hosts.size() <= MOST_HOSTS) {
                use.hosts.add(service.seen().flow().client().address().toString());
            }
        }
        List<Use> all = new ArrayList<>(uses.values());
        all.sort(Comparator.comparingLong(use -> -use.flows));
        return all;
    }

    /// Identifications beyond the ceiling.
    long unlisted() {
        return unlisted;
    }
}
