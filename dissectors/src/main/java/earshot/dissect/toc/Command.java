package earshot.dissect.toc;

import java.util.ArrayList;
import java.util.List;

/// A client's line: words between blanks. Quotes hold a word together, braces too (Tcl programs write lists so), and
/// a backslash takes its meaning from any character after it.
///
/// All text here is one character a byte (ISO 8859-1): which charset it is in only the reader of a word knows.
record Command(String verb, List<String> words) {
    static Command read(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int at = 0; at < line.length(); ) {
            if (isBlank(line.charAt(at))) {
                at++;
                continue;
            }
            word.setLength(0);
            at = word(line, at, word);
            words.add(word.toString());
        }
        return words.isEmpty()
                ? new Command("", List.of())
                : new Command(words.getFirst(), words.subList(1, words.size()));
    }

    /// @return the place after the word
    private static int word(String line, int from, StringBuilder word) {
        char open = line.charAt(from);
        int depth = open == '{' ? 1 : 0;
        boolean quoted = open == '"';
        int at = quoted || depth > 0 ? from + 1 : from;
        for (; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '\\' && at + 1 < line.length()) {
                word.append(line.charAt(++at));
                continue;
            }
            if (open == '{') {
                if (c == '{') depth++;
                else if (c == '}' && --depth == 0) return at + 1;
            } else if (quoted) {
                if (c == '"') return at + 1;
            } else if (isBlank(c)) {
                return at;
            }
            word.append(c);
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    boolean has(int i) {
        return i < words.size();
    }

    /// The word, "" where there are not so many.
    String word(int i) {
        return has(i) ? words.get(i) : "";
    }
}
