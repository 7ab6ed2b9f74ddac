package earshot.app;

import earshot.app.digest.Moments;
import earshot.report.casefile.CaseFolder;
import earshot.report.line.EventLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `services`: which services were used.
final class ServicesSeen implements CaseCommand {
    private static final int HOSTS = 1_000, EVIDENCE = 20;

    private static final class Use {
        final Set<String> hosts = new LinkedHashSet<>(),
                servers = new LinkedHashSet<>(),
                evidence = new LinkedHashSet<>();
        long flows, sent, received, calls, files, first = Long.MAX_VALUE, last = Long.MIN_VALUE;
    }

    private record Key(String service, String network, String confidence, boolean encrypted) {}

    @Override
    public String name() {
        return "services";
    }

    @Override
    public String syntax() {
        return "[options]";
    }

    @Override
    public String purpose() {
        return "Which services were used, by how many flows and hosts, and how that is known.";
    }

    @Override
    public String about() {
        return """
                Lists the services that flows belong to, with the evidence for it, and whether what was said is encrypted.
                Of a flow that was identified more than once the last identification holds.

                Of encrypted services the amounts are all that can be known: bytes each way, and how many flows look like
                calls (a steady exchange of small packets) or files (many full packets one way).
                """;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("earshot services", "All of them."),
                new Example("earshot services --json", "For programs."));
    }

    @Override
    public Options options() {
        return CaseCommand.options(Filters.SERVICE, Table.JSON, Table.CSV);
    }

    @Override
    public int run(CaseFolder folder, CommandLine line, Terminal terminal) throws IOException, UsageException {
        boolean programs = Table.forPrograms(line);
        Filters filters = Filters.of(line);
        Map<String, EventLine> flows = new LinkedHashMap<>();
        new CaseLines(folder).each("service", service -> flows.put(service.flow(), service));
        Map<Key, Use> uses = new LinkedHashMap<>();
        Map<String, Use> useOf = new HashMap<>();
        flows.forEach((flow, service) -> {
            if (filters.wants(service)) useOf.put(flow, add(uses, service));
        });
        new CaseLines(folder).each("usage", usage -> count(useOf.get(usage.flow()), usage));
        Table table = new Table(
                List.of(
                        "service",
                        "network",
                        "flows",
                        "encrypted",
                        "confidence",
                        "evidence",
                        "hosts",
                        "servers",
                        "sent",
                        "received",
                        "calls",
                        "files",
                        "first",
                        "last"),
                List.of());
        uses.forEach((key, use) -> table.row(
                key.service,
                key.network,
                use.flows,
                key.encrypted,
                key.confidence,
                new ArrayList<>(use.evidence),
                new ArrayList<>(use.hosts),
                new ArrayList<>(use.servers),
                use.sent,
                use.received,
                use.calls,
                use.files,
                programs ? Moments.stamp(use.first) : Moments.moment(use.first),
                programs ? Moments.stamp(use.last) : Moments.moment(use.last)));
        table.print(line, terminal);
        return Exit.DONE;
    }

    private static Use add(Map<Key, Use> uses, EventLine service) {
        Key key = new Key(
                service.text("service"),
                service.text("network"),
                service.text("confidence"),
                service.flag("encrypted"));
        Use use = uses.computeIfAbsent(key, _ -> new Use());
        use.flows++;
        if (use.hosts.size() < HOSTS) use.hosts.add(host(service.text("flow", "client")));
        if (use.servers.size() < HOSTS) use.servers.add(service.text("flow", "server"));
        for (String evidence : service.list("evidence")) if (use.evidence.size() < EVIDENCE) use.evidence.add(evidence);
        use.first = Math.min(use.first, service.time());
        use.last = Math.max(use.last, service.time());
        return use;
    }

    /// @param use null where the flow is not wanted
    private static void count(Use use, EventLine usage) {
        if (use == null) return;
        use.sent += usage.number("sent", 0);
        use.received += usage.number("received", 0);
        String likely = usage.text("likely");
        if (likely.equals("call")) use.calls++;
        else if (!likely.isEmpty()) use.files++;
        use.first = Math.min(use.first, usage.time("first"));
        use.last = Math.max(use.last, usage.time());
    }

    private static String host(String endpoint) {
        return endpoint.substring(0, Math.max(0, endpoint.lastIndexOf(':')));
    }
}
