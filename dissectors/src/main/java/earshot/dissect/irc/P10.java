package earshot.dissect.irc;

/// What is particular to the links of ircu and its kin: commands are letters, numbers are base64.
final class P10 {
    private P10() {}

    static String command(String token) {
        return switch (token) {
            case "P" -> "PRIVMSG";
            case "O" -> "NOTICE";
            case "N" -> "NICK";
            case "Q" -> "QUIT";
            case "J", "C" -> "JOIN";
            case "L" -> "PART";
            case "K" -> "KICK";
            case "T" -> "TOPIC";
            case "A" -> "AWAY";
            case "D" -> "KILL";
            case "M", "OM" -> "MODE";
            case "I" -> "INVITE";
            case "B" -> "BURST";
            default -> token;
        };
    }

    /// The members in `B #channel time [+modes [arguments]] members [:%bans]`: the first parameter after the time
    /// that is a list of numbers, five characters each, with what they may do after a colon.
    static String members(Line line, int channel) {
        for (int i = channel + 2; i < line.count(); i++) {
            String word = line.param(i);
            if (word.startsWith("+") || word.startsWith("%")) continue;
            int end = word.indexOf(',');
            String first = end < 0 ? word : word.substring(0, end);
            int colon = first.indexOf(':');
            if ((colon < 0 ? first : first.substring(0, colon)).length() == 5) return word;
        }
        return "";
    }
}
