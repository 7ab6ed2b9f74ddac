package earshot.report.talk;

import earshot.report.line.Proof;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What was said once, with the hops it was seen on. Of very many hops (a full room) the first [#HOPS] are
/// kept and the rest counted.
public final class Saying {
    static final int HOPS = 64;

    private final List<Hop> hops = new ArrayList<>(2);
    /// What hops of this saying have in common besides their sender; see [Folder].
    private final String said;
    private final long line;
    private int seen;

    Saying(Hop first, String said, long line) {
        this.said = said;
        this.line = line;
        add(first);
    }

    /// A copy that can be added to.
    Saying copy() {
        Saying copy = new Saying(hops.getFirst(), said, line);
        copy.hops.addAll(hops.subList(1, hops.size()));
        copy.seen = seen;
        return copy;
    }

    /// @return whether the hop is kept
    boolean add(Hop hop) {
        seen++;
        if (hops.size() == HOPS) return false;
        hops.add(hops.isEmpty() ? hop : hop.withText(hops.getFirst().text()));
        return true;
    }

    /// Takes in the hops of another.
    void add(Saying other) {
        seen += other.seen - other.hops.size();
        other.hops.forEach(this::add);
    }

    /// The number of the line it began with, where it comes from a log that is read in order; -1 otherwise.
    long line() {
        return line;
    }

    String said() {
        return said;
    }

    /// When it was first seen, nanoseconds since 1970-01-01 UTC.
    public long time() {
        long first = Long.MAX_VALUE;
        for (Hop hop : hops) first = Math.min(first, hop.time());
        return first;
    }

    /// The hops, in the order in which they became known.
    public List<Hop> hops() {
        return List.copyOf(hops);
    }

    /// On how many hops it was seen.
    public int seen() {
        return seen;
    }

    public Party from() {
        return hops.getFirst().from();
    }

    /// Everybody it was addressed to on any hop.
    public List<Party> to() {
        if (hops.size() == 1) return hops.getFirst().to();
        Set<Party> to = new LinkedHashSet<>();
        for (Hop hop : hops) to.addAll(hop.to());
        return List.copyOf(to);
    }

    public String text() {
        return hops.getFirst().text();
    }

    public String kind() {
        return hops.getFirst().kind();
    }

    public List<String> notes() {
        return hops.getFirst().notes();
    }

    /// The ids of its events.
    public List<String> ids() {
        return hops.stream().map(Hop::id).toList();
    }

    /// All frames that show it, by capture: `25,61-64`; those of several hops one after the other.
    public List<Proof> proof() {
        if (hops.size() == 1) return hops.getFirst().proof();
        Map<String, Set<String>> frames = new LinkedHashMap<>();
        for (Hop hop : hops) {
            for (Proof proof : hop.proof()) {
                frames.computeIfAbsent(proof.capture(), _ -> new LinkedHashSet<>())
                        .add(proof.frames());
            }
        }
        List<Proof> all = new ArrayList<>();
        frames.forEach((capture, set) -> all.add(new Proof(capture, String.join(",", set))));
        return all;
    }
}
