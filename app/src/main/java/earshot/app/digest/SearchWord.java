package earshot.app.digest;

import earshot.report.talk.Saying;
import earshot.report.talk.Talk;
import java.util.List;

/// A word worth searching for, as an example: a long one that somebody really said.
final class SearchWord {
    private static final int LONGEST = 14;

    private SearchWord() {}

    /// "" where nobody said one of at least four letters.
    static String of(List<Talk> talks) {
        String best = "abc";
        for (Talk talk : talks) {
            for (Saying saying : talk.first()) {
                for (String word : saying.text().split(" ", 50)) {
                    boolean plain = word.chars().allMatch(c -> c >= 'a' && c <= 'z');
                    if (plain && word.length() > best.length() && word.length() <= LONGEST) best = word;
                }
            }
        }
        return best.length() < 4 ? "" : best;
    }
}
