package earshot.app.digest;

import earshot.event.ImEvent.Service;
import earshot.flow.Flow;
import java.util.ArrayList;
import java.util.Comparator;
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
        long flows;

        Use(String service, boolean encrypted) {
            this.service = service;
            this.encrypted = encrypted;
        }
    }

    private final Map<String, Service> flows = new LinkedHashMap<>();
    private long unlisted;

    void add(Service service) {
        Flow seen = service.seen().flow();
        String flow = seen == null ? "" : seen + "\n" + seen.firstRef;
        if (flows.size() < MOST_FLOWS || flows.containsKey(flow)) flows.put(flow, service);
        else unlisted++;
    }

    /// The most used first.
    List<Use> uses() {
        Map<String, Use> uses = new LinkedHashMap<>();
        for (Service service : flows.values()) {
            String name = service.seen().service().isEmpty()
                    ? service.seen().protocol()
                    : service.seen().service();
            Use use = uses.computeIfAbsent(name + '\n' + service.encrypted(), _ -> new Use(name, service.encrypted()));
            use.flows++;
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
