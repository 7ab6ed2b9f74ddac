package earshot.report.table;

import earshot.report.casefile.CaseFolder;
import earshot.report.line.EventLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One row a service: its flows, by what each turned out to be.
final class ServiceTable {
    /// Servers, evidence and clients of one service beyond these are not listed, or counted as `more`.
    private static final int LISTED = 20;
    private static final int CLIENTS = 100_000;

    private static final class Service {
        final String id;
        final Set<String> servers = new LinkedHashSet<>(),
                evidence = new LinkedHashSet<>(),
                clients = new LinkedHashSet<>();
        final Set<String> protocols = new LinkedHashSet<>();
        long flows, encrypted, certain, sent, received, calls, files;
        String first = "", last = "";

        Service(String id) {
            this.id = id;
        }

        void add(EventLine line) {
            flows++;
            if (line.flag("encrypted")) encrypted++;
            if (line.text("confidence").equals("certain")) certain++;
            if (clients.size() < CLIENTS) Tables.add(clients, Tables.host(line.text("flow", "client")));
            if (servers.size() < LISTED) Tables.add(servers, line.text("flow", "server"));
            if (protocols.size() < LISTED) Tables.add(protocols, line.text("protocol"));
            for (String one : line.list("evidence")) if (evidence.size() < LISTED) evidence.add(one);
            String time = line.text("time");
            if (first.isEmpty() || time.compareTo(first) < 0) first = time;
            if (time.compareTo(last) > 0) last = time;
        }

        /// How much went over an encrypted flow, and what that looks like.
        void count(EventLine usage) {
            sent += usage.number("sent", 0);
            received += usage.number("received", 0);
            String likely = usage.text("likely");
            if (likely.equals("call")) calls++;
            else if (!likely.isEmpty()) files++;
            if (usage.text("first").compareTo(first) < 0) first = usage.text("first");
            if (usage.text("time").compareTo(last) > 0) last = usage.text("time");
        }
    }

    private ServiceTable() {}

    static Table of(CaseFolder folder, Filter filter) throws IOException {
        // The last identification of a flow holds: first which line that is, then what it says.
        Map<String, Long> latest = new HashMap<>();
        Tables.each(folder, Filter.NONE, (line, number) -> latest.put(flow(line), number), "service");
        Map<String, Service> services = new LinkedHashMap<>();
        Tables.each(
                folder,
                filter,
                (line, number) -> {
                    if (latest.get(flow(line)) != number) return;
                    services.computeIfAbsent(line.text("service"), Service::new).add(line);
                },
                "service");
        Tables.each(
                folder,
                filter,
                (line, number) -> {
                    Service service = services.get(line.text("service"));
                    if (service != null) service.count(line);
                },
                "usage");
        List<List<Object>> rows = new ArrayList<>();
        services.values().stream()
                .sorted(Comparator.comparingLong((Service service) -> -service.flows)
                        .thenComparing(service -> service.id))
                .forEach(service -> rows.add(Tables.row(
                        service.id,
                        List.copyOf(service.protocols),
                        service.flows,
                        service.certain,
                        service.encrypted,
                        (long) service.clients.size(),
                        service.sent,
                        service.received,
                        service.calls,
                        service.files,
                        service.first,
                        service.last,
                        List.copyOf(service.servers),
                        List.copyOf(service.evidence))));
        return new Table(
                List.of(
                        "service",
                        "protocols",
                        "flows",
                        "certain",
                        "encrypted",
                        "clients",
                        "sent",
                        "received",
                        "calls",
                        "files",
                        "first",
                        "last",
                        "servers",
                        "evidence"),
                rows);
    }

    private static String flow(EventLine line) {
        return line.flow();
    }
}
