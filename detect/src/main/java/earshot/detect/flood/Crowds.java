package earshot.detect.flood;

import earshot.detect.Detector;
import earshot.detect.Evidence;
import earshot.detect.Expiring;
import earshot.detect.Party;
import earshot.detect.Recent;
import earshot.detect.Tuning;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.ImEvent.Message;
import earshot.event.Seen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Many flood one reader, or one floods many: what no single pair of them would show.
///
/// Grouped by reader (rule `crowd-flood`) and by writer (rule `shower-flood`); only as seen on its way to the
/// reader, or from the writer. ATT&CK: T1499 endpoint denial of service.
public final class Crowds implements Detector {
    private static final int MOST = 30_000, MOST_OTHERS = 256;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private record Key(Party who, Message.Leg hop) {}

    private static final class State {
        final Recent recent;
        final Map<Party, Long> others = new LinkedHashMap<>(4, 0.75f, true);
        final Evidence evidence = new Evidence();

        State(int enough) {
            recent = new Recent(enough);
        }

        /// How many others had a part in it within the last minute.
        int others(Party other, long now) {
            others.put(other, now);
            others.values().removeIf(time -> now - time > MINUTE);
            if (others.size() > MOST_OTHERS)
                others.remove(others.keySet().iterator().next());
            return others.size();
        }
    }

    private final Tuning.Floods tuning;
    private final Expiring<Key, State> readers = new Expiring<>(MOST, 2 * MINUTE);
    private final Expiring<Key, State> writers = new Expiring<>(MOST, 2 * MINUTE);

    public Crowds(Tuning tuning) {
        this.tuning = tuning.floods();
    }

    @Override
    public void observe(ImEvent event, String id, Consumer<Alert> raise) {
        if (!(event instanceof Message message) || message.kind() != Message.Kind.CHAT) return;
        if (message.to().size() != 1
                || !message.room().isEmpty()
                || message.from().isNone()) return;
        Seen seen = message.seen();
        Party from = Party.of(seen, message.from()),
                to = Party.of(seen, message.to().getFirst());
        State reader = readers.at(new Key(to, message.leg()), seen.time(), () -> new State(tuning.crowd()));
        int senders = reader.others(from, seen.time());
        if (reader.recent.add(seen.time(), MINUTE) && senders >= tuning.crowdSenders()) {
            tell(reader, seen, id, raise, "crowd-flood", to, senders + " accounts flood " + to, tuning.crowd());
        }
        State writer = writers.at(new Key(from, message.leg()), seen.time(), () -> new State(tuning.shower()));
        int reached = writer.others(to, seen.time());
        // Once to each is a newsletter.
        if (writer.recent.add(seen.time(), MINUTE)
                && reached >= tuning.crowdSenders()
                && 2 * reached <= tuning.shower()) {
            tell(
                    writer,
                    seen,
                    id,
                    raise,
                    "shower-flood",
                    from,
                    from + " floods " + reached + " others",
                    tuning.shower());
        }
    }

    private static void tell(
            State state, Seen seen, String id, Consumer<Alert> raise, String rule, Party who, String did, int much) {
        state.evidence.add(seen, id);
        if (!state.evidence.worthTelling()) return;
        raise.accept(state.evidence.alert(
                rule,
                who.place() + ' ' + who.id(),
                Severity.MEDIUM,
                did,
                did + ": " + much + " messages within a minute, and " + state.evidence.times() + " more.",
                List.of(who.shown()),
                List.of("T1499")));
    }

    @Override
    public long evicted() {
        return readers.evicted() + writers.evicted();
    }
}
