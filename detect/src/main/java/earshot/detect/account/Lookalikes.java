package earshot.detect.account;

import earshot.detect.Detector;
import earshot.detect.Evidence;
import earshot.detect.Expiring;
import earshot.detect.Party;
import earshot.detect.Tuning;
import earshot.event.Account;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Message;
import earshot.event.Seen;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Somebody writes or asks to be listed whose name looks like one of the reader's contacts, or like a protected
/// name, and is another.
///
/// Grouped by writer and the name it resembles (rule `lookalike-name`). ATT&CK: T1656 impersonation.
public final class Lookalikes implements Detector {
    private static final int MOST_OWNERS = 50_000, MOST_CONTACTS = 300, MOST_ALERTS = 10_000;
    /// Short names are alike by chance.
    private static final int SHORTEST = 4;
    private static final long IDLE = TimeUnit.DAYS.toNanos(30);

    /// A contact list by what its names look like.
    private static final class Contacts {
        final Map<String, String> bySkeleton = new LinkedHashMap<>(8);
    }

    private record Pair(Party who, String like) {}

    private final Map<String, String> guarded = new HashMap<>();
    private final Expiring<Party, Contacts> lists = new Expiring<>(MOST_OWNERS, IDLE);
    private final Expiring<Pair, Evidence> alerts = new Expiring<>(MOST_ALERTS, IDLE);

    public Lookalikes(Tuning tuning) {
        for (String name : tuning.names()) guarded.put(Skeleton.of(local(name)), name);
    }

    @Override
    public void observe(ImEvent event, String id, Consumer<Alert> raise) {
        switch (event) {
            case Contact contact -> contact(contact, id, raise);
            case Message message
            when message.from().named() && message.to().size() == 1 ->
                writes(message.seen(), id, message.from(), message.to().getFirst(), raise);
            default -> {}
        }
    }

    private void contact(Contact event, String id, Consumer<Alert> raise) {
        if (event.owner().isNone() || event.contact().isNone()) return;
        switch (event.state()) {
            case LISTED, ADDED, ALLOWED -> {
                Contacts list = lists.at(
                        Party.of(event.seen(), event.owner()), event.seen().time(), Contacts::new);
                String name = local(event.contact().id());
                if (list.bySkeleton.size() < MOST_CONTACTS) list.bySkeleton.putIfAbsent(Skeleton.of(name), name);
            }
            case REQUESTED -> writes(event.seen(), id, event.owner(), event.contact(), raise);
            case REMOVED, BLOCKED -> {}
        }
    }

    private void writes(Seen seen, String id, Account from, Account to, Consumer<Alert> raise) {
        if (from.isNone() || to.isNone()) return;
        Contacts list = lists.peek(Party.of(seen, to), seen.time());
        if (list == null && guarded.isEmpty()) return;
        String name = local(from.id());
        if (name.length() < SHORTEST) return;
        String skeleton = Skeleton.of(name);
        String like = guarded.get(skeleton);
        boolean protectedName = like != null && !same(local(like), name);
        if (!protectedName) like = list == null ? null : list.bySkeleton.get(skeleton);
        if (like == null || same(local(like), name)) return;
        Party who = Party.of(seen, from);
        Evidence evidence = alerts.at(new Pair(who, like), seen.time(), Evidence::new);
        evidence.add(seen, id);
        if (!evidence.worthTelling()) return;
        raise.accept(evidence.alert(
                "lookalike-name",
                who.place() + ' ' + who.id() + ' ' + like,
                protectedName ? Severity.HIGH : Severity.MEDIUM,
                who + " looks like " + like,
                who + " wrote to " + to.id() + " (" + evidence.times() + (evidence.times() == 1 ? " time" : " times")
                        + "); the name is easily taken for " + like
                        + (protectedName ? ", which is protected." : ", whom " + to.id() + " has as a contact."),
                List.of(who.shown(), like, to.id()),
                List.of("T1656")));
    }

    private static boolean same(String one, String other) {
        return one.toLowerCase(Locale.ROOT)
                .replace(" ", "")
                .equals(other.toLowerCase(Locale.ROOT).replace(" ", ""));
    }

    private static String local(String id) {
        int at = id.indexOf('@');
        return (at > 0 ? id.substring(0, at) : id).replace(" ", "");
    }

    @Override
    public long evicted() {
        return lists.evicted();
    }
}
