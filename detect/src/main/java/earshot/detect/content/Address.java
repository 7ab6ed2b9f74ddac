package earshot.detect.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A web address as it stands in a text.
///
/// @param user what stands before an `@` in the authority, "" for nothing
/// @param host lower case; an IPv6 literal with its brackets
/// @param port "" where none is written
record Address(String whole, String scheme, String user, String host, String port, String path) {
    private static final int MOST = 8, LONGEST = 4096, LONGEST_TEXT = 20_000;

    /// Those of a text that have a scheme or begin with `www.`.
    static List<Address> in(String text) {
        List<Address> found = new ArrayList<>();
        int end = Math.min(text.length(), LONGEST_TEXT);
        for (int at = 0; at < end && found.size() < MOST; ) {
            int stop = at;
            while (stop < end && !separates(text.charAt(stop))) stop++;
            if (stop > at) {
                Address one = of(text.substring(at, Math.min(stop, at + LONGEST)));
                if (one != null) found.add(one);
            }
            at = stop + 1;
        }
        return found;
    }

    private static boolean separates(char c) {
        return c <= ' ' || c == '<' || c == '>' || c == '"' || c == '|' || c == '\u00a0';
    }

    private static Address of(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        int at = lower.indexOf("http://") >= 0 ? lower.indexOf("http://") : lower.indexOf("https://");
        if (at < 0) at = lower.indexOf("www.");
        if (at < 0 || at > 0 && Character.isLetterOrDigit(lower.charAt(at - 1))) return null;
        int to = word.length();
        while (to > at
                && ".,;:!?)]}'".indexOf(word.charAt(to - 1)) >= 0
                && !(word.charAt(to - 1) == ']' && word.indexOf('[') > 0)) to--;
        String whole = word.substring(at, to);
        int scheme = whole.indexOf("://");
        String rest = scheme < 0 ? whole : whole.substring(scheme + 3);
        int slash = first(rest, "/?#\\");
        String authority = slash < 0 ? rest : rest.substring(0, slash), path = slash < 0 ? "" : rest.substring(slash);
        int user = authority.lastIndexOf('@');
        String host = authority.substring(user + 1), port = "";
        int colon = host.lastIndexOf(':');
        if (colon > host.lastIndexOf(']') && colon >= 0) {
            port = host.substring(colon + 1);
            host = host.substring(0, colon);
        }
        while (host.endsWith(".")) host = host.substring(0, host.length() - 1);
        if (host.isEmpty()
                || host.indexOf('.') < 0 && !host.startsWith("[") && !host.matches("[0-9]{7,10}|0x[0-9a-fA-F]{8}"))
            return null;
        return new Address(
                whole,
                scheme < 0 ? "" : whole.substring(0, scheme).toLowerCase(Locale.ROOT),
                user < 0 ? "" : authority.substring(0, user),
                host.toLowerCase(Locale.ROOT),
                port,
                path);
    }

    private static int first(String text, String any) {
        for (int i = 0; i < text.length(); i++) if (any.indexOf(text.charAt(i)) >= 0) return i;
        return -1;
    }
}
