package earshot.dissect.irc;

/// What a server says of its own rules in numeric 005, as far as reading lines depends on it. What RFC 1459
/// says holds until then. Octets.
final class Isupport {
    /// How names are compared: which further characters are letters in two cases.
    enum Casemapping {
        ASCII,
        RFC1459,
        STRICT_RFC1459;

        char fold(char c) {
            if (c >= 'A' && c <= 'Z') return (char) (c + 32);
            if (this == ASCII) return c;
            return switch (c) {
                case '[' -> '{';
                case ']' -> '}';
                case '\\' -> '|';
                case '~' -> this == RFC1459 ? '^' : c;
                default -> c;
            };
        }
    }

    private static final int LONGEST = 64;

    private String network = "";
    private String channelTypes = "#&+!";
    private String statusPrefixes = "@%+";
    private String prefixModes = "qaohv";
    private String prefixes = "~&@%+";
    private String listModes = "beIq";
    private String argumentModes = "k";
    private String setArgumentModes = "l";
    private Casemapping casemapping = Casemapping.RFC1459;

    /// The network's name, "" while the server has not said.
    String network() {
        return network;
    }

    /// Reads the tokens of one 005; the first parameter is the nick, the last a phrase.
    void read(Line line) {
        for (int i = 1; i < line.count(); i++) {
            String token = line.param(i);
            int equals = token.indexOf('=');
            if (equals <= 0 || i == line.count() - 1 && token.indexOf(' ') >= 0) continue;
            String value = token.substring(equals + 1);
            if (value.length() > LONGEST) continue;
            switch (token.substring(0, equals)) {
                case "NETWORK" -> network = value.replace("\\x20", " ");
                case "CHANTYPES" -> channelTypes = value;
                case "STATUSMSG" -> statusPrefixes = value;
                case "CASEMAPPING" ->
                    casemapping = switch (value) {
                        case "ascii", "rfc7613", "rfc8265" -> Casemapping.ASCII;
                        case "strict-rfc1459" -> Casemapping.STRICT_RFC1459;
                        default -> Casemapping.RFC1459;
                    };
                case "PREFIX" -> prefix(value);
                case "CHANMODES" -> modes(value);
                default -> {}
            }
        }
    }

    /// `(qaohv)~&@%+`.
    private void prefix(String value) {
        int close = value.indexOf(')');
        if (!value.startsWith("(") || close < 0 || value.length() - close - 1 != close - 1) return;
        prefixModes = value.substring(1, close);
        prefixes = value.substring(close + 1);
    }

    /// `lists,with argument,with argument when set,flags`.
    private void modes(String value) {
        String[] kinds = value.split(",", -1);
        if (kinds.length < 4) return;
        listModes = kinds[0];
        argumentModes = kinds[1];
        setArgumentModes = kinds[2];
    }

    boolean channel(String target) {
        return !target.isEmpty() && channelTypes.indexOf(target.charAt(0)) >= 0;
    }

    /// A target without the status that narrows it: `@#ops`, said to the operators of a channel, is `#ops`.
    String withoutStatus(String target) {
        int i = 0;
        while (i + 1 < target.length()
                && statusPrefixes.indexOf(target.charAt(i)) >= 0
                && (channel(target.substring(i + 1)) || statusPrefixes.indexOf(target.charAt(i + 1)) >= 0)) i++;
        return i > 0 && channel(target.substring(i)) ? target.substring(i) : target;
    }

    /// How many characters before a nick in a list of names are its status.
    int statusLength(String name) {
        int i = 0;
        while (i < name.length() && prefixes.indexOf(name.charAt(i)) >= 0) i++;
        return i;
    }

    /// Whether this channel mode has an argument. `b`, `o` and `k` always have one.
    boolean takesArgument(char mode, boolean set) {
        return prefixModes.indexOf(mode) >= 0
                || listModes.indexOf(mode) >= 0
                || argumentModes.indexOf(mode) >= 0
                || set && setArgumentModes.indexOf(mode) >= 0;
    }

    /// Whether this channel mode gives or takes somebody's status.
    boolean status(char mode) {
        return prefixModes.indexOf(mode) >= 0;
    }

    boolean same(String a, String b) {
        if (a.length() != b.length()) return false;
        for (int i = 0; i < a.length(); i++) {
            if (casemapping.fold(a.charAt(i)) != casemapping.fold(b.charAt(i))) return false;
        }
        return true;
    }

    /// The name in the one form that all its spellings share.
    String folded(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) folded.append(casemapping.fold(name.charAt(i)));
        return folded.toString();
    }
}
