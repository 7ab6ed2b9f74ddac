package earshot.app.digest;

import earshot.event.Account;
import earshot.report.talk.Party;

/// When two ways to write an account mean the same one.
final class Names {
    private Names() {}

    /// The same for all spellings that a server takes for one account: case never counts, and nor do
    /// spaces (AIM).
    static String key(Account account) {
        return key(account.id());
    }

    static String key(String name) {
        boolean plain = true;
        for (int i = 0; i < name.length() && plain; i++) {
            char c = name.charAt(i);
            plain = c > ' ' && c < 0x80 && (c < 'A' || c > 'Z');
        }
        return plain ? name : Party.normal(name);
    }
}
