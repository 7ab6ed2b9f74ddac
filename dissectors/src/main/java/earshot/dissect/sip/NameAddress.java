package earshot.dissect.sip;

import java.util.ArrayList;
import java.util.List;

/// A party as From, To, Contact and their like write it (RFC 3261 section 25.1): `"Ann" <sip:ann@ex.org>;tag=1`.
///
/// @param name the display name, "" where there is none
/// @param parameters what follows the address, beginning with a semicolon
record NameAddress(String name, Uri uri, String parameters) {
    static final NameAddress NONE = new NameAddress("", Uri.NONE, "");

    private static final int MOST = 64;

    static NameAddress read(String field) {
        String text = field.strip();
        int open = outsideQuotes(text, '<');
        if (open < 0) {
            // Without brackets the parameters are the field's.
            int semicolon = text.indexOf(';');
            return semicolon < 0
                    ? new NameAddress("", Uri.read(text), "")
                    : new NameAddress("", Uri.read(text.substring(0, semicolon)), text.substring(semicolon));
        }
        int close = text.indexOf('>', open);
        if (close < 0) return NONE;
        String name = text.substring(0, open).strip();
        if (name.length() >= 2 && name.startsWith("\"") && name.endsWith("\""))
            name = name.substring(1, name.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\");
        return new NameAddress(name, Uri.read(text.substring(open + 1, close)), text.substring(close + 1));
    }

    /// The parties of a field that lists them, parted by commas outside quotes and brackets.
    static List<NameAddress> list(String field) {
        List<NameAddress> all = new ArrayList<>();
        boolean quoted = false, bracketed = false;
        int from = 0;
        for (int i = 0; i <= field.length() && all.size() < MOST; i++) {
            char c = i == field.length() ? ',' : field.charAt(i);
            if (i == field.length()) quoted = bracketed = false;
            if (c == '\\' && quoted) i++;
            else if (c == '"') quoted = !quoted;
            else if (c == '<' && !quoted) bracketed = true;
            else if (c == '>' && !quoted) bracketed = false;
            else if (c == ',' && !quoted && !bracketed) {
                if (!field.substring(from, i).isBlank()) all.add(read(field.substring(from, i)));
                from = i + 1;
            }
        }
        return all;
    }

    private static int outsideQuotes(String text, char wanted) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted) i++;
            else if (c == '"') quoted = !quoted;
            else if (c == wanted && !quoted) return i;
        }
        return -1;
    }

    /// @return "" where it is absent
    String parameter(String name) {
        return earshot.mime.Mime.parameterOf(parameters, name);
    }

    String tag() {
        return parameter("tag");
    }
}
