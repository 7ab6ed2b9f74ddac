package earshot.text;

/// mIRC's formatting in messages: control characters for bold and the like, colours by number or by value.
/// Taken out of text, and nothing else is: source modern.ircdocs.horse/formatting.
public final class MircFormatting {
    private MircFormatting() {}

    public static String removed(String text) {
        int first = 0;
        while (first < text.length() && !control(text.charAt(first))) first++;
        if (first == text.length()) return text;
        StringBuilder plain = new StringBuilder(text.length()).append(text, 0, first);
        for (int i = first; i < text.length(); ) {
            char c = text.charAt(i++);
            if (c == 0x03) i = colour(text, i, 2, false);
            else if (c == 0x04) i = colour(text, i, 6, true);
            else if (!control(c)) plain.append(c);
        }
        return plain.toString();
    }

    /// Bold, colour, hex colour, reset, monospace, reverse, italic, strike, underline.
    private static boolean control(char c) {
        return switch (c) {
            case 0x02, 0x03, 0x04, 0x0f, 0x11, 0x16, 0x1d, 0x1e, 0x1f -> true;
            default -> false;
        };
    }

    /// Skips `fg[,bg]`: of decimal colours one or two digits, of hexadecimal ones exactly six.
    private static int colour(String text, int at, int most, boolean hex) {
        int end = digits(text, at, most, hex);
        if (end == at || hex && end - at != most) return at;
        if (end < text.length() && text.charAt(end) == ',') {
            int second = digits(text, end + 1, most, hex);
            if (second > end + 1 && (!hex || second - end - 1 == most)) return second;
        }
        return end;
    }

    private static int digits(String text, int at, int most, boolean hex) {
        int end = at;
        while (end < text.length() && end - at < most) {
            char c = text.charAt(end);
            if (c > 'f' || Character.digit(c, hex ? 16 : 10) < 0) break;
            end++;
        }
        return end;
    }
}
