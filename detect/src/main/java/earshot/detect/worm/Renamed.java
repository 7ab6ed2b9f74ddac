package earshot.detect.worm;

import earshot.detect.Expiring;
import earshot.detect.Party;
import earshot.event.ImEvent.Identity;
import earshot.event.ImEvent.Session;
import java.util.concurrent.TimeUnit;

/// Who a name stands for, where names change: each party goes by the name under which it was first met.
final class Renamed {
    private static final int MOST = 50_000;
    private static final long IDLE = TimeUnit.DAYS.toNanos(2);

    private static final class Name {
        Party of;
    }

    private final Expiring<Party, Name> names = new Expiring<>(MOST, IDLE);

    void learn(Identity event) {
        // A party without a name is only known on its own flow: to join it with others would be a guess.
        if (event.kind() != Identity.Kind.RENAMED
                || event.was().isNone()
                || event.is().isNone()) return;
        long now = event.seen().time();
        Party was = Party.of(event.seen(), event.was()), is = Party.of(event.seen(), event.is());
        names.at(is, now, Name::new).of = first(was, now);
    }

    /// Whoever signs on under a name is not who had it before.
    void signedOn(Session session) {
        if (names.size() == 0 || session.account().isNone()) return;
        Party who = Party.of(session.seen(), session.account());
        Name name = names.peek(who, session.seen().time());
        if (name != null) name.of = who;
    }

    boolean isEmpty() {
        return names.size() == 0;
    }

    Party first(Party party, long now) {
        Name name = names.peek(party, now);
        return name == null ? party : name.of;
    }

    long evicted() {
        return names.evicted();
    }
}
