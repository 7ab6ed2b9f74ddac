package earshot.policy;

import java.util.List;
import java.util.Locale;

/// Names with `*` (any characters) and `?` (one) in them; case makes no difference. Matching is linear: no pattern
/// makes it
/// go back further than to the latest `*`.
record Globs(List<String> patterns) {
    Globs {
        patterns = patterns.stream().map(one -> one.toLowerCase(Locale.ROOT)).toList();
    }

    boolean isEmpty() {
        return patterns.isEmpty();
    }

    boolean match(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String pattern : patterns) if (matches(pattern, lower)) return true;
        return false;
    }

    static boolean matches(String pattern, String text) {
        int p = 0, t = 0, star = -1, from = 0;
        while (t < text.length()) {
            if (p < pattern.length()
                    && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))
                    && pattern.charAt(p) != '*') {
                p++;
                t++;
            } else if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                from = t;
            } else if (star >= 0) {
                p = star + 1;
                t = ++from;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') p++;
        return p == pattern.length();
    }
}
