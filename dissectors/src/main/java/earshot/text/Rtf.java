package earshot.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Set;

/// Rich Text Format to plain text: enough for what chat programs write (ICQ, GroupWise). Fonts, colours,
/// pictures and everything marked as skippable (`{\*`) are left out; paragraphs and lines become line breaks;
/// characters come from `\'hh` in the document's code page and from numbered Unicode characters.
public final class Rtf {
    private static final Set<String> HIDDEN =
            Set.of("fonttbl", "colortbl", "stylesheet", "info", "pict", "header", "footer", "object", "listtable");
    private static final int DEEPEST = 1000;

    private final String rtf;
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Charset charset = TextDecoding.FALLBACK;
    private int at, depth, hiddenBelow = Integer.MAX_VALUE, standIns = 1, toSkip;

    private Rtf(String rtf) {
        this.rtf = rtf;
    }

    /// The text of an RTF document; what is no RTF is text already.
    public static String text(String rtf) {
        return rtf.startsWith("{\\rtf") ? new Rtf(rtf).read() : rtf;
    }

    private String read() {
        while (at < rtf.length() && depth < DEEPEST) {
            char c = rtf.charAt(at++);
            switch (c) {
                case '{' -> depth++;
                case '}' -> {
                    if (--depth < hiddenBelow) hiddenBelow = Integer.MAX_VALUE;
                    if (depth <= 0) at = rtf.length();
                }
                case '\\' -> control();
                case '\r', '\n', '\0' -> {}
                default -> add(c);
            }
        }
        flush();
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') end--;
        return text.substring(0, end);
    }

    private void control() {
        if (at == rtf.length()) return;
        char c = rtf.charAt(at);
        if (c >= 'a' && c <= 'z') {
            word();
            return;
        }
        at++;
        switch (c) {
            case '\'' -> hex();
            case '*' -> hide();
            case '~' -> add(' ');
            case '_' -> add('-');
            case '\n', '\r' -> add('\n');
            case '\\', '{', '}' -> add(c);
            default -> {}
        }
    }

    private void word() {
        int from = at;
        while (at < rtf.length() && rtf.charAt(at) >= 'a' && rtf.charAt(at) <= 'z' && at - from < 32) at++;
        String word = rtf.substring(from, at);
        int sign = at < rtf.length() && rtf.charAt(at) == '-' ? -1 : 1;
        if (sign < 0) at++;
        int number = 0, digits = 0;
        while (at < rtf.length() && Character.digit(rtf.charAt(at), 10) >= 0 && digits < 9) {
            number = number * 10 + Character.digit(rtf.charAt(at++), 10);
            digits++;
        }
        if (at < rtf.length() && rtf.charAt(at) == ' ') at++;
        switch (word) {
            case "par", "line" -> add('\n');
            case "tab" -> add('\t');
            case "ansicpg" -> codePage(number);
            case "uc" -> standIns = number;
            case "u" -> {
                add((char) (sign * number));
                toSkip = standIns;
            }
            default -> {
                if (HIDDEN.contains(word)) hide();
            }
        }
    }

    private void codePage(int number) {
        String name = "windows-" + number;
        if (number > 0 && Charset.isSupported(name)) charset = Charset.forName(name);
    }

    private void hex() {
        if (at + 2 > rtf.length()) return;
        int high = Character.digit(rtf.charAt(at), 16), low = Character.digit(rtf.charAt(at + 1), 16);
        if (high < 0 || low < 0) return;
        at += 2;
        if (toSkip > 0) toSkip--;
        else if (hiddenBelow == Integer.MAX_VALUE) bytes.write(high << 4 | low);
    }

    /// The group that is open now shows nothing.
    private void hide() {
        if (hiddenBelow == Integer.MAX_VALUE) hiddenBelow = depth;
    }

    private void add(char c) {
        if (toSkip > 0) {
            toSkip--;
            return;
        }
        if (hiddenBelow != Integer.MAX_VALUE) return;
        flush();
        text.append(c);
    }

    /// Characters of several bytes come as several `\'hh`.
    private void flush() {
        if (bytes.size() == 0) return;
        text.append(new String(bytes.toByteArray(), charset));
        bytes.reset();
    }
}
