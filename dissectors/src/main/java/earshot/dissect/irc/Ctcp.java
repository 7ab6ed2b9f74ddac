package earshot.dissect.irc;

import java.util.ArrayList;
import java.util.List;

/// What stands in the text of a PRIVMSG or NOTICE: plain words, and between 0x01 characters requests and
/// replies of the Client-To-Client Protocol. Several may share a line; the closing 0x01 of the last may be
/// missing. Octets.
///
/// Quoting by backslash, which the first specification had, is left alone: today's clients do not quote, and a
/// `\o/` or a Windows path is what somebody typed.
///
/// @param command in upper case; "" for plain words
/// @param text the words, or what follows the command
record Ctcp(String command, String text) {
    private static final char DELIMITER = 0x01, LOW_QUOTE = 0x10;
    /// More parts than anybody puts on a line.
    private static final int MOST = 8;

    /// The parts of a text, in order; the plain words of a line without CTCP are its only part.
    static List<Ctcp> parts(String text) {
        String line = lowUnquoted(text);
        if (line.indexOf(DELIMITER) < 0) return List.of(new Ctcp("", line));
        List<Ctcp> parts = new ArrayList<>(2);
        boolean inside = false;
        for (int at = 0; at <= line.length() && parts.size() < MOST; ) {
            int end = line.indexOf(DELIMITER, at);
            if (end < 0) end = line.length();
            String piece = line.substring(at, end);
            if (inside) parts.add(of(piece));
            else if (!piece.isBlank()) parts.add(new Ctcp("", piece));
            inside = !inside;
            at = end + 1;
        }
        return parts;
    }

    boolean plain() {
        return command.isEmpty();
    }

    private static Ctcp of(String piece) {
        int space = piece.indexOf(' ');
        String command = space < 0 ? piece : piece.substring(0, space);
        String rest = space < 0 ? "" : piece.substring(space + 1);
        // A nameless one is nothing; it must not pass for plain words.
        return new Ctcp(command.isEmpty() ? "?" : Ascii.upper(command), rest);
    }

    /// 0x10 hides NUL, CR, LF and itself from the servers.
    private static String lowUnquoted(String text) {
        if (text.indexOf(LOW_QUOTE) < 0) return text;
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != LOW_QUOTE || i + 1 == text.length()) {
                plain.append(c);
                continue;
            }
            char quoted = text.charAt(++i);
            plain.append(
                    switch (quoted) {
                        case '0' -> '\0';
                        case 'n' -> '\n';
                        case 'r' -> '\r';
                        default -> quoted;
                    });
        }
        return plain.toString();
    }
}
