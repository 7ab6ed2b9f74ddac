package earshot.detect.account;

import earshot.detect.Detector;
import earshot.detect.Evidence;
import earshot.detect.Expiring;
import earshot.detect.Party;
import earshot.detect.Place;
import earshot.detect.Tuning;
import earshot.event.Account;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Session;
import earshot.event.Seen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// One account is used from two hosts in turn: first here, then there, then here again, none having signed off.
///
/// Grouped by account (rule `account-two-hosts`), of services that allow one place at a time only; who moves to
/// another machine signs off, or does not come back. ATT&CK: T1078 valid accounts.
public final class SharedAccount implements Detector {
    private static final int MOST = 50_000, MOST_HOSTS = 8;
    /// The same message seen on both sides of an address translation, or of a proxy.
    private static final long SAME = TimeUnit.SECONDS.toNanos(1);
    /// Services whose accounts are in one place at a time. MSN allowed several from protocol 16 on.
    private static final Set<String> ONE_PLACE =
            Set.of("aim", "icq", "yahoo", "irc", "mrim", "gadu-gadu", "myspace", "groupwise", "qq");

    private record Use(long first, long last, Seen seen, String id) {}

    private static final class State {
        /// By host, the one used last at the end.
        final Map<String, Use> hosts = new LinkedHashMap<>(2);
        final Evidence evidence = new Evidence();
    }

    private final long overlap;
    private final Expiring<Party, State> accounts;

    public SharedAccount(Tuning tuning) {
        this.overlap = tuning.accounts().overlap().toNanos();
        this.accounts = new Expiring<>(MOST, 2 * overlap);
    }

    @Override
    public void observe(ImEvent event, String id, Consumer<Alert> raise) {
        switch (event) {
            case Session session
            when session.state() == Session.State.STARTED -> used(session.account(), session.seen(), id, raise);
            case Session session when session.state() == Session.State.ENDED -> ended(session);
            case Message message
            when message.leg() == Message.Leg.SENT -> used(message.from(), message.seen(), id, raise);
            default -> {}
        }
    }

    private void ended(Session session) {
        if (session.account().isNone()) return;
        State state = accounts.peek(
                Party.of(session.seen(), session.account()), session.seen().time());
        if (state != null) state.hosts.remove(Place.client(session.seen()));
    }

    private void used(Account account, Seen seen, String id, Consumer<Alert> raise) {
        String host = Place.client(seen);
        if (host.isEmpty() || account.isNone() || !account.named() || !ONE_PLACE.contains(seen.service())) return;
        Party who = Party.of(seen, account);
        long now = seen.time();
        State state = accounts.at(who, now, State::new);
        Use before = state.hosts.remove(host);
        String other = back(state, before, now);
        if (state.hosts.size() < MOST_HOSTS) {
            boolean again = before != null && now - before.last <= overlap;
            state.hosts.put(host, new Use(again ? before.first : now, now, seen, id));
        }
        if (other == null) return;
        Use there = state.hosts.get(other);
        if (!state.evidence.raised()) {
            state.evidence.add(before.seen, before.id);
            state.evidence.add(there.seen, there.id);
        }
        state.evidence.add(seen, id);
        if (state.evidence.worthTelling()) raise.accept(alert(who, host, other, state.evidence));
    }

    /// The host that was used since this one was last, null for none.
    private String back(State state, Use before, long now) {
        if (before == null || now - before.last > overlap) return null;
        for (Map.Entry<String, Use> other : state.hosts.entrySet()) {
            Use use = other.getValue();
            if (use.last > before.last + SAME && use.first > before.first && now - use.last > SAME)
                return other.getKey();
        }
        return null;
    }

    private static Alert alert(Party who, String host, String other, Evidence evidence) {
        return evidence.alert(
                "account-two-hosts",
                who.place() + ' ' + who.id(),
                Severity.HIGH,
                who + " is used from two hosts at the same time",
                who + " was used from " + host + ", then from " + other + ", then from " + host
                        + " again without signing off in between (" + evidence.times()
                        + " events); this service lets an account be in one place only.",
                List.of(who.shown(), host, other),
                List.of("T1078"));
    }

    @Override
    public long evicted() {
        return accounts.evicted();
    }
}
