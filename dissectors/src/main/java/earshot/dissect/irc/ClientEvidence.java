package earshot.dissect.irc;

import earshot.event.ImEvent.Client;
import earshot.text.MircFormatting;

/// What gives a program away: its answer to CTCP VERSION, the words it says goodbye with when its user has
/// none, how it registers. Only what no other program does.
final class ClientEvidence {
    /// Words of a QUIT or PART that are a program's own, and its name; where a version follows the name in the
    /// words, it is taken from there.
    private static final String[][] GOODBYES = {
        {"WeeChat ", "WeeChat"},
        {"ChatZilla ", "ChatZilla"},
        {"KVIrc ", "KVIrc"},
        {"BitchX-", "BitchX"},
        {"HydraIRC -> ", "HydraIRC"},
        {"Konversation terminated!", "Konversation"},
        {"http://quassel-irc.org", "Quassel IRC"},
        {"https://quassel-irc.org", "Quassel IRC"},
        {"Textual IRC Client", "Textual"},
        {"AndroIRC", "AndroIRC"},
        {"AndChat", "AndChat"},
        {"Colloquy for ", "Colloquy"},
        {"Miranda IM", "Miranda IM"},
        {"Trillian (", "Trillian"},
        {"CGI:IRC", "CGI:IRC"},
        {"http://www.mibbit.com", "Mibbit"},
        {"Nettalk6", "Nettalk"},
        {"HexChat", "HexChat"},
        {"http://www.mircx.com", "mIRC"},
        {"www.adiirc.com", "AdiIRC"},
    };

    private static final String[] SYSTEMS = {
        "Windows", "Linux", "Darwin", "Mac OS X", "macOS", "FreeBSD", "OpenBSD", "NetBSD", "SunOS", "Android", "iOS"
    };

    private ClientEvidence() {}

    /// From the answer to a CTCP VERSION: `irssi v1.4.3 - running on Linux x86_64`, `BitchX-1.2c01+ by …`.
    static Client version(String answer) {
        String text = MircFormatting.removed(answer).strip();
        if (text.isEmpty()) return Client.UNKNOWN;
        int version = versionAt(text);
        String name = version < 0 ? firstWords(text) : text.substring(0, version);
        int end = version;
        while (version >= 0 && end < text.length() && !Character.isWhitespace(text.charAt(end))) end++;
        String number = version < 0
                ? ""
                : text.substring(Character.isLetter(text.charAt(version)) ? version + 1 : version, end);
        return new Client(trimmed(name), trimmed(number), system(text));
    }

    /// From the words of a QUIT or PART; null where they are nobody's in particular.
    static Client goodbye(String words) {
        for (String[] own : GOODBYES) {
            int at = words.indexOf(own[0]);
            if (at < 0) continue;
            Client exact = version(words.substring(at));
            boolean versioned = exact.name().equals(own[1]);
            return versioned ? exact : new Client(own[1], "", system(words));
        }
        return null;
    }

    /// Where a version number begins: a digit, or a `v` before one, at the beginning of a word or after a dash;
    /// -1 where there is none.
    private static int versionAt(String text) {
        for (int i = 1; i < text.length(); i++) {
            char before = text.charAt(i - 1), c = text.charAt(i);
            if (!Character.isWhitespace(before) && before != '-' && before != '/') continue;
            boolean v = (c == 'v' || c == 'V') && i + 1 < text.length() && Character.isDigit(text.charAt(i + 1));
            if (v || Character.isDigit(c)) return i;
        }
        return -1;
    }

    private static String firstWords(String text) {
        int end = 0;
        while (end < text.length() && "-([,:|".indexOf(text.charAt(end)) < 0) end++;
        return text.substring(0, Math.min(end, 60));
    }

    private static String trimmed(String part) {
        int from = 0, to = part.length();
        while (from < to && !Character.isLetterOrDigit(part.charAt(from))) from++;
        while (to > from && !Character.isLetterOrDigit(part.charAt(to - 1)) && part.charAt(to - 1) != '+') to--;
        return part.substring(from, to);
    }

    private static String system(String text) {
        for (String system : SYSTEMS) if (text.contains(system)) return system;
        return "";
    }
}
