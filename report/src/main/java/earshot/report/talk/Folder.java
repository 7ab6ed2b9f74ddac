package earshot.report.talk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Finds the saying that a hop belongs to. Bounded: holds the latest [#MOST] hops or so, and of equal words
/// the latest [#SAME] sayings.
final class Folder {
    /// How long a message may be on its way, nanoseconds.
    static final long WINDOW = 60_000_000_000L;
    /// How far the order of hops may be turned round by merging captures, nanoseconds.
    static final long SKEW = 2_000_000_000L;

    static final int MOST = 50_000;
    static final int SAME = 16;
    /// Longer words are remembered by their digest.
    private static final int LONG = 500;

    /// What hops of one saying have in common.
    private record Said(String talk, String from, String what) {}

    /// The sayings of equal words by one sender in one talk.
    private static final class Same {
        final List<Saying> sayings = new ArrayList<>(1);
        int hops;
    }

    private final LinkedHashMap<Said, Same> recent = new LinkedHashMap<>(256, 0.75f, true);
    private long held;

    /// Adds the hop to the saying it belongs to.
    ///
    /// @param kept the hop as a new saying is to keep it: its text may be cut
    /// @return null where it belongs to one that is known; otherwise its new saying
    Saying fold(String talk, Hop hop, Hop kept) {
        String what = what(hop, !kept.text().equals(hop.text()));
        Same same = same(talk, hop.from(), what);
        Saying found = find(same.sayings, hop);
        if (found == null) return remember(same, new Saying(kept, what, -1));
        if (found.add(hop)) hold(same, 1);
        return null;
    }

    /// Adds the hop to the saying it belongs to, or begins a new one with it.
    ///
    /// @param line where a new saying begins
    Saying place(String talk, Party from, Hop hop, long line) {
        String what = what(hop, hop.text().length() > LONG);
        Same same = same(talk, from, what);
        Saying found = find(same.sayings, hop);
        if (found == null) return remember(same, new Saying(hop.withText(""), what, line));
        if (found.add(hop)) hold(same, 1);
        return found;
    }

    /// Adds all hops of a saying to another that they belong to.
    ///
    /// @param from who said it, as is known by now
    /// @return null where there was one; otherwise the saying itself
    Saying fold(String talk, Party from, Saying saying) {
        Same same = same(talk, from, saying.said());
        Saying found = null;
        for (Hop hop : saying.hops()) {
            Saying one = find(same.sayings, hop);
            if (one == null || found != null && !found.equals(one)) return remember(same, saying);
            found = one;
        }
        found.add(saying);
        return null;
    }

    private Same same(String talk, Party from, String what) {
        return recent.computeIfAbsent(new Said(talk, from.key(), what), _ -> new Same());
    }

    /// The words; of long ones a digest. A hop without words is told apart by its kind and what is said of it
    /// (the size of what is encrypted), history by its time.
    private static String what(Hop hop, boolean isLong) {
        String words = hop.text().isEmpty() ? hop.kind() + hop.notes() : isLong ? Talk.sha256(hop.text()) : hop.text();
        return hop.kind().equals("history") ? hop.stated() + " " + words : words;
    }

    private Saying remember(Same same, Saying saying) {
        if (same.sayings.size() == SAME)
            hold(same, -same.sayings.removeFirst().hops().size());
        same.sayings.add(saying);
        hold(same, saying.hops().size());
        return saying;
    }

    private void hold(Same same, int more) {
        same.hops += more;
        held += more;
        while (held > MOST && recent.size() > 1) held -= recent.pollFirstEntry().getValue().hops;
    }

    private static Saying find(List<Saying> same, Hop hop) {
        Saying first = null;
        for (Saying saying : same) {
            if (!belongs(saying, hop)) continue;
            boolean sameId = !hop.messageId().isEmpty()
                    && saying.hops().stream()
                            .anyMatch(other -> other.messageId().equals(hop.messageId()));
            if (sameId) return saying;
            if (first == null) first = saying;
        }
        return first;
    }

    private static boolean belongs(Saying saying, Hop hop) {
        if (hop.kind().equals("history")) return true;
        int way = way(hop);
        for (Hop other : saying.hops()) {
            if (other.hop().equals(hop.hop())) return false;
            if (Math.abs(hop.time() - other.time()) > WINDOW) return false;
            int otherWay = way(other);
            if (way < otherWay && hop.time() > other.time() + SKEW) return false;
            if (way > otherWay && hop.time() < other.time() - SKEW) return false;
        }
        return true;
    }

    /// How far on its way a message is.
    private static int way(Hop hop) {
        return switch (hop.leg()) {
            case "sent" -> 0;
            case "relayed" -> 1;
            default -> 2;
        };
    }
}
