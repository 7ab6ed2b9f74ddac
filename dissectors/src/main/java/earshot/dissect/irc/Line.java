package earshot.dissect.irc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One line, taken apart: `['@' tags SP] [':' source SP] command *(SP parameter) [SP ':' last]` (RFC 1459
/// section 2.3.1, IRCv3 message tags), with any number of spaces between the parts.
///
/// IRC states no charset, so everything here is **octets**: strings in which each character is one byte.
/// [Wire#text] makes text of them.
///
/// @param tags without the `@`, "" for none
/// @param source without the colon, "" for none
/// @param command in upper case, or three digits
/// @param trailing whether the last parameter was introduced by a colon
record Line(String tags, String source, String command, List<String> params, boolean trailing) {
    /// RFC 1459: at most 15; what follows the fourteenth is the fifteenth, spaces and all.
    private static final int MIDDLES = 14;

    private static final int LONGEST_COMMAND = 24;

    /// @return null where it is none: empty, or without a command
    static Line read(String octets) {
        return read(octets, false);
    }

    /// @param bareSource P10: servers write the source without a colon, as their first word
    static Line read(String octets, boolean bareSource) {
        int at = spaces(octets, 0);
        String tags = "", source = "";
        if (at < octets.length() && octets.charAt(at) == '@') {
            int end = word(octets, at);
            tags = octets.substring(at + 1, end);
            at = spaces(octets, end);
        }
        boolean colon = at < octets.length() && octets.charAt(at) == ':';
        if (colon || bareSource) {
            int end = word(octets, at);
            source = octets.substring(colon ? at + 1 : at, end);
            at = spaces(octets, end);
        }
        int end = word(octets, at);
        String command = octets.substring(at, end);
        if (!command(command)) return null;
        List<String> params = new ArrayList<>(4);
        boolean trailing = false;
        at = spaces(octets, end);
        while (at < octets.length()) {
            trailing = octets.charAt(at) == ':';
            if (trailing || params.size() == MIDDLES) {
                params.add(octets.substring(trailing ? at + 1 : at));
                break;
            }
            end = word(octets, at);
            params.add(octets.substring(at, end));
            at = spaces(octets, end);
        }
        return new Line(tags, source, command.toUpperCase(Locale.ROOT), params, trailing);
    }

    /// The parameter, "" where the line has not so many.
    String param(int i) {
        return i < params.size() ? params.get(i) : "";
    }

    /// The last parameter, "" where there is none.
    String last() {
        return params.isEmpty() ? "" : params.getLast();
    }

    /// The parameters from this one on, as one text.
    String rest(int from) {
        return from < params.size() ? String.join(" ", params.subList(from, params.size())) : "";
    }

    int count() {
        return params.size();
    }

    /// The number of a numeric reply, -1 for a command.
    int numeric() {
        return Character.isDigit(command.charAt(0)) ? Integer.parseInt(command) : -1;
    }

    Source from() {
        return Source.of(source);
    }

    private static boolean command(String word) {
        if (word.isEmpty() || word.length() > LONGEST_COMMAND) return false;
        boolean digits = word.length() == 3;
        boolean letters = true;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            digits &= c >= '0' && c <= '9';
            letters &= c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
        }
        return digits || letters;
    }

    private static int spaces(String octets, int at) {
        while (at < octets.length() && octets.charAt(at) == ' ') at++;
        return at;
    }

    private static int word(String octets, int at) {
        int end = octets.indexOf(' ', at);
        return end < 0 ? octets.length() : end;
    }
}
