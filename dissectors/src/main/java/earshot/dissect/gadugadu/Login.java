package earshot.dissect.gadugadu;

import earshot.bytes.Cursor;
import earshot.event.Account;
import earshot.event.Frames;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Session;
import earshot.event.ImEvent.Session.State;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The login: a challenge of 32 bits, and a digest of it and the password in one of two forms.
final class Login {
    private static final int SHA1 = 2, HASH_FIELD = 64, HASH = 20;
    private static final int HASHCAT_SHA1_SALTED = 110;
    private static final String BUILD = "Gadu-Gadu Client build ";

    private final Link link;
    private final Presences presences;
    private byte[] challenge;
    private Frames challenged = Frames.NONE;
    private Client client = Client.UNKNOWN;
    private String how = "";
    private boolean pending, started, over;

    Login(Link link, Presences presences) {
        this.link = link;
        this.presences = presences;
    }

    void welcome(Cursor in) {
        byte[] seed = in.take(4);
        if (in.truncated()) return;
        challenge = seed;
        challenged = link.seen().frames();
    }

    /// One of the seven packets by which a client logs in.
    void asks(int type, Cursor in) {
        if (type == Packet.LOGIN_105) {
            asks105(in);
            return;
        }
        Account account = Link.account(in.u32le());
        boolean language = type == Packet.LOGIN_80 || type == Packet.LOGIN_80_BETA;
        if (language) in.skip(2);
        boolean typed = language || type == Packet.LOGIN_70;
        int form = typed ? in.u8() : 1;
        byte[] hash = in.take(typed ? HASH_FIELD : 4);
        long status = in.u32le();
        String description = "";
        if (language) {
            in.skip(4 + 4 + 6 + 6 + 2); // flags, features, two addresses with ports, picture size, 64
            client = client(Packet.counted(in, StandardCharsets.UTF_8));
            description = Packet.counted(in, StandardCharsets.UTF_8);
        } else {
            client = byNumber(in.u32le() & 0xffff);
        }
        if (in.truncated() || account.isNone()) return;
        link.own(account);
        proof(account, form, hash);
        presences.own(status, description);
    }

    private void asks105(Cursor in) {
        Protobuf fields = Protobuf.read(in);
        String number = fields == null ? "" : fields.account(2);
        if (number.isEmpty()) return;
        Account account = Account.of(number);
        link.own(account);
        client = client(fields.text(7));
        proof(account, SHA1, fields.bytes(3));
        presences.own(fields.number(8), fields.text(9));
    }

    private void proof(Account account, int form, byte[] hash) {
        pending = true;
        over = false;
        how = form == SHA1 ? "Gadu-Gadu SHA-1" : "Gadu-Gadu GG32";
        if (challenge == null) {
            link.out.anomaly("challenge-missing", "a login answers a challenge that was not captured");
            return;
        }
        HexFormat hex = HexFormat.of();
        String salt = hex.formatHex(challenge);
        if (form == SHA1 && hash.length >= HASH) {
            String secret = hex.formatHex(hash, 0, HASH) + ":" + salt;
            credential(account, secret, HASHCAT_SHA1_SALTED);
        } else if (form != SHA1 && hash.length >= 4) {
            credential(account, "$gg32$" + salt + "$" + hex.formatHex(hash, 0, 4), 0);
        }
    }

    private void credential(Account account, String secret, int hashcat) {
        link.out.emit(new Credential(
                link.seen().withFrames(challenged), account, Credential.Form.DIGEST, secret, how, hashcat));
    }

    static Client client(String stated) {
        if (stated.isEmpty() || stated.length() > 128) return Client.UNKNOWN;
        return stated.startsWith(BUILD)
                ? new Client("Gadu-Gadu", stated.substring(BUILD.length()), "")
                : new Client(stated, "", "");
    }

    private static Client byNumber(long protocol) {
        return switch ((int) protocol) {
            case 0x2a -> new Client("Gadu-Gadu", "7.7", "");
            case 0x2e -> new Client("Gadu-Gadu", "10.0", "");
            case 0x40 -> new Client("Gadu-Gadu", "11", "");
            default -> Client.UNKNOWN;
        };
    }

    void accepted() {
        if (!pending || started) return;
        pending = false;
        started = true;
        link.out.emit(new Session(link.seen(), State.STARTED, link.own(), client, how, ""));
    }

    void refused() {
        if (!pending) return;
        pending = false;
        link.out.emit(new Session(link.seen(), State.FAILED, link.own(), client, how, "refused"));
    }

    /// The account has logged in somewhere else.
    void disconnected() {
        if (over || !link.named()) return;
        over = true;
        link.out.emit(new Session(link.seen(), State.ENDED, link.own(), client, "", "signed-on-elsewhere"));
    }

    void gap() {
        challenge = null;
    }
}
