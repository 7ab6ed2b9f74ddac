package earshot.text;

import java.util.Locale;
import java.util.Set;
import org.jsoup.parser.Parser;

/// Chat HTML to plain text, in the order written.
///
/// A tag is removed only where a chat client can have put it: `<`, perhaps `/`, the name of an element that
/// chat clients send, and a `>`. Everything else that begins with `<` is text: `<again>`, `<3`, `a < b`.
/// `<br>` and the beginnings and ends of blocks become line breaks; links keep their text; an image leaves
/// its `alt`, if any. Entities with their semicolon are decoded whether or not there are tags; `AT&T` and
/// `?a=1&copy=2` stay.
///
/// No tree is built: a tree builder moves text about (out of tables, into heads), and the order is evidence.
public final class ChatHtml {
    /// What AIM, ICQ, iChat, libpurple and Trillian are known to send, and what users could type into clients
    /// that pass HTML through. Names that are as likely to be words in angle brackets (`time`, `main` …) are
    /// not here: losing words is worse than showing a tag.
    private static final Set<String> TAGS = words("""
            html head body font b i u s strike strong em big small sub sup a br p div span hr img ul ol li
            table tbody tr td th pre tt code center blockquote h1 h2 h3 h4 h5 h6 title style binary""");

    private static final Set<String> BLOCKS =
            words("p div hr ul ol li table tr pre center blockquote h1 h2 h3 h4 h5 h6");
    /// Elements whose content nobody is shown.
    private static final Set<String> HIDDEN = Set.of("title", "style");

    private static final int LONGEST_NAME = 10;

    private ChatHtml() {}

    private static Set<String> words(String list) {
        return Set.of(list.split("\\s+"));
    }

    /// The text that a reader saw.
    public static String text(String html) {
        int tag = html.indexOf('<');
        if (tag < 0) return html.indexOf('&') < 0 ? html : entities(html);
        StringBuilder text = new StringBuilder(html.length());
        int from = 0, hiddenFrom = -1;
        boolean breakDue = false;
        for (; tag >= 0; tag = html.indexOf('<', tag)) {
            String name = name(html, tag);
            int end = name.isEmpty() ? -1 : end(html, tag);
            if (end < 0) {
                tag++;
                continue;
            }
            breakDue = add(text, html.substring(from, tag), breakDue);
            boolean closing = html.charAt(tag + 1) == '/';
            if (HIDDEN.contains(name)) {
                // Hidden only once it is closed: a stray <title> must not swallow the message.
                if (closing && hiddenFrom >= 0) text.setLength(hiddenFrom);
                hiddenFrom = closing ? -1 : text.length();
            } else if (name.equals("br")) {
                text.append(breakDue ? "\n\n" : "\n");
                breakDue = false;
            } else if (BLOCKS.contains(name)) {
                breakDue = !text.isEmpty() && text.charAt(text.length() - 1) != '\n';
            } else if (name.equals("img")) {
                breakDue = add(text, attribute(html, tag, end, "alt"), breakDue);
            }
            from = tag = end;
        }
        add(text, html.substring(from), breakDue);
        return text.toString();
    }

    /// Whether there is a tag that [#text] would remove.
    public static boolean hasTags(String text) {
        for (int tag = text.indexOf('<'); tag >= 0; tag = text.indexOf('<', tag + 1)) {
            if (!name(text, tag).isEmpty() && end(text, tag) >= 0) return true;
        }
        return false;
    }

    private static boolean add(StringBuilder text, String piece, boolean breakDue) {
        if (piece.isEmpty()) return breakDue;
        if (breakDue) text.append('\n');
        text.append(entities(piece));
        return false;
    }

    /// The element's name in lower case where a known tag begins at this `<`, else "".
    private static String name(String html, int tag) {
        int from = tag + 1;
        if (from < html.length() && html.charAt(from) == '/') from++;
        int to = from;
        while (to < html.length() && to - from <= LONGEST_NAME && isNameChar(html.charAt(to))) to++;
        if (to == from || to == html.length()) return "";
        char after = html.charAt(to);
        if (after != '>' && after != '/' && !isSpace(after)) return "";
        String name = html.substring(from, to).toLowerCase(Locale.ROOT);
        return TAGS.contains(name) ? name : "";
    }

    /// The place after the tag's `>`, which does not count inside quotes; -1 where the tag is never closed or
    /// another one begins first: then it was none.
    private static int end(String html, int tag) {
        char quote = 0;
        int unquoted = -1;
        for (int i = tag + 1; i < html.length(); i++) {
            char c = html.charAt(i);
            if (c == '>' && unquoted < 0) unquoted = i + 1;
            if (quote != 0) {
                if (c == quote) quote = 0;
                // A quote left open must not swallow what follows: the first > ends the tag then.
                else if (c == '<' && unquoted >= 0) return unquoted;
            } else if (c == '>') {
                return i + 1;
            } else if (c == '<') {
                return -1;
            } else if ((c == '"' || c == '\'') && html.charAt(i - 1) == '=') {
                quote = c;
            }
        }
        return unquoted;
    }

    /// The value of an attribute of one tag (`<img src="x">`), "" where it has none.
    public static String attribute(String tag, String name) {
        return attribute(tag, 0, tag.length(), name);
    }

    /// The value of an attribute of the tag between `from` and `to`, "" where it has none.
    private static String attribute(String html, int from, int to, String wanted) {
        for (int i = from + 1; i + wanted.length() + 1 < to; i++) {
            if (!isSpace(html.charAt(i - 1)) || !html.regionMatches(true, i, wanted + "=", 0, wanted.length() + 1)) {
                continue;
            }
            int at = i + wanted.length() + 1;
            char quote = html.charAt(at);
            boolean quoted = quote == '"' || quote == '\'';
            int end = quoted ? html.indexOf(quote, at + 1) : at;
            if (quoted) return end < 0 || end >= to ? "" : html.substring(at + 1, end);
            while (end < to - 1 && !isSpace(html.charAt(end))) end++;
            return html.substring(at, end);
        }
        return "";
    }

    /// Decodes the entities that have their semicolon, and no others.
    private static String entities(String text) {
        int from = 0;
        StringBuilder decoded = null;
        for (int amp = text.indexOf('&'); amp >= 0; amp = text.indexOf('&', amp + 1)) {
            int end = amp + 1;
            while (end < text.length() && end - amp < 32 && isEntityChar(text.charAt(end))) end++;
            if (end == amp + 1 || end == text.length() || text.charAt(end) != ';') continue;
            String entity = text.substring(amp, end + 1);
            String character = Parser.unescapeEntities(entity, false);
            if (character.equals(entity)) continue;
            if (decoded == null) decoded = new StringBuilder(text.length());
            decoded.append(text, from, amp).append(character.equals("\u00a0") ? " " : character);
            from = end + 1;
            amp = end;
        }
        return decoded == null
                ? text
                : decoded.append(text, from, text.length()).toString();
    }

    private static boolean isNameChar(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static boolean isEntityChar(char c) {
        return isNameChar(c) || c == '#';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }
}
