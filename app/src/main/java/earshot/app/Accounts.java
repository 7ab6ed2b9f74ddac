package earshot.app;

import earshot.app.digest.Moments;
import earshot.report.casefile.CaseFolder;
import earshot.report.line.EventLine;
import earshot.report.talk.Party;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `accounts`: who there was.
final class Accounts implements CaseCommand {
    private static final class Known {
        final String service, network, account;
        final Set<String> clients = new LinkedHashSet<>(),
                hosts = new LinkedHashSet<>(),
                contacts = new LinkedHashSet<>();
        long sent, sessions, refused, first = Long.MAX_VALUE, last = Long.MIN_VALUE;

        Known(EventLine line, String account) {
            this.service = line.text("service");
            this.network = line.text("network");
            this.account = account;
        }
    }

    @Override
    public String name() {
        return "accounts";
    }

    @Override
    public String syntax() {
        return "[options]";
    }

    @Override
    public String purpose() {
        return "Who there was: accounts with their clients, hosts, contacts and times.";
    }

    @Override
    public String about() {
        return """
                Lists every account that signed on, said something or was seen present: with which client, from which
                hosts, how often it signed on or was refused, how many messages it sent, how many contacts it lists, when
                it was first and last seen. A party that the capture does not name is written ? and its address.
                """;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("earshot accounts", "All of them."),
                new Example("earshot accounts --service irc --csv > irc.csv", "One service's, for a spreadsheet."));
    }

    @Override
    public Options options() {
        return CaseCommand.options(Filters.SERVICE, Filters.ACCOUNT, Table.JSON, Table.CSV);
    }

    @Override
    public int run(CaseFolder folder, CommandLine line, Terminal terminal) throws IOException, UsageException {
        boolean programs = Table.forPrograms(line);
        Filters filters = Filters.of(line);
        Map<String, Known> accounts = new LinkedHashMap<>();
        new CaseLines(folder).each(List.of("session", "presence", "message", "contact"), event -> {
            if (filters.wants(event)) add(accounts, event);
        });
        Table table = new Table(
                List.of(
                        "service",
                        "network",
                        "account",
                        "clients",
                        "hosts",
                        "sessions",
                        "refused",
                        "sent",
                        "contacts",
                        "first",
                        "last"),
                List.of());
        for (Known known : accounts.values()) {
            if (!filters.account().isEmpty() && !Party.normal(known.account).equals(filters.account())) continue;
            table.row(
                    known.service,
                    known.network,
                    known.account,
                    new ArrayList<>(known.clients),
                    new ArrayList<>(known.hosts),
                    known.sessions,
                    known.refused,
                    known.sent,
                    (long) known.contacts.size(),
                    time(known.first, programs),
                    time(known.last, programs));
        }
        table.print(line, terminal);
        return Exit.DONE;
    }

    private static String time(long nanos, boolean programs) {
        return programs ? Moments.stamp(nanos) : Moments.moment(nanos);
    }

    private static void add(Map<String, Known> accounts, EventLine event) {
        switch (event.type()) {
            case "message" -> message(accounts, event);
            case "contact" ->
                known(accounts, event, event.text("owner")).contacts.add(Party.normal(event.text("contact")));
            default -> {
                Known known = known(accounts, event, event.text("account"));
                String client = (event.text("client", "name") + " " + event.text("client", "version")).strip();
                if (!client.isEmpty()) known.clients.add(client);
                if (!event.type().equals("session")) return;
                known.hosts.add(host(event));
                if (event.text("state").equals("started")) known.sessions++;
                if (event.text("state").equals("failed")) known.refused++;
            }
        }
    }

    private static void message(Map<String, Known> accounts, EventLine event) {
        if (Set.of("typing", "receipt", "history").contains(event.text("kind"))) return;
        Known known = known(accounts, event, event.text("from"));
        if (!event.text("leg").equals("sent")) return;
        known.sent++;
        if (known.hosts.isEmpty()) known.hosts.add(host(event));
    }

    private static Known known(Map<String, Known> accounts, EventLine event, String account) {
        String key = event.text("service") + '\n' + event.text("network") + '\n' + Party.normal(account);
        Known known = accounts.computeIfAbsent(key, _ -> new Known(event, account));
        known.first = Math.min(known.first, event.time());
        known.last = Math.max(known.last, event.time());
        return known;
    }

    private static String host(EventLine event) {
        String client = event.text("flow", "client");
        return client.substring(0, Math.max(0, client.lastIndexOf(':')));
    }
}
