package earshot.detect.worm;

import earshot.detect.Party;
import earshot.detect.Tuning;
import earshot.event.Frames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// An account that sends a payload: to whom, and what sets its manner apart from a person's.
final class Spreader {
    private static final int MOST_REACHED = 512, PROOFS = 3;
    private static final long FIVE_MINUTES = TimeUnit.MINUTES.toNanos(5), TWO_HOURS = TimeUnit.HOURS.toNanos(2);

    final Party who;
    /// It had received the payload before it first sent it.
    final boolean receivedBefore;
    final long first;
    long last;
    private final Map<Party, Long> reached = new LinkedHashMap<>(2);
    final List<String> proofs = new ArrayList<>(1);
    Frames frames = Frames.NONE;
    /// Conversations it came to, and the times between them.
    private int acts, gaps;
    private int quick, brisk, answers;
    private double gapSum, gapSquares;
    /// Sent back to those it came from, and to others who pass it on.
    private int back, redundant;

    /// What is known of the account besides the payload.
    ///
    /// @param habitual it has sent other things to many before
    /// @param change it sends more links and files than its own past explains
    /// @param covered the share of its contact list that was reached, 0 where the list is not known
    /// @param inOrder whether they were reached in the list's order
    record Circumstances(boolean habitual, boolean change, double covered, boolean inOrder) {
        static final Circumstances UNKNOWN = new Circumstances(false, false, 0, false);
    }

    Spreader(Party who, boolean receivedBefore, long first) {
        this.who = who;
        this.receivedBefore = receivedBefore;
        this.first = first;
        this.last = first;
    }

    /// @param sincePeer nanoseconds since this receiver last wrote to the account, negative where it did not
    /// @param had how the receiver stands to the payload: 2 it came from there, 1 passes it on itself, 0 neither
    /// @return whether anybody new was reached
    boolean reaches(Sending sending, long sincePeer, int had, Tuning.Worms tuning) {
        boolean anybody = false;
        if (sending.room().isEmpty()) {
            for (Party to : sending.to()) anybody |= reached(to, sending.time());
        } else {
            anybody = reached(new Party("room", sending.room(), sending.room()), sending.time());
        }
        if (!anybody) return false;
        long gap = sending.time() - last;
        boolean first = acts == 0;
        // A message to many at once is a conversation of many, or many conversations: something between.
        acts += sending.room().isEmpty() ? 1 + (sending.to().size() - 1) / 3 : 1;
        if (!first && gap >= 0) {
            gaps++;
            if (gap <= tuning.quick().toNanos()) quick++;
            if (gap <= tuning.brisk().toNanos()) brisk++;
            double seconds = gap / 1e9;
            gapSum += seconds;
            gapSquares += seconds * seconds;
        }
        if (sincePeer >= 0 && sincePeer <= tuning.answer().toNanos()) answers++;
        if (had == 2) back++;
        else if (had == 1) redundant++;
        last = Math.max(last, sending.time());
        if (proofs.size() < PROOFS) {
            proofs.add(sending.id());
            frames = frames.and(sending.frames());
        }
        return true;
    }

    private boolean reached(Party to, long time) {
        return reached.size() < MOST_REACHED && reached.putIfAbsent(to, time) == null;
    }

    int acts() {
        return acts;
    }

    int reached() {
        return reached.size();
    }

    boolean sentTo(Party party) {
        return reached.containsKey(party);
    }

    Iterable<Party> receivers() {
        return reached.keySet();
    }

    /// Most of its sendings follow each other faster than a person's could.
    boolean pacesLikeAMachine() {
        return quick >= 1 && quick * 3 >= gaps * 2;
    }

    boolean answersEverybody() {
        return acts >= 2 && answers * 3 >= acts * 2;
    }

    /// As regular as a clock, over at least four gaps of more than a few seconds.
    boolean regular() {
        if (gaps < 4) return false;
        double mean = gapSum / gaps;
        double variance = gapSquares / gaps - mean * mean;
        return mean > 0 && variance < 0.15 * 0.15 * mean * mean;
    }

    boolean sendsBack() {
        return back > 0;
    }

    private boolean hurries() {
        return brisk >= 1 && brisk * 3 >= gaps * 2;
    }

    /// Seconds between two sendings, on average.
    double pace() {
        return gaps == 0 ? 0 : gapSum / gaps;
    }

    /// How unlike a person: 0 is what anybody does who shares something.
    double evidence(Circumstances is) {
        double machine = machine();
        double size = size();
        double sum = size + machine;
        boolean whole = acts >= 3 && is.covered >= 0.8;
        if (acts >= 2 && (size > 0 || machine > 0 || whole || back > 1)) {
            sum += Math.min(0.9, 0.6 * back) + Math.min(0.6, 0.3 * redundant);
            if (whole) sum += 0.8;
            else if (acts >= 3 && is.covered >= 0.6) sum += 0.4;
            if (acts >= 4 && is.inOrder) sum += 0.6;
            if (is.change) sum += 0.4;
        }
        return is.habitual ? sum * 0.2 : sum;
    }

    /// Whether it stopped, where the payload is usually sent on at this pace (nanoseconds; 0 where that is not
    /// known).
    boolean stopped(long now, long pace) {
        return now - last > (pace == 0 ? TWO_HOURS : Math.max(FIVE_MINUTES, 6 * pace));
    }

    private double machine() {
        double sum = 0;
        if (acts >= 2 && pacesLikeAMachine()) sum = acts == 2 ? 1 : acts == 3 ? 2 : 3;
        else if (acts >= 4 && hurries()) sum = 0.3;
        if (answersEverybody()) sum = Math.max(sum, acts == 2 ? 0.6 : acts == 3 ? 1.5 : 2.5);
        if (regular()) sum = Math.max(sum, 1.5);
        return sum;
    }

    private double size() {
        return acts <= 3 ? 0 : acts == 4 ? 0.6 : acts == 5 ? 1.0 : acts <= 7 ? 1.4 : 1.8;
    }
}
