package earshot.dissect.irc;

import java.util.Locale;

/// Letters of commands, which are ASCII whatever the language.
final class Ascii {
    private Ascii() {}

    static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    /// The words of a text, at most so many: the last one then has all that follows.
    static String[] words(String text, int most) {
        return text.strip().split(" +", most);
    }
}
