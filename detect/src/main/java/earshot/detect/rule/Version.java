package earshot.detect.rule;

/// Versions as programs write them: numbers between dots, whatever follows ignored.
final class Version {
    private Version() {}

    /// Below 0 where `one` is older. Missing numbers are zero.
    static int compare(String one, String other) {
        int a = 0, b = 0;
        while (a < one.length() || b < other.length()) {
            int endOne = number(one, a), endOther = number(other, b);
            int order = Long.compare(value(one, a, endOne), value(other, b, endOther));
            if (order != 0) return order;
            a = next(one, endOne);
            b = next(other, endOther);
        }
        return 0;
    }

    private static int number(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9' && end - from < 9) end++;
        return end;
    }

    private static long value(String text, int from, int end) {
        return end == from ? 0 : Long.parseLong(text, from, end, 10);
    }

    /// Behind the dot; the end where something else follows.
    private static int next(String text, int end) {
        return end < text.length() && text.charAt(end) == '.' ? end + 1 : text.length();
    }

    /// Whether this is a version at all.
    static boolean is(String text) {
        return !text.isEmpty() && Character.isDigit(text.charAt(0));
    }
}
