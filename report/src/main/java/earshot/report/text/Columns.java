package earshot.report.text;

/// How wide text stands on a terminal: most characters one column, those of East Asia and pictographs two,
/// marks none.
public final class Columns {
    private Columns() {}

    public static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            width += width(c);
            i += Character.charCount(c);
        }
        return width;
    }

    /// The text in exactly so many columns: filled up with spaces, or cut with `…` at its end.
    public static String fit(String text, int columns) {
        int width = width(text);
        if (width <= columns) return text + " ".repeat(columns - width);
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (at + width(c) > columns - 1) break;
            at += width(c);
            out.appendCodePoint(c);
            i += Character.charCount(c);
        }
        if (columns > 0) out.append('…');
        return out.append(" ".repeat(Math.max(0, columns - at - 1))).toString();
    }

    private static int width(int c) {
        if (c < 0x300) return 1;
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT)
            return 0;
        boolean wide = c >= 0x1100 && c <= 0x115f
                || c >= 0x2e80 && c <= 0xa4cf && c != 0x303f
                || c >= 0xac00 && c <= 0xd7a3
                || c >= 0xf900 && c <= 0xfaff
                || c >= 0xfe30 && c <= 0xfe6f
                || c >= 0xff00 && c <= 0xff60
                || c >= 0xffe0 && c <= 0xffe6
                || c >= 0x1f300 && c <= 0x1faff
                || c >= 0x20000 && c <= 0x3fffd;
        return wide ? 2 : 1;
    }
}
