package earshot.detect.worm;

import earshot.detect.Detector;
import earshot.detect.Expiring;
import earshot.detect.Party;
import earshot.detect.Tuning;
import earshot.detect.worm.Spreader.Circumstances;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.Identity;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Session;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Finds what spreads from account to account by itself; the package's documentation says how.
///
/// Grouped by payload (rule `worm`). ATT&CK: T1566.003 spearphishing via service, T1534 internal spearphishing,
/// T1204 user execution.
public final class Worms implements Detector {
    private static final int MOST_OUTBREAKS = 256, MOST_TALKS = 50_000;
    private static final long TALK = TimeUnit.MINUTES.toNanos(10), SAME_OUTBREAK = TimeUnit.DAYS.toNanos(1);

    private record Pair(Party from, Party to) {}

    /// When one last wrote to the other.
    private static final class Talk {
        long last;
    }

    private final Tuning.Worms tuning;
    private final Expiring<Mark, Payload> payloads;
    private final Expiring<Pair, Talk> talks = new Expiring<>(MOST_TALKS, TALK);
    private final Rosters rosters = new Rosters();
    private final Habits habits = new Habits();
    private final Renamed renamed = new Renamed();
    private final List<Outbreak> outbreaks = new ArrayList<>();
    private long sightings;

    public Worms(Tuning tuning) {
        this.tuning = tuning.worms();
        this.payloads = new Expiring<>(
                this.tuning.payloads(), this.tuning.memory().toNanos(), payload -> sightings -= payload.sightings());
    }

    @Override
    public void observe(ImEvent event, String id, Consumer<Alert> raise) {
        if (event instanceof Contact contact) {
            rosters.learn(contact);
            return;
        }
        if (event instanceof Identity identity) renamed.learn(identity);
        if (event instanceof Session session && session.state() == Session.State.STARTED) renamed.signedOn(session);
        Sending sending = Sending.of(event, id);
        if (sending != null) take(known(sending), raise);
        if (event instanceof Message message) talk(message);
    }

    private Sending known(Sending sending) {
        return renamed.isEmpty() ? sending : sending.between(party -> renamed.first(party, sending.time()));
    }

    private void talk(Message message) {
        switch (message.kind()) {
            case CHAT, ACTION, OFFLINE, NOTICE -> {}
            case ROOM, AUTO, TYPING, NUDGE, REACTION, RECEIPT, HISTORY, SYSTEM -> {
                return;
            }
        }
        if (message.to().size() != 1
                || message.from().isNone()
                || !message.room().isEmpty()) return;
        long time = message.seen().time();
        Party from = Party.of(message.seen(), message.from());
        Party to = Party.of(message.seen(), message.to().getFirst());
        talks.at(new Pair(from, to), time, Talk::new).last = time;
    }

    private long sincePeer(Sending sending) {
        if (sending.to().size() != 1) return -1;
        Talk talk = talks.peek(new Pair(sending.to().getFirst(), sending.from()), sending.time());
        return talk == null ? -1 : sending.time() - talk.last;
    }

    private void take(Sending sending, Consumer<Alert> raise) {
        long sincePeer = sincePeer(sending);
        List<Payload> bearing = new ArrayList<>(sending.marks().size());
        Outbreak outbreak = null;
        boolean anybody = false;
        for (Mark mark : sending.marks()) {
            Payload payload = payloads.at(mark, sending.time(), () -> new Payload(mark));
            int before = payload.sightings();
            Spreader sender = payload.take(sending, sincePeer, sightings >= tuning.sightings(), tuning);
            sightings += payload.sightings() - before;
            bearing.add(payload);
            if (payload.outbreak != null && outbreak == null) outbreak = payload.outbreak;
            if (sender == null) continue;
            if (!anybody) habits.sent(sending.from(), sending.time());
            anybody = true;
            habits.sentToMany(sender, mark, !sender.receivedBefore);
        }
        String known = KnownWorms.ALL.name(sending);
        if (outbreak == null && anybody) outbreak = rings(bearing, sending);
        if (outbreak == null && !known.isEmpty()) outbreak = open(bearing.getFirst(), sending);
        if (outbreak == null) return;
        for (Payload payload : bearing) if (payload.mark.kind().strong()) outbreak.join(payload);
        if (anybody || sending.taken()) outbreak.takes(sending, known);
        Alert alert = outbreak.news();
        if (alert != null) raise.accept(alert);
    }

    /// The outbreak that this sending makes known, null where the evidence does not suffice.
    private Outbreak rings(List<Payload> bearing, Sending sending) {
        for (Payload payload : bearing) {
            if (!payload.rings(spreader -> circumstances(payload, spreader, sending.time()), sending.time(), tuning))
                continue;
            Outbreak same = sameSenders(payload, sending.time());
            if (same == null) return open(payload, sending);
            // What began long before, or is only a place, is no proof that it is the same; it stays quiet then.
            same.join(payload);
            return same;
        }
        return null;
    }

    private Outbreak sameSenders(Payload payload, long time) {
        for (Outbreak outbreak : outbreaks)
            if (time - outbreak.last() < SAME_OUTBREAK && outbreak.sharesSenders(payload)) return outbreak;
        return null;
    }

    private Outbreak open(Payload payload, Sending sending) {
        if (outbreaks.size() >= MOST_OUTBREAKS) outbreaks.removeFirst();
        Outbreak outbreak = new Outbreak(payload, sending);
        outbreak.join(payload);
        outbreaks.add(outbreak);
        return outbreak;
    }

    private Circumstances circumstances(Payload payload, Spreader spreader, long now) {
        // A place gathers many things; what the account sends there today may be a habit since.
        long since = payload.mark.kind().strong() ? spreader.first : now;
        return new Circumstances(
                habits.broadcasts(spreader.who, since),
                habits.changed(spreader.who, spreader.last),
                rosters.covered(spreader),
                rosters.inOrder(spreader));
    }

    @Override
    public void end(Consumer<Alert> raise) {
        for (Iterator<Outbreak> all = outbreaks.iterator(); all.hasNext(); ) {
            Alert rest = all.next().rest();
            if (rest != null) raise.accept(rest);
        }
    }

    @Override
    public long evicted() {
        return payloads.evicted() + rosters.evicted() + habits.evicted() + renamed.evicted();
    }
}
