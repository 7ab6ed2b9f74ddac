package earshot.detect.worm;

import earshot.detect.Party;
import earshot.detect.Tuning;
import earshot.detect.worm.Spreader.Circumstances;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Everything that is known of one mark: who received what bears it, and who sends it.
///
/// States: *quiet*, until the evidence suffices; *ringing*, when it has; *ordinary*, when so many came up with it by
/// themselves that it cannot be a worm's, and nothing more is remembered.
final class Payload {
    private static final long DAY = java.util.concurrent.TimeUnit.DAYS.toNanos(1);
    private static final int MOST_RECEIPTS = 16, MOST_RECEIVERS = 4096, MOST_SPREADERS = 1024;

    final Mark mark;
    private final Map<Party, List<Receipt>> received = new LinkedHashMap<>(2);
    private final Map<Party, Spreader> spreaders = new LinkedHashMap<>(2);
    private boolean ordinary, runs, disguised, odd;
    /// The outbreak it belongs to, null while quiet.
    Outbreak outbreak;
    private int sightings;

    Payload(Mark mark) {
        this.mark = mark;
    }

    /// Remembered receipts, for the ceiling over all payloads.
    int sightings() {
        return sightings;
    }

    Collection<Spreader> spreaders() {
        return spreaders.values();
    }

    List<Receipt> receipts(Party who) {
        return received.getOrDefault(who, List.of());
    }

    /// Takes a sending that bears the mark.
    ///
    /// @param sincePeer nanoseconds since the receiver last wrote to the sender, negative where it did not
    /// @param full no more receipts may be remembered
    /// @return the sender, where it reached somebody new
    Spreader take(Sending sending, long sincePeer, boolean full, Tuning.Worms tuning) {
        if (ordinary) return null;
        runs |= sending.runs();
        disguised |= sending.disguised();
        odd |= sending.odd();
        Spreader sender = spreaders.get(sending.from());
        if (sender == null) {
            if (spreaders.size() >= MOST_SPREADERS) return null;
            sender = new Spreader(sending.from(), receivedBefore(sending), sending.time());
            spreaders.put(sending.from(), sender);
            if (outbreak == null && !sender.receivedBefore && isOrdinary(tuning)) {
                forget();
                return null;
            }
        }
        int had = had(sender, sending);
        boolean anybody = sender.reaches(sending, sincePeer, had, tuning);
        if (anybody || sending.taken()) for (Party to : sending.to()) receive(to, sending, full);
        return anybody ? sender : null;
    }

    private boolean receivedBefore(Sending sending) {
        for (Receipt receipt : receipts(sending.from())) if (receipt.time() <= sending.time()) return true;
        return false;
    }

    private int had(Spreader sender, Sending sending) {
        if (!sending.room().isEmpty() || sending.to().size() != 1) return 0;
        Party to = sending.to().getFirst();
        Spreader other = spreaders.get(to);
        if (other == null) return 0;
        return other.sentTo(sender.who) ? 2 : 1;
    }

    private void receive(Party to, Sending sending, boolean full) {
        List<Receipt> receipts = received.get(to);
        if (receipts == null) {
            if (full || received.size() >= MOST_RECEIVERS) return;
            receipts = new ArrayList<>(1);
            received.put(to, receipts);
        }
        for (int i = 0; i < receipts.size(); i++) {
            Receipt known = receipts.get(i);
            if (!known.from().equals(sending.from())) continue;
            // The first time is when it came; that it was accepted is learned later.
            if (sending.taken() && !known.taken())
                receipts.set(i, new Receipt(known.from(), sending.time(), sending.id(), sending.frames(), true));
            return;
        }
        if (receipts.size() >= MOST_RECEIPTS) receipts.remove(MOST_RECEIPTS / 2);
        else sightings++;
        receipts.add(new Receipt(sending.from(), sending.time(), sending.id(), sending.frames(), sending.taken()));
    }

    /// Several who never received it came up with it, and did not send it far.
    private boolean isOrdinary(Tuning.Worms tuning) {
        int alone = 0;
        for (Spreader spreader : spreaders.values())
            if (!spreader.receivedBefore && spreader.acts() <= 3 && !spreader.pacesLikeAMachine()) alone++;
        return alone >= tuning.ordinary() && alone * 4 >= spreaders.size();
    }

    private void forget() {
        ordinary = true;
        received.clear();
        spreaders.clear();
        sightings = 0;
    }

    /// Whether what is known of it is enough to say that it spreads by itself.
    boolean rings(Function<Spreader, Circumstances> circumstances, long now, Tuning.Worms tuning) {
        if (ordinary) return false;
        // A place is nothing that one has from somebody, unless nearly everybody has.
        if (!mark.kind().strong() && !onlyPassedOn()) return false;
        double roots = 0, passedOn = 0, machines = 0, automatic = 0, personal = 0;
        long pace = pace();
        for (Spreader spreader : spreaders.values()) {
            if (spreader.acts() < 2 && !spreader.receivedBefore) continue;
            Circumstances is = circumstances.apply(spreader);
            if (!is.habitual() && program(spreader, tuning)) return true;
            double evidence = spreader.evidence(is);
            // Where newsletters link to, others do as well.
            if (is.habitual() && !spreader.receivedBefore && !mark.kind().strong()) return false;
            if (spreader.receivedBefore) passedOn += evidence;
            else roots += evidence;
            if (evidence >= 1) automatic++;
            else if (is.covered() < 0.6 && spreader.stopped(now, pace)) personal++;
            if (now - spreader.first < DAY && !is.habitual() && spreader.acts() >= 4 && spreader.pacesLikeAMachine())
                machines++;
        }
        // What several send like machines was brought in by some that were not seen to receive it.
        if (machines >= 3 && mark.kind().strong() && mark.kind() != Mark.Kind.NEAR) return true;
        // What most tell to a few and leave at that is a joke, however far it goes.
        if (!runs && automatic * 4 < personal * 3) return false;
        double kind = disguised ? 2.5 : runs ? 2 : odd ? 1 : 0;
        double share = mark.kind().strong() ? 1 : 0.7;
        // People pass things on to their own people, who seldom do so again.
        if (machines == 0 && kind == 0 && !twice()) share *= 0.6;
        double need = kind > 0 ? tuning.passedOn() * 0.5 : tuning.passedOn();
        return passedOn * share >= need && Math.min(2, 0.7 * roots) + passedOn * share + kind >= tuning.alarm();
    }

    /// Nanoseconds between two sendings, of the typical sender; 0 where nobody sent it to three.
    private long pace() {
        List<Double> paces = new ArrayList<>();
        for (Spreader spreader : spreaders.values()) if (spreader.acts() >= 3) paces.add(spreader.pace());
        if (paces.isEmpty()) return 0;
        paces.sort(null);
        return (long) (paces.get(paces.size() / 2) * 1e9);
    }

    /// Somebody passes it on who had it from somebody who had it from somebody.
    private boolean twice() {
        for (Spreader spreader : spreaders.values()) {
            if (!spreader.receivedBefore || spreader.acts() < 2) continue;
            boolean fromFirst = false, fromLater = false;
            for (Receipt receipt : receipts(spreader.who)) {
                Spreader source = spreaders.get(receipt.from());
                if (source == null || receipt.time() > spreader.first) continue;
                if (source.receivedBefore) fromLater = true;
                else fromFirst = true;
            }
            if (fromLater && !fromFirst) return true;
        }
        return false;
    }

    /// Nearly everybody who sends it had received it: it is not a place people know by themselves.
    private boolean onlyPassedOn() {
        int alone = 0;
        for (Spreader spreader : spreaders.values()) if (!spreader.receivedBefore) alone++;
        return alone <= Math.max(1, spreaders.size() / 5);
    }

    /// A program offered to several in a short time needs nobody to pass it on.
    private boolean program(Spreader spreader, Tuning.Worms tuning) {
        if (!runs || mark.kind() == Mark.Kind.DOMAIN || mark.kind() == Mark.Kind.SHAPE) return false;
        int enough = disguised ? tuning.disguised() : tuning.executables();
        return spreader.acts() >= enough
                && spreader.last - spreader.first <= tuning.burst().toNanos() * enough;
    }

    /// When somebody first sent it.
    long began() {
        long began = Long.MAX_VALUE;
        for (Spreader spreader : spreaders.values()) began = Math.min(began, spreader.first);
        return began;
    }
}
