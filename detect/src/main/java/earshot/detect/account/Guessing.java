package earshot.detect.account;

import earshot.detect.Detector;
import earshot.detect.Evidence;
import earshot.detect.Expiring;
import earshot.detect.Party;
import earshot.detect.Place;
import earshot.detect.Recent;
import earshot.detect.Tuning;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Session;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Passwords are guessed: one account is refused again and again, or many accounts are refused from one host.
///
/// Grouped by account and by host (rule `password-guessing`). Who mistypes a few times and then gets in is
/// forgotten, and so is a client that repeats the same password. ATT&CK: T1110.001 password guessing, T1110.003
/// password spraying.
public final class Guessing implements Detector {
    private static final int MOST = 30_000, MOST_NAMES = 64;
    private static final long IDLE = TimeUnit.HOURS.toNanos(1);

    private static final class Account {
        final Recent failures;
        /// Of the secret tried last, and whether it was not tried before.
        int secret;
        boolean secrets, another;
        Evidence evidence = new Evidence();

        Account(int enough) {
            failures = new Recent(enough);
        }
    }

    private static final class Host {
        final Set<Party> refused = new LinkedHashSet<>();
        long since;
        Evidence evidence = new Evidence();
    }

    private final Tuning.Accounts tuning;
    private final Expiring<Party, Account> accounts = new Expiring<>(MOST, IDLE);
    private final Expiring<String, Host> hosts = new Expiring<>(MOST, IDLE);

    public Guessing(Tuning tuning) {
        this.tuning = tuning.accounts();
    }

    @Override
    public void observe(ImEvent event, String id, Consumer<Alert> raise) {
        if (event instanceof Credential credential) tried(credential);
        if (!(event instanceof Session session) || session.account().isNone()) return;
        Party who = Party.of(session.seen(), session.account());
        switch (session.state()) {
            case FAILED -> {
                account(session, who, id, raise);
                host(session, who, id, raise);
            }
            case STARTED -> {
                Account account = accounts.peek(who, session.seen().time());
                if (account != null && !account.evidence.raised()) {
                    account.failures.clear();
                    account.evidence = new Evidence();
                }
            }
            case ENDED -> {}
        }
    }

    private void tried(Credential credential) {
        if (credential.account().isNone()) return;
        Party who = Party.of(credential.seen(), credential.account());
        Account account = accounts.at(who, credential.seen().time(), () -> new Account(tuning.failures()));
        int secret = credential.secret().hashCode();
        if (!account.secrets || secret != account.secret) account.another = true;
        account.secrets = true;
        account.secret = secret;
    }

    private void account(Session session, Party who, String id, Consumer<Alert> raise) {
        long now = session.seen().time();
        Account account = accounts.at(who, now, () -> new Account(tuning.failures()));
        if (account.secrets && !account.another) return;
        account.another = false;
        account.evidence.add(session.seen(), id);
        boolean often = account.failures.add(now, tuning.failing().toNanos());
        if (!often || !account.evidence.worthTelling()) return;
        raise.accept(account.evidence.alert(
                "password-guessing",
                who.place() + ' ' + who.id(),
                Severity.HIGH,
                "Somebody guesses the password of " + who,
                "The sign-on of " + who + " was refused " + account.evidence.times() + " times, " + tuning.failures()
                        + " of them within " + tuning.failing().toMinutes() + " minutes.",
                List.of(who.shown()),
                List.of("T1110.001")));
    }

    private void host(Session session, Party who, String id, Consumer<Alert> raise) {
        String address = Place.client(session.seen());
        if (address.isEmpty()) return;
        long now = session.seen().time();
        Host host = hosts.at(address, now, Host::new);
        if (now - host.since > tuning.failing().toNanos() && !host.evidence.raised()) {
            host.refused.clear();
            host.evidence = new Evidence();
            host.since = now;
        }
        if (host.refused.size() >= MOST_NAMES || !host.refused.add(who)) return;
        host.evidence.add(session.seen(), id);
        if (host.refused.size() < tuning.failedAccounts() || !host.evidence.worthTelling()) return;
        raise.accept(host.evidence.alert(
                "password-guessing",
                address,
                Severity.HIGH,
                address + " tries the passwords of many accounts",
                "From " + address + " the sign-on of " + host.refused.size() + " different accounts was refused within "
                        + tuning.failing().toMinutes() + " minutes of each other.",
                List.of(address),
                List.of("T1110.003")));
    }

    @Override
    public long evicted() {
        return accounts.evicted() + hosts.evicted();
    }
}
