package earshot.detect.rule;

import earshot.detect.Detector;
import earshot.detect.Evidence;
import earshot.detect.Expiring;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.ImEvent.Message;
import earshot.event.Seen;
import earshot.policy.Networks;
import earshot.policy.Policy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Colleagues talk through a server outside: what one inside sends comes back in to another.
///
/// Grouped by service and network (rule `internal-talk-outside`). Two stages: the same message leaving and coming
/// in within ten seconds is a talk; talks of a service are the alert. ATT&CK: T1040 network sniffing, by whoever is
/// on the way.
public final class OutsideRouting implements Detector {
    private static final int MOST = 50_000, MOST_SERVICES = 1000, MOST_NAMES = 200;
    private static final long WITHIN = TimeUnit.SECONDS.toNanos(10), DAY = TimeUnit.DAYS.toNanos(1);

    private record Hop(String from, String to, String text) {}

    private record Service(String service, String network) {}

    private static final class Sighting {
        Seen out, in;
        String outId = "", inId = "";
        boolean told;
    }

    private static final class State {
        final Set<String> people = new LinkedHashSet<>();
        final Evidence evidence = new Evidence();
        int messages;
    }

    private final Networks internal;
    private final Expiring<Hop, Sighting> hops = new Expiring<>(MOST, WITHIN);
    private final Expiring<Service, State> services = new Expiring<>(MOST_SERVICES, DAY);

    /// @param policy says what is inside
    public OutsideRouting(Policy policy) {
        this.internal = policy.internal();
    }

    @Override
    public void observe(ImEvent event, String id, Consumer<Alert> raise) {
        if (!(event instanceof Message message)
                || message.seen().flow() == null
                || message.text().isEmpty()) return;
        if (message.to().size() != 1 || !message.room().isEmpty()) return;
        boolean out = message.leg() == Message.Leg.SENT;
        if (!out && message.leg() != Message.Leg.DELIVERED) return;
        Seen seen = message.seen();
        if (!internal.hold(seen.flow().client().address())
                || internal.hold(seen.flow().server().address())) return;
        String from = message.from().id().toLowerCase(Locale.ROOT);
        String to = message.to().getFirst().id().toLowerCase(Locale.ROOT);
        Sighting sighting = hops.at(new Hop(from, to, message.text()), seen.time(), Sighting::new);
        if (out) {
            sighting.out = seen;
            sighting.outId = id;
        } else {
            sighting.in = seen;
            sighting.inId = id;
        }
        if (sighting.told || sighting.out == null || sighting.in == null) return;
        sighting.told = true;
        talk(message, sighting, raise);
    }

    private void talk(Message message, Sighting sighting, Consumer<Alert> raise) {
        Seen seen = sighting.out;
        State state = services.at(new Service(seen.service(), seen.network()), seen.time(), State::new);
        state.messages++;
        if (state.people.size() < MOST_NAMES) {
            state.people.add(message.from().id());
            state.people.add(message.to().getFirst().id());
        }
        state.evidence.add(sighting.out, sighting.outId);
        state.evidence.add(sighting.in, sighting.inId);
        if (state.evidence.worthTelling()) raise.accept(alert(seen, state));
    }

    private static Alert alert(Seen seen, State state) {
        String server = seen.flow().server().address().toString();
        return state.evidence.alert(
                "internal-talk-outside",
                seen.service() + ' ' + seen.network(),
                Severity.LOW,
                "Colleagues talk through a server outside (" + seen.service() + ")",
                state.messages + (state.messages == 1 ? " message" : " messages") + " between " + state.people.size()
                        + " accounts inside left for " + server
                        + " and came back in; whoever is on the way can read them.",
                List.copyOf(state.people),
                List.of("T1040"));
    }

    @Override
    public void end(Consumer<Alert> raise) {
        services.forEach((_, state) -> {
            if (state.evidence.grown()) raise.accept(alert(state.evidence.seen(), state));
        });
    }

    @Override
    public long evicted() {
        return hops.evicted() + services.evicted();
    }
}
