package earshot.dissect.irc;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/// The tags of a line (IRCv3 message tags): `key[=value]` separated by semicolons, values escaped. Looked up
/// where they stand: most lines are asked for two or three of them.
///
/// @param octets as sent, without the `@`; "" for none
record Tags(String octets) {
    static final Tags NONE = new Tags("");

    static Tags of(Line line) {
        return line.tags().isEmpty() ? NONE : new Tags(line.tags());
    }

    /// The value, "" where the tag is missing or has none. Where a key stands twice the last one holds.
    String value(String key) {
        String value = "";
        for (int at = 0; at < octets.length(); ) {
            int end = octets.indexOf(';', at);
            if (end < 0) end = octets.length();
            int equals = octets.indexOf('=', at);
            if (equals > end) equals = -1;
            int keyEnd = equals < 0 ? end : equals;
            if (keyEnd - at == key.length() && octets.startsWith(key, at)) {
                value = equals < 0 ? "" : unescape(octets.substring(equals + 1, end));
            }
            at = end + 1;
        }
        return value;
    }

    /// The value of whichever of these keys has one: drafts keep their prefix for years.
    String value(String key, String draft) {
        String value = value(key);
        return value.isEmpty() ? value(draft) : value;
    }

    boolean has(String key) {
        for (int at = 0; at < octets.length(); ) {
            int end = octets.indexOf(';', at);
            if (end < 0) end = octets.length();
            if (octets.startsWith(key, at)) {
                int after = at + key.length();
                if (after == end || after < end && octets.charAt(after) == '=') return true;
            }
            at = end + 1;
        }
        return false;
    }

    /// The `time` tag in nanoseconds since 1970; 0 where there is none that makes sense.
    long time() {
        String stated = value("time");
        if (stated.isEmpty() || stated.length() > 40) return 0;
        try {
            Instant instant = Instant.parse(stated);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
        } catch (DateTimeParseException | ArithmeticException e) {
            return 0;
        }
    }

    private static String unescape(String value) {
        if (value.indexOf('\\') < 0) return value;
        StringBuilder plain = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            if (++i == value.length()) break;
            char escaped = value.charAt(i);
            plain.append(
                    switch (escaped) {
                        case ':' -> ';';
                        case 's' -> ' ';
                        case 'r' -> '\r';
                        case 'n' -> '\n';
                        default -> escaped;
                    });
        }
        return plain.toString();
    }
}
