package earshot.detect.worm;

import earshot.detect.Detector;
import earshot.detect.Evidence;
import earshot.detect.Expiring;
import earshot.detect.Party;
import earshot.detect.Tuning;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Message;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Unsolicited advertising: a stranger sends links to many in whose contact lists it does not stand and who never
/// wrote to it.
///
/// Grouped by sender (rule `spim`). A newsletter that was there before, or that somebody has listed or written to,
/// is none; where contact lists were not seen, nothing is said. Somebody who is new is one who was first seen a day
/// after the detector began to look, or whose links are of a kind people rarely send. ATT&CK: T1566.003
/// spearphishing via service.
public final class Spim implements Detector {
    private static final int MOST = 50_000, MOST_CONTACTS = 500, MOST_READERS = 200;
    private static final long IDLE = TimeUnit.DAYS.toNanos(30), DAY = TimeUnit.DAYS.toNanos(1);

    private static final class Sender {
        boolean known;
        long first;
        int odd;
        final Set<Party> readers = new LinkedHashSet<>();
        final Evidence evidence = new Evidence();
    }

    private final Tuning.Strangers tuning;
    private final Expiring<Party, Set<Integer>> lists = new Expiring<>(MOST, IDLE);
    private final Expiring<Party, Sender> senders = new Expiring<>(MOST, IDLE);
    private long began = Long.MIN_VALUE;

    public Spim(Tuning tuning) {
        this.tuning = tuning.strangers();
    }

    @Override
    public void observe(ImEvent event, String id, Consumer<Alert> raise) {
        if (began == Long.MIN_VALUE) began = event.seen().time();
        switch (event) {
            case Contact contact -> listed(contact);
            case Message message -> message(message, id, raise);
            default -> {}
        }
    }

    private void listed(Contact event) {
        if (event.owner().isNone() || event.contact().isNone()) return;
        switch (event.state()) {
            case LISTED, ADDED, ALLOWED -> {
                long now = event.seen().time();
                Party contact = Party.of(event.seen(), event.contact());
                Set<Integer> list = lists.at(Party.of(event.seen(), event.owner()), now, () -> new HashSet<>(8));
                if (list.size() < MOST_CONTACTS) list.add(contact.hashCode());
                sender(contact, now).known = true;
            }
            case REMOVED, BLOCKED, REQUESTED -> {}
        }
    }

    private Sender sender(Party who, long now) {
        Sender sender = senders.at(who, now, Sender::new);
        if (sender.first == 0) sender.first = now;
        return sender;
    }

    private void message(Message message, String id, Consumer<Alert> raise) {
        if (message.from().isNone() || !message.room().isEmpty() || message.to().size() != 1) return;
        long now = message.seen().time();
        Party from = Party.of(message.seen(), message.from());
        Party to = Party.of(message.seen(), message.to().getFirst());
        // Whoever is written to is wanted.
        Sender answered = senders.peek(to, now);
        if (answered != null && !answered.readers.contains(from)) answered.known = true;
        Sender sender = sender(from, now);
        if (sender.known) return;
        Set<Integer> list = lists.peek(to, now);
        if (list == null || list.contains(from.hashCode())) return;
        Sending sending = Sending.of(message, id);
        if (sending == null) return;
        if (sender.readers.size() >= MOST_READERS || !sender.readers.add(to)) return;
        if (sending.odd()) sender.odd++;
        sender.evidence.add(message.seen(), id);
        boolean isNew = sender.first - began > DAY;
        boolean enough = isNew && sender.readers.size() >= tuning.readers() || sender.odd >= tuning.oddReaders();
        if (!enough || !sender.evidence.worthTelling()) return;
        raise.accept(sender.evidence.alert(
                "spim",
                from.place() + ' ' + from.id(),
                Severity.MEDIUM,
                from + " sends unsolicited links",
                from + " sent links to " + sender.readers.size()
                        + " accounts that do not have it in their contact lists"
                        + " and never wrote to it, " + sender.odd
                        + " of them of a kind people rarely send; the last was "
                        + sending.what() + ".",
                List.of(from.shown()),
                List.of("T1566.003")));
    }

    @Override
    public long evicted() {
        return lists.evicted() + senders.evicted();
    }
}
