package earshot.app.digest;

import java.util.ArrayList;
import java.util.List;

/// Text in the columns of a terminal, where some characters are two columns wide and some none.
public final class Columns {
    private Columns() {}

    /// How many columns the text takes.
    public static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            width += c < 0x300 ? 1 : width(c);
        }
        return width;
    }

    private static int width(int c) {
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
                || c >= 0x1f300 && c <= 0x1f64f
                || c >= 0x1f680 && c <= 0x1faff
                || c >= 0x20000 && c <= 0x3fffd;
        return wide ? 2 : 1;
    }

    /// The text with spaces behind it up to this width.
    public static String pad(String text, int width) {
        int missing = width - width(text);
        return missing <= 0 ? text : text + " ".repeat(missing);
    }

    /// The text with spaces before it up to this width.
    public static String right(String text, int width) {
        int missing = width - width(text);
        return missing <= 0 ? text : " ".repeat(missing) + text;
    }

    /// The beginning of the text that fits, the last of it `…` where something was left out.
    public static String cut(String text, int width) {
        if (width(text) <= width) return text;
        int used = 0, i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i), wide = c < 0x300 ? 1 : width(c);
            if (used + wide > width - 1) break;
            used += wide;
            i += Character.charCount(c);
        }
        return text.substring(0, i) + "…";
    }

    /// Lines no wider than this, broken at spaces where that is possible.
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        int start = 0, space = -1, used = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i), wide = c < 0x300 ? 1 : width(c);
            if (used + wide > width && i > start) {
                int end = space > start ? space : i;
                lines.add(text.substring(start, end));
                start = space > start ? space + 1 : i;
                space = -1;
                used = width(text.substring(start, i));
            }
            if (c == ' ') space = i;
            used += wide;
            i += Character.charCount(c);
        }
        lines.add(text.substring(start));
        return lines;
    }
}
