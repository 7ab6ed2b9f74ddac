package earshot.services;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds the rule with the longest name that a host falls under, in one pass over the host's characters from its end,
/// without allocation.
///
/// A host is held against the table at each of its dots, by a hash that grows along. Names with `*` wait at the part
/// after their last star; `irc.*` and its like are asked only when nothing else fits.
final class HostNames {
    /// What stands at one name.
    private static final class Entry {
        final String suffix;
        /// The name itself and all below it; null where only patterns end so.
        Match match;
        /// An exception: the name is known not to be any service's.
        boolean none;
        List<Pattern> patterns = List.of();

        Entry(String suffix) {
            this.suffix = suffix;
        }
    }

    private record Pattern(String glob, Match match) {}

    private Entry[] slots = new Entry[256];
    private int count;
    private final List<Pattern> beginnings = new ArrayList<>();

    /// Adds a rule, in place of one for the same name.
    ///
    /// @param name in lower case
    /// @param match null for an exception
    void put(String name, Match match) {
        int star = name.lastIndexOf('*');
        if (star < 0) {
            Entry entry = entry(name);
            entry.match = match;
            entry.none = match == null;
            return;
        }
        Pattern pattern = new Pattern(name, match);
        int dot = name.indexOf('.', star);
        if (dot < 0) {
            beginnings.removeIf(one -> one.glob.equals(name));
            beginnings.add(pattern);
            return;
        }
        Entry entry = entry(name.substring(dot + 1));
        List<Pattern> patterns = new ArrayList<>(entry.patterns);
        patterns.removeIf(one -> one.glob.equals(name));
        patterns.add(pattern);
        entry.patterns = patterns;
    }

    /// @return null where no rule fits
    Match find(CharSequence host) {
        int end = host.length();
        if (end > 0 && host.charAt(end - 1) == '.') end--;
        Match best = null;
        int hash = 0;
        for (int i = end - 1; i >= -1; i--) {
            char c = i < 0 ? '.' : lower(host.charAt(i));
            if (c == '.') {
                Entry entry = at(hash, host, i + 1, end);
                if (entry != null) best = entry.none ? null : best(entry, host, end, best);
            }
            hash = 31 * hash + c;
        }
        if (best != null) return best;
        for (int p = 0; p < beginnings.size(); p++) {
            if (fits(beginnings.get(p).glob, 0, host, 0, end)) return beginnings.get(p).match;
        }
        return null;
    }

    private static Match best(Entry entry, CharSequence host, int end, Match best) {
        for (int p = 0; p < entry.patterns.size(); p++) {
            Pattern pattern = entry.patterns.get(p);
            if (fits(pattern.glob, 0, host, 0, end)) return pattern.match;
        }
        return entry.match == null ? best : entry.match;
    }

    /// Whether the pattern fits the host. Stars are few: a rule has one or two.
    private static boolean fits(String glob, int g, CharSequence host, int h, int end) {
        for (; g < glob.length(); g++, h++) {
            if (glob.charAt(g) == '*') {
                for (int next = h; next <= end; next++) if (fits(glob, g + 1, host, next, end)) return true;
                return false;
            }
            if (h == end || lower(host.charAt(h)) != glob.charAt(g)) return false;
        }
        return h == end;
    }

    private Entry at(int hash, CharSequence host, int from, int end) {
        int mask = slots.length - 1;
        for (int s = spread(hash) & mask; slots[s] != null; s = s + 1 & mask) {
            if (same(slots[s].suffix, host, from, end)) return slots[s];
        }
        return null;
    }

    private static boolean same(String suffix, CharSequence host, int from, int end) {
        if (suffix.length() != end - from) return false;
        for (int i = suffix.length() - 1; i >= 0; i--) {
            if (suffix.charAt(i) != lower(host.charAt(from + i))) return false;
        }
        return true;
    }

    private Entry entry(String suffix) {
        Entry known = at(hash(suffix), suffix, 0, suffix.length());
        if (known != null) return known;
        if (++count * 2 > slots.length) grow();
        Entry entry = new Entry(suffix);
        insert(entry);
        return entry;
    }

    private void insert(Entry entry) {
        int mask = slots.length - 1;
        int s = spread(hash(entry.suffix)) & mask;
        while (slots[s] != null) s = s + 1 & mask;
        slots[s] = entry;
    }

    private void grow() {
        Entry[] old = slots;
        slots = Arrays.copyOf(new Entry[0], old.length * 2);
        for (Entry entry : old) if (entry != null) insert(entry);
    }

    private static int hash(String suffix) {
        int hash = 0;
        for (int i = suffix.length() - 1; i >= 0; i--) hash = 31 * hash + suffix.charAt(i);
        return hash;
    }

    private static int spread(int hash) {
        int h = hash * 0x9e37_79b1;
        return h ^ h >>> 15;
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
}
