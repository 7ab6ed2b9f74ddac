package earshot.report.text;

/// Text from the traffic, made harmless for a terminal: no control character or escape sequence gets through,
/// nothing turns the direction of writing, and what was there is still told apart.
///
/// Control characters show as `\x1b`, characters that reorder or hide text as `\u202e`, line ends as `⏎` or
/// as line ends, tabs as spaces, unpaired surrogates as U+FFFD. A backslash stays as it is: this is for eyes,
/// not to be read back.
public final class Shown {
    private static final String HEX = "0123456789abcdef";

    private Shown() {}

    /// On one line.
    public static String line(String text) {
        return show(text, false);
    }

    /// With its line ends (`\n`, `\r\n`, `\r`) as `\n`.
    public static String block(String text) {
        return show(text, true);
    }

    /// On one line of at most so many characters, the last of them `…` where something was left out.
    public static String cut(String text, int most) {
        // Whatever is beyond can only make the line longer.
        boolean longer = text.codePointCount(0, text.length()) > most;
        String shown = line(longer ? text.substring(0, text.offsetByCodePoints(0, most)) : text);
        if (!longer && shown.codePointCount(0, shown.length()) <= most) return shown;
        int keep = Math.min(most - 1, shown.codePointCount(0, shown.length()));
        return shown.substring(0, shown.offsetByCodePoints(0, Math.max(0, keep))) + "…";
    }

    private static String show(String text, boolean lines) {
        int first = 0;
        while (first < text.length() && plain(text.charAt(first))) first++;
        if (first == text.length()) return text;
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\r' && i < text.length() && text.charAt(i) == '\n') continue;
            switch (c) {
                case '\n', '\r', 0x85, 0x2028, 0x2029 -> out.append(lines ? '\n' : '⏎');
                case '\t' -> out.append(' ');
                default -> append(out, c);
            }
        }
        return out.toString();
    }

    private static void append(StringBuilder out, int c) {
        if (c < 0x20 || c >= 0x7f && c < 0xa0) {
            out.append("\\x").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        } else if (c >= 0xd800 && c <= 0xdfff) {
            out.append('\ufffd');
        } else if (deceives(c)) {
            out.append("\\u");
            for (int shift = c > 0xffff ? 16 : 12; shift >= 0; shift -= 4) out.append(HEX.charAt(c >> shift & 15));
        } else {
            out.appendCodePoint(c);
        }
    }

    private static boolean plain(char c) {
        return c >= 0x20 && c < 0x7f || c >= 0xa0 && c < 0xd800 && !deceives(c) && c != 0x2028 && c != 0x2029;
    }

    /// Characters that turn the direction of writing, hide letters or carry text that is not seen.
    private static boolean deceives(int c) {
        return c == 0x061c
                || c == 0x180e
                || c == 0x200b
                || c == 0x200e
                || c == 0x200f
                || c >= 0x202a && c <= 0x202e
                || c >= 0x2060 && c <= 0x206f
                || c == 0xfeff
                || c >= 0xfff9 && c <= 0xfffb
                || c >= 0xe0000 && c <= 0xe007f;
    }
}
