package earshot.detect.account;

import earshot.detect.Detector;
import earshot.detect.Evidence;
import earshot.detect.Expiring;
import earshot.detect.Party;
import earshot.detect.Place;
import earshot.detect.Tuning;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.ImEvent.Session;
import earshot.event.Seen;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A session was ended by force, and the account is used from elsewhere: the server signed it off for another
/// sign-on, or the account was killed or drowned and then came back from another host.
///
/// States of an account: *here*, *ended by force*, and then either *back* (from the same host: a client that was
/// started again, nothing to tell) or *taken* (from another, or from where the capture does not look).
/// Rule `account-taken-over`. ATT&CK: T1078 valid accounts, T1563 session hijacking.
public final class TakenOver implements Detector {
    private static final int MOST = 50_000, MOST_PENDING = 1000;
    private static final List<String> FORCED = List.of("kill", "collision", "excess flood", "sendq", "ghost");

    private static final class State {
        String host = "", latest = "";
        long started;
        Seen startedSeen;
        String startedId = "";
        Party who;
        long ended;
        boolean elsewhere;
        Evidence evidence = new Evidence();
    }

    private final long soon;
    private final Expiring<Party, State> accounts = new Expiring<>(MOST, TimeUnit.DAYS.toNanos(1));
    /// Signed off for another sign-on that was not seen yet.
    private final Deque<State> pending = new ArrayDeque<>();

    public TakenOver(Tuning tuning) {
        this.soon = tuning.accounts().takeover().toNanos();
    }

    @Override
    public void observe(ImEvent event, String id, Consumer<Alert> raise) {
        if (!pending.isEmpty()) unseen(event.seen().time(), raise);
        if (!(event instanceof Session session) || session.account().isNone()) return;
        Party who = Party.of(session.seen(), session.account());
        State state = accounts.at(who, session.seen().time(), State::new);
        state.who = who;
        switch (session.state()) {
            case STARTED -> started(state, session.seen(), id, raise);
            case ENDED -> ended(state, session, id, raise);
            case FAILED -> {}
        }
    }

    private void started(State state, Seen seen, String id, Consumer<Alert> raise) {
        String host = Place.client(seen);
        if (state.ended > 0 && seen.time() - state.ended <= soon) {
            pending.remove(state);
            if (!host.equals(state.host)) {
                state.evidence.add(seen, id);
                raise.accept(alert(state, host));
            }
            state.ended = 0;
        }
        state.latest = host;
        state.started = seen.time();
        state.startedSeen = seen;
        state.startedId = id;
    }

    private void ended(State state, Session session, String id, Consumer<Alert> raise) {
        boolean elsewhere = session.reason().equals("signed-on-elsewhere");
        if (!elsewhere && !forced(session.reason())) return;
        state.host = Place.client(session.seen());
        state.elsewhere = elsewhere;
        state.evidence = state.evidence.raised() ? state.evidence : new Evidence();
        state.evidence.add(session.seen(), id);
        long now = session.seen().time();
        boolean newer = !state.latest.isEmpty() && now - state.started <= soon && elsewhere;
        if (newer && !state.latest.equals(state.host)) {
            // The other sign-on is what ended this one: it was seen just before.
            state.evidence.add(state.startedSeen, state.startedId);
            raise.accept(alert(state, state.latest));
            return;
        }
        state.ended = now;
        if (elsewhere && pending.size() < MOST_PENDING && !pending.contains(state)) pending.add(state);
    }

    private static boolean forced(String reason) {
        String lower = reason.toLowerCase(Locale.ROOT);
        for (String word : FORCED) if (lower.contains(word)) return true;
        return false;
    }

    private void unseen(long now, Consumer<Alert> raise) {
        while (!pending.isEmpty() && now - pending.peek().ended > soon) {
            State state = pending.poll();
            if (state.ended > 0) raise.accept(alert(state, ""));
            state.ended = 0;
        }
    }

    private Alert alert(State state, String host) {
        String how = state.elsewhere
                ? "The server ended the session of " + state.who + " at " + state.host + " for another sign-on"
                : "The session of " + state.who + " at " + state.host + " was ended by force";
        String then = host.isEmpty()
                ? ", which came from where the capture does not look."
                : "; the account then signed on from " + host + " within " + soon / 1_000_000_000 + " s.";
        return state.evidence.alert(
                "account-taken-over",
                state.who.place() + ' ' + state.who.id(),
                host.isEmpty() ? Severity.MEDIUM : Severity.HIGH,
                state.who + " was signed off by a sign-on from elsewhere",
                how + then,
                host.isEmpty() ? List.of(state.who.shown(), state.host) : List.of(state.who.shown(), state.host, host),
                List.of("T1078", "T1563"));
    }

    @Override
    public void end(Consumer<Alert> raise) {
        unseen(Long.MAX_VALUE, raise);
    }

    @Override
    public long evicted() {
        return accounts.evicted();
    }
}
