package earshot.app;

import earshot.app.digest.Columns;
import earshot.app.digest.Paint;
import earshot.services.Service;
import earshot.services.Services;
import earshot.services.Strength;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;

/// `protocols --services`: the knowledge base, for people in short, for programs whole.
final class ServiceList {
    /// Hosts of a service that people are shown.
    private static final int HOSTS = 8;

    private ServiceList() {}

    static int print(CommandLine line, Terminal terminal) throws IOException, UsageException {
        if (Table.forPrograms(line)) table().print(line, terminal);
        else people(terminal);
        return Exit.DONE;
    }

    private static Table table() {
        Table table = new Table(
                List.of(
                        "service",
                        "title",
                        "operator",
                        "use",
                        "era",
                        "encrypted",
                        "security",
                        "protocols",
                        "hosts",
                        "tcp",
                        "udp",
                        "ranges",
                        "notes"),
                List.of());
        for (Service one : Services.standard().all()) {
            List<String> hosts = new ArrayList<>();
            for (Service.Host host : one.hosts()) {
                hosts.add(host.name() + " " + host.role() + " " + low(host.strength()) + " "
                        + String.join(" ", host.sources()));
            }
            table.row(
                    one.id(),
                    one.title(),
                    one.operator(),
                    one.use(),
                    one.era(),
                    low(one.encrypted()),
                    one.security(),
                    one.protocols(),
                    hosts,
                    texts(one.tcpPorts()),
                    texts(one.udpPorts()),
                    one.ranges().stream().map(Service.Range::cidr).toList(),
                    one.notes());
        }
        return table;
    }

    private static List<String> texts(List<Integer> ports) {
        return ports.stream().map(String::valueOf).toList();
    }

    private static String low(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static void people(Terminal terminal) {
        Paint paint = new Paint(terminal.colours());
        for (Service one : Services.standard().all()) {
            String readable = switch (one.encrypted()) {
                case NO -> "readable";
                case MIXED -> "partly encrypted";
                case YES -> "encrypted";
            };
            terminal.out()
                    .println(paint.bold(Columns.pad(one.id(), 19))
                            + one.title()
                            + paint.dim("  " + one.operator() + ", " + one.era() + ", " + readable));
            String known = known(one);
            if (known.isEmpty()) continue;
            for (String part : Columns.wrap(known, terminal.width() - 19)) {
                terminal.out().println(" ".repeat(19) + part);
            }
        }
    }

    private static String known(Service service) {
        List<String> sure = service.hosts().stream()
                .filter(host -> host.strength() != Strength.WEAK)
                .map(Service.Host::name)
                .toList();
        List<String> parts = new ArrayList<>();
        if (!service.protocols().isEmpty()) parts.add("speaks " + String.join(", ", service.protocols()));
        if (!sure.isEmpty()) {
            int more = sure.size() - HOSTS;
            parts.add("hosts " + String.join(", ", sure.subList(0, Math.min(HOSTS, sure.size())))
                    + (more > 0 ? " and " + more + " more" : ""));
        }
        if (!service.tcpPorts().isEmpty()) parts.add("tcp " + String.join(", ", texts(service.tcpPorts())));
        if (!service.udpPorts().isEmpty()) parts.add("udp " + String.join(", ", texts(service.udpPorts())));
        return String.join("; ", parts);
    }
}
