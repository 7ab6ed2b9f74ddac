package earshot.dissect.msnp.p2p;

import earshot.event.Account;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Accounts and names as MSNP writes them.
public final class Names {
    private static final int LONGEST = 320;

    private Names() {}

    /// The account of `alice@example.com`, `1:alice@example.com` (with the network's number) or
    /// `alice@example.com;{endpoint}`; null where it is none.
    public static Account account(String written) {
        String id = written.strip();
        int colon = id.indexOf(':');
        if (colon > 0 && colon < 4 && id.chars().limit(colon).allMatch(c -> c >= '0' && c <= '9'))
            id = id.substring(colon + 1);
        int semicolon = id.indexOf(';');
        String endpoint = semicolon < 0 ? "" : id.substring(semicolon + 1);
        if (semicolon >= 0) id = id.substring(0, semicolon);
        return isAccount(id) ? Account.of(id, endpoint) : null;
    }

    /// The account without its endpoint.
    public static Account bare(String written) {
        Account account = account(written);
        return account == null || account.resource().isEmpty() ? account : Account.of(account.id());
    }

    public static boolean isAccount(String id) {
        if (id.startsWith("tel:+") && id.length() < 32) return true;
        int at = id.indexOf('@');
        if (at <= 0 || at == id.length() - 1 || id.length() > LONGEST) return false;
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c <= ' ' || c == 0x7f || "<>\",/\\".indexOf(c) >= 0) return false;
        }
        return true;
    }

    /// What tells accounts apart: case does not.
    public static String key(String id) {
        return id.toLowerCase(Locale.ROOT);
    }

    public static boolean same(Account one, Account other) {
        return one != null && other != null && one.id().equalsIgnoreCase(other.id());
    }

    /// A name without its `%20`.
    public static String decoded(String written) {
        if (written.indexOf('%') < 0) return written;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(written.length());
        byte[] raw = written.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(raw[i + 2], 16);
            if (low < 0) {
                bytes.write(raw[i]);
            } else {
                bytes.write(high << 4 | low);
                i += 2;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
