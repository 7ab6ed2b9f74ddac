package earshot.dissect.xmpp;

import earshot.event.Account;
import java.util.Locale;

/// An address, `local@domain/resource` (RFC 7622); local part and resource may be "". Local part and domain
/// are in lower case, as servers compare them; the resource is as written.
record Jid(String local, String domain, String resource) {
    /// Longer than any address may be: three parts of at most 1023 bytes.
    private static final int LONGEST = 3 * 1023 + 2;

    /// @return null where the text is no address
    static Jid parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST) return null;
        int slash = text.indexOf('/');
        String bare = slash < 0 ? text : text.substring(0, slash);
        int at = bare.indexOf('@');
        String local = at < 0 ? "" : bare.substring(0, at);
        String domain = bare.substring(at + 1);
        if (domain.isEmpty() || at == 0 || blank(bare)) return null;
        return new Jid(
                local.toLowerCase(Locale.ROOT),
                domain.toLowerCase(Locale.ROOT),
                slash < 0 ? "" : text.substring(slash + 1));
    }

    private static boolean blank(String text) {
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) <= ' ') return true;
        return false;
    }

    /// `local@domain`.
    String bare() {
        return local.isEmpty() ? domain : local + "@" + domain;
    }

    String full() {
        return resource.isEmpty() ? bare() : bare() + "/" + resource;
    }

    boolean isUser() {
        return !local.isEmpty();
    }

    boolean sameAccount(Jid other) {
        return other != null && local.equals(other.local) && domain.equals(other.domain);
    }

    Account account() {
        return Account.of(bare(), resource);
    }
}
