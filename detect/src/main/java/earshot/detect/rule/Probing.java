package earshot.detect.rule;

import earshot.detect.Detector;
import earshot.detect.Evidence;
import earshot.detect.Expiring;
import earshot.detect.Party;
import earshot.detect.Recent;
import earshot.detect.Tuning;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.ImEvent.Lookup;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Somebody looks again and again whether and where a person is.
///
/// Grouped by who asks and about whom (rule `presence-probing`). Who asks about many is a client that fills its
/// list. ATT&CK: T1589 gather victim identity information.
public final class Probing implements Detector {
    private static final int MOST = 30_000;
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    private record Pair(Party by, Party about) {}

    private static final class State {
        final Recent recent;
        final Evidence evidence = new Evidence();

        State(int enough) {
            recent = new Recent(enough);
        }
    }

    private final int probes;
    private final Expiring<Pair, State> pairs = new Expiring<>(MOST, HOUR);

    public Probing(Tuning tuning) {
        this.probes = tuning.strangers().probes();
    }

    @Override
    public void observe(ImEvent event, String id, Consumer<Alert> raise) {
        if (!(event instanceof Lookup lookup)
                || lookup.by().isNone()
                || lookup.about().isNone()) return;
        Pair pair = new Pair(Party.of(lookup.seen(), lookup.by()), Party.of(lookup.seen(), lookup.about()));
        if (pair.by.equals(pair.about)) return;
        State state = pairs.at(pair, lookup.seen().time(), () -> new State(probes));
        state.evidence.add(lookup.seen(), id);
        if (!state.recent.add(lookup.seen().time(), HOUR) || !state.evidence.worthTelling()) return;
        raise.accept(state.evidence.alert(
                "presence-probing",
                pair.by.place() + ' ' + pair.by.id() + ' ' + pair.about.id(),
                Severity.LOW,
                pair.by + " keeps asking about " + pair.about,
                pair.by + " asked about " + pair.about + " " + state.evidence.times() + " times, " + probes
                        + " of them within an hour.",
                List.of(pair.by.shown(), pair.about.shown()),
                List.of("T1589")));
    }

    @Override
    public long evicted() {
        return pairs.evicted();
    }
}
