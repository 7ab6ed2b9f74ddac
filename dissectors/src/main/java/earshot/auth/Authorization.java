package earshot.auth;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A challenge or an answer in the manner of HTTP (RFC 9110 section 11): `Digest username="a", realm="b"`.
///
/// @param scheme in lower case
/// @param fields by name in lower case, quotes removed; the first of two of one name counts
/// @param rest what follows the scheme, as it stands
public record Authorization(String scheme, Map<String, String> fields, String rest) {
    private static final int MOST_FIELDS = 64;

    public static Authorization read(String value) {
        String text = value.strip();
        int space = text.indexOf(' ');
        if (space < 0) return new Authorization(text.toLowerCase(Locale.ROOT), Map.of(), "");
        String rest = text.substring(space + 1).strip();
        return new Authorization(text.substring(0, space).toLowerCase(Locale.ROOT), fields(rest), rest);
    }

    /// @return "" where it is absent
    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        int at = 0;
        while (at < text.length() && fields.size() < MOST_FIELDS) {
            int equals = text.indexOf('=', at);
            if (equals < 0) break;
            String name = text.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            StringBuilder value = new StringBuilder();
            at = equals + 1;
            while (at < text.length() && text.charAt(at) == ' ') at++;
            if (at < text.length() && text.charAt(at) == '"') {
                for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
                    if (text.charAt(at) == '\\' && at + 1 < text.length()) at++;
                    value.append(text.charAt(at));
                }
                while (at < text.length() && text.charAt(at) != ',') at++;
            } else {
                while (at < text.length() && text.charAt(at) != ',') value.append(text.charAt(at++));
            }
            at++;
            fields.putIfAbsent(name, value.toString().strip());
        }
        return fields;
    }
}
