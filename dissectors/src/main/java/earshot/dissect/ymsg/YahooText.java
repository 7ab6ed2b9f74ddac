package earshot.dissect.ymsg;

import earshot.text.TextDecoding;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Texts as Yahoo! clients write them: escape sequences for style and colour, three kinds of tags for fonts and colour
/// effects, and nothing else that is markup.
final class YahooText {
    private static final char ESC = 0x1b;
    private static final String[] TAGS = {"font", "fade", "alt"};
    /// Longer sequences and tags are none.
    private static final int LONGEST_CODE = 16, LONGEST_TAG = 256;
    private static final int MOST_SPEAKERS = 64;

    /// Whose earlier lines are evidence for the charset of the next, the one longest silent first.
    private final Map<String, TextDecoding.Speaker> speakers = new LinkedHashMap<>(16, 0.75f, true);

    /// @param utf8 whether the packet says so
    TextDecoding read(String speaker, byte[] text, boolean utf8) {
        if (utf8 && TextDecoding.isUtf8(text)) return TextDecoding.as(text, StandardCharsets.UTF_8);
        TextDecoding read = speakers.computeIfAbsent(speaker, _ -> new TextDecoding.Speaker())
                .read(text);
        if (speakers.size() > MOST_SPEAKERS) {
            speakers.remove(speakers.keySet().iterator().next());
        }
        return read;
    }

    /// What a reader saw.
    static String plain(String text) {
        if (text.indexOf(ESC) < 0 && text.indexOf('<') < 0) return text;
        StringBuilder plain = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); ) {
            char c = text.charAt(at);
            int end = c == ESC ? code(text, at) : c == '<' ? tag(text, at) : at;
            if (end == at) plain.append(text.charAt(at++));
            else at = end;
        }
        return plain.toString();
    }

    /// The place after `ESC [ … m`; the same place where none begins.
    private static int code(String text, int at) {
        if (at + 1 >= text.length() || text.charAt(at + 1) != '[') return at;
        int end = find('m', text, at + 2, at + LONGEST_CODE);
        return end < 0 ? at : end + 1;
    }

    /// The place after `<font …>`, `</fade>` and the like; the same place where none begins.
    private static int tag(String text, int at) {
        int name = at + 1;
        boolean closes = name < text.length() && text.charAt(name) == '/';
        if (closes) name++;
        for (String tag : TAGS) {
            int after = name + tag.length();
            if (!text.regionMatches(true, name, tag, 0, tag.length()) || after >= text.length()) continue;
            if (closes) return text.charAt(after) == '>' ? after + 1 : at;
            if (text.charAt(after) != ' ') return at;
            int end = find('>', text, after, at + LONGEST_TAG);
            // What is neither name="value" nor a colour was written by a hand.
            boolean made = end > 0 && (find('=', text, after, end) > 0 || find('#', text, after, end) > 0);
            return made ? end + 1 : at;
        }
        return at;
    }

    private static int find(char c, String text, int from, int to) {
        for (int i = from; i < Math.min(to, text.length()); i++) if (text.charAt(i) == c) return i;
        return -1;
    }
}
