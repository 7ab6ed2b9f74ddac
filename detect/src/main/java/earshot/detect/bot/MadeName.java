package earshot.detect.bot;

import java.util.List;
import java.util.Locale;

/// Whether a nick has one of the shapes in which bots name themselves: `[USA|XP|P|12345]`, `USA|0123456`,
/// `XP-83461`, `rBot-4712`.
final class MadeName {
    /// Web chats name their guests so.
    private static final List<String> GUESTS = List.of("guest", "user", "mib", "webchat", "anon", "visitor", "android");

    private MadeName() {}

    static boolean is(String nick) {
        String lower = nick.toLowerCase(Locale.ROOT);
        for (String guest : GUESTS) if (lower.startsWith(guest)) return false;
        int digits = 0;
        while (digits < nick.length() && Character.isDigit(last(nick, digits))) digits++;
        boolean bracketed = (nick.startsWith("[") || nick.startsWith("{")) && nick.indexOf('|') > 0;
        if (bracketed) return count(nick) >= 3;
        if (digits < 4 || digits >= nick.length() - 1) return false;
        char before = last(nick, digits);
        if (before != '|' && before != '-') return false;
        String head = nick.substring(0, nick.length() - digits - 1);
        return head.length() <= 6 && head.chars().allMatch(c -> Character.isLetter(c) || c == '|');
    }

    private static char last(String text, int back) {
        return text.charAt(text.length() - 1 - back);
    }

    private static int count(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) if (Character.isDigit(text.charAt(i))) digits++;
        return digits;
    }
}
