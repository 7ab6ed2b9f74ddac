package earshot.report.table;

import earshot.report.casefile.CaseFolder;
import earshot.report.line.EventLine;
import earshot.report.talk.Hop;
import earshot.report.talk.Names;
import earshot.report.talk.Party;
import earshot.report.talk.Sayings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One row an account: who used it from where with what, and how much was said.
final class AccountTable {
    /// Contacts of one account beyond these are not counted.
    private static final int CONTACTS = 10_000;
    /// Hosts and clients of one account beyond these are not listed.
    private static final int LISTED = 20;

    private static final class Account {
        final String service, network, shown;
        final Set<String> hosts = new LinkedHashSet<>(), clients = new LinkedHashSet<>(), rooms = new LinkedHashSet<>();
        final Set<String> contacts = new HashSet<>();
        String first = "", last = "";
        long sent, received, sessions, secrets;

        Account(EventLine line, String shown) {
            this.service = line.text("service");
            this.network = line.text("network");
            this.shown = shown;
        }

        void seen(EventLine line) {
            String time = line.text("time");
            if (first.isEmpty() || !time.isEmpty() && time.compareTo(first) < 0) first = time;
            if (time.compareTo(last) > 0) last = time;
        }

        /// The account is the client's of this flow.
        void uses(EventLine line) {
            if (hosts.size() < LISTED) Tables.add(hosts, Tables.host(line.text("flow", "client")));
        }
    }

    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Names names = new Names();
    private final Sayings sayings = new Sayings(names);

    static Table of(CaseFolder folder, Filter filter) throws IOException {
        AccountTable table = new AccountTable();
        Filter all = new Filter(filter.service(), "", filter.from(), filter.until(), "");
        Tables.each(folder, Filter.NONE, (line, _) -> table.names.learn(line), "identity");
        Tables.each(
                folder, all, table::line, "session", "credential", "presence", "contact", "message", "room", "file");
        String wanted = Party.normal(filter.account());
        List<List<Object>> rows = new ArrayList<>();
        table.accounts.values().stream()
                .filter(account ->
                        wanted.isEmpty() || Party.normal(account.shown).equals(wanted))
                .sorted(Comparator.comparing((Account account) -> account.first)
                        .thenComparing(account -> account.shown))
                .forEach(account -> rows.add(Tables.row(
                        account.service,
                        account.network,
                        account.shown,
                        account.first,
                        account.last,
                        account.sent,
                        account.received,
                        account.sessions,
                        account.secrets,
                        (long) account.contacts.size(),
                        List.copyOf(account.clients),
                        List.copyOf(account.hosts),
                        List.copyOf(account.rooms))));
        return new Table(
                List.of(
                        "service",
                        "network",
                        "account",
                        "first",
                        "last",
                        "sent",
                        "received",
                        "sessions",
                        "credentials",
                        "contacts",
                        "clients",
                        "hosts",
                        "rooms"),
                rows);
    }

    private void line(EventLine line, long number) {
        switch (line.type()) {
            case "session" -> {
                Account account = owner(line, line.text("account"));
                account.sessions++;
                account.uses(line);
                client(account, line);
            }
            case "credential" -> {
                Account account = owner(line, line.text("account"));
                account.secrets++;
                account.uses(line);
            }
            case "presence" -> client(owner(line, line.text("account")), line);
            case "contact" -> {
                Account account = owner(line, line.text("owner"));
                if (account.contacts.size() < CONTACTS) account.contacts.add(Party.normal(line.text("contact")));
            }
            case "message" -> message(line, number);
            case "room" -> room(owner(line, line.text("account")), line);
            default -> {
                owner(line, line.text("from"));
                owner(line, line.text("to"));
            }
        }
    }

    private void message(EventLine line, long number) {
        Hop hop = Hop.of(line);
        boolean first = hop.isSaid()
                && sayings.place(hop, number).first() == number
                && !hop.kind().equals("history");
        Account sender = owner(line, line.text("from"));
        if (first) sender.sent++;
        if (hop.leg().equals("sent")) sender.uses(line);
        if (!hop.room().isEmpty()) room(sender, line);
        for (String reader : line.list("to")) {
            Account account = owner(line, reader);
            if (first) account.received++;
        }
    }

    private static void room(Account account, EventLine line) {
        if (account.rooms.size() < LISTED) Tables.add(account.rooms, line.text("room"));
    }

    private static void client(Account account, EventLine line) {
        String client = String.join(" ", line.text("client", "name"), line.text("client", "version"))
                .strip();
        if (account.clients.size() < LISTED) Tables.add(account.clients, client);
    }

    /// The account of that name, under the name it turned out to have.
    private Account owner(EventLine line, String id) {
        Party party = names.resolve(Party.of(id, line.flow()));
        String key = line.text("service") + '\n' + line.text("network") + '\n' + party.key();
        Account account = accounts.computeIfAbsent(key, _ -> new Account(line, party.shown()));
        account.seen(line);
        return account;
    }
}
