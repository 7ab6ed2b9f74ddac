package earshot.detect.worm;

import earshot.detect.Detector;
import earshot.detect.Evidence;
import earshot.detect.Expiring;
import earshot.detect.Party;
import earshot.detect.Tuning;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// A link or a file was sent to an account that stands in contact lists only to be sent to: nobody but a program
/// that works through the list does that.
///
/// Grouped by sender (rule `decoy-contacted`). ATT&CK: T1566.003, T1534.
public final class Decoys implements Detector {
    private static final int MOST = 10_000;

    private final Set<String> decoys;
    private final Expiring<Party, Evidence> senders = new Expiring<>(MOST, TimeUnit.DAYS.toNanos(7));

    public Decoys(Tuning tuning) {
        this.decoys = tuning.decoys().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void observe(ImEvent event, String id, Consumer<Alert> raise) {
        if (decoys.isEmpty()) return;
        Sending sending = Sending.of(event, id);
        if (sending == null) return;
        for (Party to : sending.to()) {
            if (!decoys.contains(to.id())) continue;
            Evidence evidence = senders.at(sending.from(), sending.time(), Evidence::new);
            evidence.add(sending.seen(), id);
            if (evidence.worthTelling()) raise.accept(alert(sending, to, evidence));
        }
    }

    private static Alert alert(Sending sending, Party decoy, Evidence evidence) {
        String who = sending.from().shown();
        String times = evidence.times() == 1 ? "once" : evidence.times() + " times";
        return evidence.alert(
                "decoy-contacted",
                sending.from().place() + ' ' + sending.from().id(),
                Severity.CRITICAL,
                who + " sent a decoy account " + sending.what(),
                who + " sent " + sending.what() + " to the decoy " + decoy.shown() + ", " + times
                        + " in all; nobody has a reason to write to it, so a program did.",
                List.of(who),
                List.of("T1566.003", "T1534"));
    }

    @Override
    public long evicted() {
        return senders.evicted();
    }
}
