package earshot.detect.account;

import com.ibm.icu.text.SpoofChecker;
import java.util.Locale;

/// What a name looks like: names with the same skeleton are easily taken for each other.
///
/// Of plain letters and digits the few that are alike are folded here; of anything else the Unicode confusables
/// (UTS #39) by ICU, which is loaded when the first such name comes.
final class Skeleton {
    private static final class Icu {
        static final SpoofChecker CHECKER =
                new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();
    }

    private Skeleton() {}

    static String of(String name) {
        // A capital I looks like an l, a small one does not.
        String lower = name.replace('I', 'l').toLowerCase(Locale.ROOT);
        boolean plain = lower.chars().allMatch(c -> c < 128);
        return fold(plain ? lower : Icu.CHECKER.getSkeleton(lower).toLowerCase(Locale.ROOT));
    }

    private static String fold(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (c == 'r' && next == 'n') {
                out.append('m');
                i++;
            } else if (c == 'v' && next == 'v') {
                out.append('w');
                i++;
            } else {
                out.append(
                        switch (c) {
                            case '0' -> 'o';
                            case '1', '|', '!' -> 'l';
                            case '5' -> 's';
                            default -> c;
                        });
            }
        }
        return out.toString();
    }
}
