package earshot.dissect.irc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Letters of commands, which are ASCII whatever the language.
final class Ascii {
    private Ascii() {}

    static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    /// The words of a text, at most so many: the last one then has all that follows.
    static String[] words(String text, int most) {
        List<String> words = new ArrayList<>(4);
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) <= ' ') end--;
        for (int at = 0; ; ) {
            while (at < end && text.charAt(at) <= ' ') at++;
            int space = text.indexOf(' ', at);
            boolean last = space < 0 || space >= end || words.size() == most - 1;
            words.add(text.substring(at, last ? end : space));
            if (last) return words.toArray(String[]::new);
            at = space;
        }
    }
}
