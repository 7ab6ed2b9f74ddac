package earshot.detect.rule;

import earshot.detect.Detector;
import earshot.detect.Evidence;
import earshot.detect.Expiring;
import earshot.detect.Party;
import earshot.detect.Tuning;
import earshot.event.Account;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.ImEvent.Client;
import earshot.event.Seen;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A client of a version with publicly known vulnerabilities is in use; which, is data (`vulnerable-clients.tsv`).
///
/// Grouped by client and version (rule `vulnerable-client`); the accounts that use it are the subjects. A client
/// says itself what it is. ATT&CK: T1203 exploitation for client execution.
public final class VulnerableClients implements Detector {
    private static final int MOST = 10_000, MOST_NAMES = 100;
    private static final List<String[]> KNOWN = read();

    private static final class State {
        final Set<String> accounts = new LinkedHashSet<>();
        final Evidence evidence = new Evidence();
    }

    private final Expiring<Client, State> clients = new Expiring<>(MOST, TimeUnit.DAYS.toNanos(30));

    /// @param tuning has nothing for this one
    public VulnerableClients(Tuning tuning) {}

    private static List<String[]> read() {
        try (InputStream in = VulnerableClients.class.getResourceAsStream("vulnerable-clients.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t+"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void observe(ImEvent event, String id, Consumer<Alert> raise) {
        switch (event) {
            case ImEvent.Session session -> uses(session.seen(), id, session.account(), session.client(), raise);
            case ImEvent.Presence presence -> uses(presence.seen(), id, presence.account(), presence.client(), raise);
            default -> {}
        }
    }

    private void uses(Seen seen, String id, Account account, Client client, Consumer<Alert> raise) {
        if (client.name().isEmpty() || !Version.is(client.version()) || account.isNone()) return;
        State state = clients.peek(client, seen.time());
        if (state == null) {
            if (faults(client).isEmpty()) return;
            state = clients.at(client, seen.time(), State::new);
        }
        if (state.accounts.size() >= MOST_NAMES
                || !state.accounts.add(Party.of(seen, account).shown())) return;
        state.evidence.add(seen, id);
        if (state.evidence.worthTelling()) raise.accept(alert(client, state));
    }

    private static List<String> faults(Client client) {
        String name = client.name().toLowerCase(Locale.ROOT);
        List<String> faults = new ArrayList<>();
        for (String[] line : KNOWN) {
            if (name.startsWith(line[0]) && Version.compare(client.version(), line[1]) < 0)
                faults.add(line[2] + " (" + line[3] + ")");
        }
        return faults;
    }

    private static Alert alert(Client client, State state) {
        String what = client.name() + ' ' + client.version();
        return state.evidence.alert(
                "vulnerable-client",
                what,
                Severity.LOW,
                what + " has known vulnerabilities",
                what + ", used by " + state.accounts.size() + (state.accounts.size() == 1 ? " account" : " accounts")
                        + ", has publicly known vulnerabilities: " + String.join("; ", faults(client)) + ".",
                List.copyOf(state.accounts),
                List.of("T1203"));
    }

    @Override
    public void end(Consumer<Alert> raise) {
        clients.forEach((client, state) -> {
            if (state.evidence.grown()) raise.accept(alert(client, state));
        });
    }

    @Override
    public long evicted() {
        return clients.evicted();
    }
}
