package earshot.report.talk;

import earshot.flow.Address;
import java.util.Locale;

/// Somebody in a talk.
///
/// @param shown as the protocol wrote it, or `?` and an address
/// @param key what equal parties have in common
public record Party(String shown, String key) {
    /// @param account as written in an event
    /// @param flow tells unnamed parties apart: they are labels of their flow
    public static Party of(String account, String flow) {
        return new Party(account, unnamed(account) ? account + ' ' + flow : normal(account));
    }

    /// What account names are compared by: case and white space make no difference.
    public static String normal(String account) {
        boolean plain = true;
        for (int i = 0; i < account.length() && plain; i++) {
            char c = account.charAt(i);
            plain = c > ' ' && c < 0x7f && (c < 'A' || c > 'Z');
        }
        if (plain) return account;
        StringBuilder key = new StringBuilder(account.length());
        account.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(c -> !Character.isWhitespace(c))
                .forEach(key::appendCodePoint);
        return key.toString();
    }

    /// Whether the account is a label for whoever was at an address.
    public static boolean unnamed(String account) {
        return account.startsWith("?") && Address.parse(account.substring(1)) != null;
    }

    boolean isUnnamed() {
        return unnamed(shown);
    }
}
