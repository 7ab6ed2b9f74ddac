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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// More than people can do, or their readers bear, within five seconds or a minute.
///
/// Grouped by who does it, to whom, and how (rules `message-flood`, `request-flood`, `sign-on-flood`,
/// `join-flood`, `name-flood`). ATT&CK: T1499 endpoint denial of service, T1110 for sign-ons.
public final class Floods implements Detector {
    private static final int MOST = 50_000;
    private static final long BURST = TimeUnit.SECONDS.toNanos(5), MINUTE = TimeUnit.MINUTES.toNanos(1);

    /// @param what the kind of flood
    /// @param hop messages are counted on each stretch of their way apart
    private record Key(String what, Party who, String whom, Message.Leg hop) {}

    private static final class State {
        final Recent burst, minute;
        final Evidence evidence = new Evidence();

        State(int burst, int minute) {
            this.burst = new Recent(burst);
            this.minute = new Recent(minute);
        }

        /// Whether it is too much now.
        boolean add(Seen seen, String id) {
            boolean much = burst.add(seen.time(), BURST);
            much |= minute.add(seen.time(), MINUTE);
            if (much || evidence.raised()) evidence.add(seen, id);
            return much && evidence.worthTelling();
        }
    }

    private final Tuning.Floods tuning;
    private final Expiring<Key, State> states = new Expiring<>(MOST, 2 * MINUTE);

    public Floods(Tuning tuning) {
        this.tuning = tuning.floods();
    }

    @Override
    public void observe(ImEvent event, String id, Consumer<Alert> raise) {
        switch (event) {
            case Message message -> message(message, id, raise);
            case ImEvent.Contact contact
            when contact.state() == ImEvent.Contact.State.REQUESTED ->
                one("request-flood", contact.seen(), id, contact.owner().id(), "", tuning.requests(), raise);
            case ImEvent.Session session
            when session.state() == ImEvent.Session.State.STARTED ->
                one("sign-on-flood", session.seen(), id, session.account().id(), "", tuning.signOns(), raise);
            case ImEvent.Room room when room.action() == ImEvent.Room.Action.JOINED -> joined(room, id, raise);
            case ImEvent.Identity identity
            when identity.kind() == ImEvent.Identity.Kind.RENAMED ->
                one("name-flood", identity.seen(), id, "", host(identity.seen()), tuning.renames(), raise);
            default -> {}
        }
    }

    private static String host(Seen seen) {
        return seen.flow() == null ? "" : seen.flow().client().toString();
    }

    /// Everybody in a room sees who comes; only the copy on the newcomer's own connection counts.
    private void joined(ImEvent.Room room, String id, Consumer<Alert> raise) {
        String whom = room.room() + ' ' + host(room.seen());
        one("join-flood", room.seen(), id, room.account().id(), whom, tuning.joins(), raise);
    }

    private void one(String rule, Seen seen, String id, String name, String whom, int most, Consumer<Alert> raise) {
        if (name.isEmpty() && whom.isEmpty()) return;
        Key key = new Key(rule, Party.of(seen, name), whom, null);
        State state = states.at(key, seen.time(), () -> new State(most, most));
        if (state.add(seen, id)) raise.accept(alert(rule, key, state, most));
    }

    private void message(Message message, String id, Consumer<Alert> raise) {
        switch (message.kind()) {
            case CHAT, ROOM, NOTICE, ACTION, NUDGE -> {}
            case OFFLINE, AUTO, TYPING, REACTION, RECEIPT, HISTORY, SYSTEM -> {
                return;
            }
        }
        if (message.from().isNone()) return;
        Seen seen = message.seen();
        Party who = Party.of(seen, message.from());
        List<String> readers = new ArrayList<>(1);
        if (!message.room().isEmpty()) {
            // The copies for each reader of a room are one message.
            String reader =
                    message.to().isEmpty() ? "" : " " + message.to().getFirst().id();
            readers.add(message.room() + reader);
        } else {
            message.to().forEach(to -> readers.add(to.id()));
        }
        for (String reader : readers) {
            Key key = new Key("message-flood", who, reader, message.leg());
            State state = states.at(key, seen.time(), () -> new State(tuning.burst(), tuning.minute()));
            if (state.add(seen, id)) raise.accept(alert("message-flood", key, state, tuning.minute()));
        }
    }

    private Alert alert(String rule, Key key, State state, int most) {
        String who = key.who.id().isEmpty() ? key.whom : key.who.shown();
        int space = key.whom.indexOf(' ');
        String whom = space > 0 ? key.whom.substring(0, space) : key.whom;
        List<String> subjects = new ArrayList<>(List.of(who));
        if (rule.equals("message-flood") || rule.equals("join-flood")) subjects.add(whom);
        String did = switch (rule) {
            case "message-flood" -> who + " floods " + whom + " with messages";
            case "join-flood" -> who + " enters " + whom + " again and again";
            case "request-flood" -> who + " asks many to be listed";
            case "sign-on-flood" -> who + " signs on again and again";
            default -> who + " changes its name again and again";
        };
        String figures = rule.equals("message-flood")
                ? tuning.burst() + " within 5 s or " + tuning.minute() + " within a minute"
                : most + " within a minute";
        // The hop is no part of the key: seen at both ends it is one flood.
        return state.evidence.alert(
                rule,
                key.who.place() + ' ' + key.who.id() + ' ' + whom,
                rule.equals("message-flood") ? Severity.MEDIUM : Severity.LOW,
                did,
                did + ": " + figures + " is too much, and it went on for " + state.evidence.times() + " more.",
                subjects,
                rule.equals("sign-on-flood") ? List.of("T1110") : List.of("T1499"));
    }

    @Override
    public void end(Consumer<Alert> raise) {
        states.forEach((key, state) -> {
            if (state.evidence.grown()) raise.accept(alert(key.what, key, state, 0));
        });
    }

    @Override
    public long evicted() {
        return states.evicted();
    }
}
