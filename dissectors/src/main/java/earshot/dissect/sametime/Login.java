package earshot.dissect.sametime;

import earshot.bytes.Cursor;
import earshot.dissect.sametime.Blocks.LoginInfo;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Credential.Form;
import earshot.event.ImEvent.Identity;
import earshot.event.ImEvent.Session;
import earshot.flow.Direction;
import earshot.text.TextDecoding;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Logins.
///
/// | type | what | form |
/// |---|---|---|
/// | 0 | the password | cleartext |
/// | 1 | a token of the server or its web site (LTPA) | token |
/// | 2 | the password under RC2 with a key that stands beside it | reversible |
/// | 4 | the password under a key agreed by Diffie-Hellman, 512 bits | not opened |
final class Login {
    private static final long WRONG = 0x8000_0211L;

    private final Link link;
    private Account asked = Account.NONE;
    private Client client = Client.UNKNOWN;
    private String how = "";
    private boolean started;

    Login(Link link) {
        this.link = link;
    }

    void asked(Cursor in) {
        int type = in.u16();
        String name = Blocks.string(in);
        byte[] secret = Blocks.opaque(in);
        int kind = in.u16();
        if (in.truncated() || name.isEmpty()) return;
        asked = Account.of(name);
        client = Programs.of(type);
        switch (kind) {
            case 0 -> tell(Form.CLEARTEXT, plain(secret), "Sametime plain");
            case 1 -> tell(Form.TOKEN, token(secret), "Sametime token");
            case 2 -> {
                Cursor both = new Cursor(secret);
                byte[] key = Blocks.opaque(both), hidden = Blocks.opaque(both);
                byte[] password = both.truncated() || key.length == 0 ? null : new Rc2(key).open(hidden);
                if (password == null) link.out.anomaly("sametime-login", "the password does not open");
                else tell(Form.REVERSIBLE, text(password), "Sametime RC2/40");
            }
            case 4 -> {
                how = "Sametime RC2/128";
                link.out.anomaly(
                        "weak-key-exchange",
                        "the password is under a key agreed over a 512-bit prime; it was not opened");
            }
            default -> how = "Sametime login type " + kind;
        }
    }

    /// Some write the password's length before it.
    private static String plain(byte[] secret) {
        Cursor in = new Cursor(secret);
        int length = in.u16();
        boolean counted = length == secret.length - 2 && length > 0;
        return text(counted ? in.rest() : secret);
    }

    private static String text(byte[] bytes) {
        return TextDecoding.of(bytes).text();
    }

    private static String token(byte[] secret) {
        for (byte b : secret) if (b < ' ') return HexFormat.of().formatHex(secret);
        return new String(secret, StandardCharsets.US_ASCII);
    }

    private void tell(Form form, String secret, String mechanism) {
        how = mechanism;
        if (!secret.isEmpty()) link.out.emit(new Credential(link.seen(), asked, form, secret, mechanism, 0));
    }

    void accepted(LoginInfo info) {
        Account account = info.userId().isEmpty() ? asked : Account.of(info.userId());
        link.own(account, info.loginId());
        if (account.isNone()) return;
        boolean otherName = !asked.isNone() && !asked.id().equalsIgnoreCase(account.id());
        if (otherName) link.out.emit(new Identity(link.seen(), asked, account, Identity.Kind.SAME));
        Client known = client.name().isEmpty() ? Programs.of(info.type()) : client;
        started = true;
        link.out.emit(new Session(link.seen(), Session.State.STARTED, account, known, how, ""));
    }

    /// The connection's own channel is destroyed.
    void over(Direction from, long reason) {
        if (!started && !asked.isNone() && from == Direction.SERVER) {
            String why = reason == WRONG ? "incorrect login" : "0x%08x".formatted(reason);
            link.out.emit(new Session(link.seen(), Session.State.FAILED, asked, client, how, why));
            return;
        }
        if (!link.named()) return;
        started = false;
        String why = switch ((int) reason) {
            case 0 -> "";
            case 0x80000227 -> "signed-on-elsewhere";
            case 0x80000221 -> "connection broken";
            default -> "0x%08x".formatted(reason);
        };
        link.out.emit(new Session(link.seen(), Session.State.ENDED, link.own(), Client.UNKNOWN, "", why));
    }

    /// Lost bytes may hold another try.
    void forget() {
        asked = Account.NONE;
        client = Client.UNKNOWN;
        how = "";
    }
}
