package earshot.detect.content;

import com.google.re2j.Pattern;
import earshot.detect.content.Finding.Kind;
import earshot.policy.Watch;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds labels of confidential documents, and the words and patterns that a policy watches for.
///
/// Words are compared whole, after what makes them look different is taken away: case, width, accents, letters written
/// as
/// digits (`p4ssw0rd`), letters drawn out (`heeey`).
final class Words {
    private static final List<String> LABELS = List.of(
            "strictly confidential",
            "company confidential",
            "confidential - do not",
            "internal use only",
            "for internal use",
            "not for distribution",
            "do not distribute",
            "top secret",
            "proprietary and confidential",
            "under nda",
            "streng vertraulich",
            "nur für den internen gebrauch",
            "strictement confidentiel");

    /// As [#plain] writes them.
    private static final List<String> PLAIN_LABELS =
            LABELS.stream().map(Words::plain).toList();

    private final Set<String> watched, offensive;
    private final List<String> phrases;
    private final List<Pattern> patterns = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    Words(Watch watch) {
        Set<String> single = new java.util.HashSet<>();
        List<String> several = new ArrayList<>();
        for (String keyword : watch.keywords()) {
            String plain = plain(keyword);
            if (plain.indexOf(' ') < 0) single.add(plain);
            else several.add(plain);
        }
        watched = Set.copyOf(single);
        phrases = List.copyOf(several);
        Set<String> bad = new java.util.HashSet<>();
        for (String word : watch.offensive()) bad.add(plain(word));
        offensive = Set.copyOf(bad);
        watch.patterns().forEach((name, pattern) -> {
            names.add(name);
            patterns.add(Pattern.compile(pattern));
        });
    }

    List<Finding> in(String text) {
        List<Finding> found = new ArrayList<>();
        String plain = plain(text);
        for (int i = 0; i < LABELS.size(); i++) {
            String label = LABELS.get(i);
            if (plain.contains(PLAIN_LABELS.get(i))) found.add(new Finding(Kind.LABEL, "label '" + label + "'", label));
        }
        for (String phrase : phrases)
            if ((" " + plain + " ").contains(" " + phrase + " "))
                found.add(new Finding(Kind.KEYWORD, "keyword", phrase));
        if (!watched.isEmpty())
            for (String word : plain.split(" "))
                if (watched.contains(word)) found.add(new Finding(Kind.KEYWORD, "keyword", word));
        for (int i = 0; i < patterns.size(); i++)
            if (patterns.get(i).matcher(text).find())
                found.add(new Finding(Kind.KEYWORD, "pattern '" + names.get(i) + "'", ""));
        return found;
    }

    /// How many words of the text are offensive.
    int offensive(String text) {
        if (offensive.isEmpty()) return 0;
        int count = 0;
        for (String word : plain(text).split(" ")) if (offensive.contains(word)) count++;
        return count;
    }

    /// Words with single spaces between.
    static String plain(String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder(normal.length());
        int same = 0;
        char last = 0;
        for (int i = 0; i < normal.length(); i++) {
            char c = normal.charAt(i);
            if (Character.getType(c) == Character.NON_SPACING_MARK) continue;
            boolean inside = i > 0
                    && i + 1 < normal.length()
                    && Character.isLetter(normal.charAt(i - 1))
                    && Character.isLetter(normal.charAt(i + 1));
            if (inside) c = letter(c);
            if (!Character.isLetterOrDigit(c)) c = ' ';
            same = c == last ? same + 1 : 0;
            last = c;
            if (c == ' ' && (plain.isEmpty() || same > 0)) continue;
            if (Character.isLetter(c) && same > 1) continue;
            plain.append(c);
        }
        return plain.toString().strip();
    }

    private static char letter(char c) {
        return switch (c) {
            case '0' -> 'o';
            case '1', '!' -> 'i';
            case '3' -> 'e';
            case '4', '@' -> 'a';
            case '5', '$' -> 's';
            case '7' -> 't';
            default -> c;
        };
    }
}
