package earshot.detect.worm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The words around a link, in a form in which texts that say the same are the same: no links, numbers, names,
/// punctuation, case or drawn-out letters.
final class Wording {
    private static final int MOST = 64, LONGEST_TEXT = 2048;
    private static final int HASHES = 12, ROWS = 3;

    private final List<String> words;

    private Wording(List<String> words) {
        this.words = words;
    }

    /// @param names of the parties: a text that greets its reader says the same to each
    static Wording of(String text, List<String> names) {
        List<String> words = new ArrayList<>();
        int end = Math.min(text.length(), LONGEST_TEXT);
        for (int at = 0; at < end && words.size() < MOST; ) {
            int stop = at;
            while (stop < end && !Character.isWhitespace(text.charAt(stop)) && text.charAt(stop) != '<') stop++;
            if (stop == at) stop++;
            add(text.substring(at, stop), names, words);
            at = stop;
        }
        return new Wording(words);
    }

    private static void add(String token, List<String> names, List<String> words) {
        if (token.contains("://") || token.contains("www.") || token.indexOf('/') > 0 || token.indexOf('@') > 0) return;
        StringBuilder word = new StringBuilder();
        int run = 0;
        for (int i = 0; i < token.length(); i++) {
            char c = Character.toLowerCase(token.charAt(i));
            if (!Character.isLetter(c)) continue;
            run = word.length() > 0 && word.charAt(word.length() - 1) == c ? run + 1 : 1;
            if (run <= 2) word.append(c);
        }
        if (word.isEmpty()) return;
        String read = word.toString();
        for (String name : names) if (named(name, read)) return;
        words.add(read);
    }

    private static boolean named(String name, String word) {
        if (word.length() < 3) return false;
        String lower = name.toLowerCase(Locale.ROOT);
        int at = lower.indexOf('@');
        String local = at > 0 ? lower.substring(0, at) : lower;
        return local.startsWith(word) || word.startsWith(local) && local.length() >= 3;
    }

    int count() {
        return words.size();
    }

    String text() {
        return String.join(" ", words);
    }

    /// Bands of min-hashes over pairs of words: texts of which most pairs are the same share one almost surely,
    /// others hardly ever. Empty for a text too short to be told.
    List<String> bands() {
        if (words.size() < 5) return List.of();
        long[] least = new long[HASHES];
        java.util.Arrays.fill(least, Long.MAX_VALUE);
        for (int i = 0; i + 1 < words.size(); i++) {
            long pair = 31L * words.get(i).hashCode() + words.get(i + 1).hashCode();
            for (int h = 0; h < HASHES; h++) least[h] = Math.min(least[h], mix(pair + h * 0x9e3779b97f4a7c15L));
        }
        List<String> bands = new ArrayList<>(HASHES / ROWS);
        for (int h = 0; h < HASHES; h += ROWS)
            bands.add(h + ":" + Long.toHexString((least[h] * 31 + least[h + 1]) * 31 + least[h + 2]));
        return bands;
    }

    private static long mix(long x) {
        x = (x ^ x >>> 30) * 0xbf58476d1ce4e5b9L;
        x = (x ^ x >>> 27) * 0x94d049bb133111ebL;
        return x ^ x >>> 31;
    }
}
