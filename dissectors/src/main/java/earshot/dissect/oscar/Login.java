package earshot.dissect.oscar;

import earshot.bytes.Cursor;
import earshot.event.Account;
import earshot.event.Frames;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Session;
import earshot.flow.Direction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// How a connection proves whose it is: channel 1 (roasted password, or a cookie) with its answer on channel
/// 4, family 17 (MD5, registration), and family 07 (password change). See the package for what each exposes.
final class Login {
    private static final int NAME = 0x01,
            ROASTED = 0x02,
            CLIENT = 0x03,
            COOKIE = 0x06,
            ERROR = 0x08,
            KICKED = 0x09,
            DIGEST = 0x25,
            STRONG = 0x4c;
    private static final int NEW_PASSWORD = 0x02, OLD_PASSWORD = 0x12;

    /// Challenges are ten digits at AOL, a UUID at today's servers.
    private static final int LONGEST_CHALLENGE = 1024;

    private static final int LONGEST_REGISTERED = 32;

    private final Connection connection;
    private byte[] challenge = {};
    private Frames challengeFrames = Frames.NONE;
    private String how = "";
    private boolean byCookie, started, over;

    Login(Connection connection) {
        this.connection = connection;
    }

    /// What was lost may have been the challenge.
    void forget() {
        challenge = new byte[0];
        challengeFrames = Frames.NONE;
    }

    /// Channel 1. The server's says nothing.
    void hello(Direction from, Cursor payload) {
        payload.u32();
        Tlvs tlvs = Tlvs.rest(payload);
        if (from != Direction.CLIENT || payload.truncated()) return;
        if (tlvs.has(NAME)) connection.named(tlvs.text(NAME));
        if (tlvs.has(CLIENT)) connection.client = ClientName.atLogin(tlvs);
        if (tlvs.has(ROASTED) && connection.isNamed()) roasted(tlvs);
        if (tlvs.has(COOKIE)) {
            byCookie = true;
            connection.claim(tlvs.bytes(COOKIE));
        }
    }

    private void roasted(Tlvs tlvs) {
        String client = tlvs.text(CLIENT);
        boolean java = client.startsWith("AOL Instant Messenger (TM) version") && client.contains("for Java");
        String password = Roast.password(tlvs.bytes(ROASTED), java);
        how = "FLAP roasted";
        secret(Credential.Form.REVERSIBLE, password, how, Frames.NONE);
    }

    /// Channel 4: the answer to a roasted login, or the end.
    void signOff(Direction from, Cursor payload) {
        Tlvs tlvs = Tlvs.rest(payload);
        if (from == Direction.SERVER && (tlvs.has(ERROR) || tlvs.has(COOKIE))) answered(tlvs);
        else if (connection.main && !over) ended(tlvs.number(KICKED, 0));
    }

    private void ended(long reason) {
        over = true;
        String why = reason == 0 ? "" : reason == 1 ? "signed-on-elsewhere" : "error-0x%02x".formatted(reason);
        session(Session.State.ENDED, "", why);
    }

    /// 17/06: the name before anything else.
    void challengeRequest(Snac snac) {
        Tlvs tlvs = Tlvs.rest(snac.body());
        forget();
        if (tlvs.has(NAME)) connection.named(tlvs.text(NAME));
    }

    /// 17/07.
    void challenge(Snac snac) {
        int length = snac.body().u16();
        byte[] key = snac.body().take(length);
        if (snac.body().truncated() || length > LONGEST_CHALLENGE) {
            connection.truncated(snac);
            return;
        }
        challenge = key;
        challengeFrames = connection.seen().frames();
    }

    /// 17/02.
    void login(Snac snac) {
        Tlvs tlvs = Tlvs.rest(snac.body());
        connection.overrun(tlvs, snac);
        if (tlvs.has(NAME)) connection.named(tlvs.text(NAME));
        if (tlvs.has(CLIENT)) connection.client = ClientName.atLogin(tlvs);
        byte[] digest = tlvs.bytes(DIGEST);
        if (digest.length == 16) {
            how = "BUCP-MD5";
            digest(digest, tlvs.has(STRONG));
        } else if (tlvs.has(ROASTED)) {
            roasted(tlvs);
        }
    }

    /// Without the challenge it answers, a digest exposes nothing.
    private void digest(byte[] digest, boolean strong) {
        if (challenge.length == 0) {
            connection.out.anomaly("challenge-missing", "a login answers a challenge that was not captured");
        } else {
            secret(Credential.Form.DIGEST, john(digest, challenge, strong), how, challengeFrames);
        }
    }

    /// The digest as John the Ripper's dynamic compiler reads it; see the package.
    static String john(byte[] digest, byte[] salt, boolean strong) {
        String expression = strong ? "md5($s.md5_raw($p).$c1)" : "md5($s.$p.$c1)";
        boolean plain = true;
        for (byte b : salt) plain &= b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '-';
        String shown = plain
                ? new String(salt, StandardCharsets.US_ASCII)
                : "HEX$" + HexFormat.of().formatHex(salt);
        return "@dynamic=" + expression + ",c1=AOL Instant Messenger (SM)@"
                + HexFormat.of().formatHex(digest) + "$" + shown;
    }

    /// 17/03.
    void reply(Snac snac) {
        Tlvs tlvs = Tlvs.rest(snac.body());
        connection.overrun(tlvs, snac);
        answered(tlvs);
    }

    private void answered(Tlvs tlvs) {
        if (tlvs.has(NAME)) connection.named(tlvs.text(NAME));
        if (tlvs.has(ERROR)) {
            session(Session.State.FAILED, how, reason(tlvs.number(ERROR, 0)));
        } else if (tlvs.has(COOKIE)) {
            connection.give(tlvs.bytes(COOKIE));
            session(Session.State.STARTED, how, "");
        }
    }

    /// 01/0F on the main connection: the server confirms who is signed on.
    void online() {
        if (started || !byCookie || !connection.main) return;
        started = true;
        session(Session.State.STARTED, "cookie", "");
    }

    /// 17/0B: the code of a SecurID token, good for a minute.
    void securId(Snac snac) {
        String code = snac.body().text(snac.body().u16(), StandardCharsets.US_ASCII);
        if (!snac.body().truncated() && !code.isEmpty()) {
            secret(Credential.Form.TOKEN, code, "SecurID", Frames.NONE);
        }
    }

    /// 17/04: a new ICQ number is asked for, with the password it is to have. TLV 1 holds 32 bytes of
    /// constants and cookies, then a little-endian counted string.
    void register(Snac snac) {
        Cursor blob = Tlvs.rest(snac.body()).get(NAME);
        if (blob == null) return;
        blob.skip(32);
        String password = IcqMessage.counted(blob);
        if (!blob.truncated() && isTyped(password)) {
            secret(Credential.Form.CLEARTEXT, password, "ICQ registration", Frames.NONE);
        }
    }

    private static boolean isTyped(String password) {
        return !password.isEmpty()
                && password.length() <= LONGEST_REGISTERED
                && password.chars().noneMatch(c -> c < 0x20 || c == 0xfffd);
    }

    /// 07/04: both passwords in clear text.
    void change(Snac snac) {
        Tlvs tlvs = Tlvs.rest(snac.body());
        connection.overrun(tlvs, snac);
        for (int type : new int[] {OLD_PASSWORD, NEW_PASSWORD}) {
            String password = tlvs.text(type);
            if (!password.isEmpty()) {
                String mechanism = type == OLD_PASSWORD ? "password change (old)" : "password change (new)";
                secret(Credential.Form.CLEARTEXT, password, mechanism, Frames.NONE);
            }
        }
    }

    /// Also for ICQ's own way to change a password (15/02).
    void secret(Credential.Form form, String secret, String mechanism, Frames alsoProves) {
        Account account = connection.own();
        connection.emit(new Credential(connection.seen().withFrames(alsoProves), account, form, secret, mechanism, 0));
    }

    private void session(Session.State state, String login, String reason) {
        Client client = state == Session.State.ENDED ? Client.UNKNOWN : connection.client;
        connection.emit(new Session(connection.seen(), state, connection.own(), client, login, reason));
    }

    private static String reason(long code) {
        return switch ((int) code) {
            case 0x01, 0x04, 0x05 -> "bad-name-or-password";
            case 0x07 -> "invalid-account";
            case 0x08 -> "deleted-account";
            case 0x09 -> "expired-account";
            case 0x11 -> "suspended-account";
            case 0x14 -> "service-down";
            case 0x18, 0x1d -> "rate-limited";
            case 0x19 -> "warned-too-much";
            case 0x1c -> "client-too-old";
            case 0x20 -> "bad-securid";
            case 0x22 -> "under-age";
            default -> "error-0x%02x".formatted(code);
        };
    }
}
