package earshot.tls;

import earshot.bytes.Cursor;
import earshot.flow.Direction;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The decryption of one connection: told of its handshake as far as that was seen, it opens the records behind it.
///
/// Nothing that does not verify is ever given out. After a loss the next record is tried as each of those that may
/// have been lost before it.
public final class Decryption {
    /// Why a record was not opened.
    public enum Trouble {
        NONE,
        /// The keys at hand do not belong to this connection, or not to this part of it.
        NO_KEYS,
        /// There is no such cipher here.
        UNSUPPORTED,
        /// The record does not verify: it was changed, or the keys are wrong.
        UNVERIFIED,
        /// Too much was lost before it.
        LOST
    }

    /// Records that are assumed lost where it is not known how much was, and the most that are ever tried.
    private static final int FEW = 64, MANY = 1024;
    /// The shortest record, header and all, that is worth counting.
    private static final int SHORTEST = 30;
    /// Records after a loss that may fail: the first may only look like one.
    private static final int ATTEMPTS = 8;
    /// Records that may be tried for others in all, so that a capture full of holes stays cheap.
    private static final int TRIALS = 1 << 18;
    /// What a record holds at most, inflated too (RFC 3749 section 2).
    private static final int CONTENT = (1 << 14) + 1024;

    /// One direction.
    private static final class Side {
        Protection protection;
        /// Before TLS 1.3: the sender said that what follows is encrypted.
        boolean encrypted;
        /// TLS 1.3: the secret that the protection comes from, and its stage; see [Traffic].
        byte[] secret;
        int stage = -1;
        /// Records that may have been lost before the next, and records that have failed since.
        int missing, failed;
        long tried;
        boolean dead;
        Inflater inflater;
    }

    private final Keys keys;
    private final Agreement agreement;
    private final Side client = new Side(), server = new Side();
    private ClientHello hello;
    private ServerHello answer;
    private CipherSuite suite;
    private Traffic traffic;
    private Trouble trouble = Trouble.NONE;
    /// A record has been opened since the last handshake began; and ever.
    private boolean verified, counted;

    public Decryption(Keys keys) {
        this.keys = keys;
        this.agreement = new Agreement(keys);
    }

    private Side side(Direction from) {
        return from == Direction.CLIENT ? client : server;
    }

    // What the handshake said.

    public void clientHello(ClientHello said) {
        hello = said;
        traffic = new Traffic(keys, said.random(), Version.TLS_1_3);
        // The second hello of TLS 1.3 belongs to the same handshake; another one before it begins a new one.
        if (answer != null && answer.retry()) return;
        agreement.clientHello(said);
        answer = null;
        verified = false;
    }

    public void serverHello(ServerHello said) {
        answer = said;
        agreement.serverHello(said);
        suite = CipherSuite.of(said.cipher());
        if (hello != null) traffic = new Traffic(keys, hello.random(), said.version());
    }

    public void certificate(CertificateNames certificate) {
        agreement.certificate(certificate);
    }

    /// What the client sent to agree on a secret, the message's body.
    public void keyExchange(Cursor body) {
        agreement.keyExchange(body);
    }

    /// Every message of the handshake before its keys, whole, in order within a direction.
    public void transcript(Direction from, int type, byte[] message) {
        agreement.transcript(from, type, message);
    }

    /// What this side says from now on is under the keys just agreed (before TLS 1.3).
    public void changeCipher(Direction from) {
        if (answer == null || answer.is13()) return;
        Side side = side(from);
        side.encrypted = true;
        side.protection = agreement.protection(from);
        if (side.protection != null && answer.compression() == 1) side.inflater = new Inflater();
    }

    /// TLS 1.3: this side has ended its early data, finished its part of the handshake, or changes its keys: the next
    /// record is under the next ones.
    public void nextKeys(Direction from) {
        Side side = side(from);
        side.stage++;
        side.secret = traffic.secret(from, side.stage, side.secret, suite);
        side.protection = side.secret == null ? null : traffic.protection(side.secret, suite);
    }

    /// So many bytes of this side were lost, 0 where it is not known how many.
    public void gap(Direction from, long bytes) {
        Side side = side(from);
        side.missing = bytes == 0 ? FEW : (int) Math.min(MANY, side.missing + bytes / SHORTEST + 2);
        side.failed = 0;
        if (side.protection != null) side.protection.lost();
        side.tried += side.missing;
        if (side.inflater != null || side.tried > TRIALS) die(side);
    }

    // What can be opened.

    /// Whether keys for this connection are at hand, as far as can be said.
    public boolean possible() {
        if (verified || hello == null) return verified;
        if (answer == null) return keys.mayKnow(hello.random());
        if (!answer.is13()) return keys.hasPrivateKeys() || agreement.master() != null;
        return traffic.secret(Direction.CLIENT, Traffic.APPLICATION, null, suite) != null
                || traffic.secret(Direction.SERVER, Traffic.APPLICATION, null, suite) != null;
    }

    /// Whether a record of this type is protected.
    public boolean isProtected(Direction from, int type) {
        if (answer != null && answer.is13()) return type == Records.APPLICATION;
        return side(from).encrypted || type == Records.APPLICATION;
    }

    /// Of the last record that was not opened.
    public Trouble trouble() {
        return trouble;
    }

    /// Whether nothing more of this side will be opened.
    public boolean dead(Direction from) {
        return side(from).dead;
    }

    /// Opens a record.
    ///
    /// @param version as the record says it
    /// @param content what follows the record's header
    /// @return null where it cannot be opened, and [#trouble] says why
    public Opened open(Direction from, int type, int version, Cursor content) {
        Side side = side(from);
        trouble = side.missing > 0 ? Trouble.LOST : Trouble.UNVERIFIED;
        if (side.dead) return null;
        Opened plain = answer == null || answer.is13()
                ? open13(from, side, type, version, content)
                : openBefore(from, side, type, version, content);
        if (plain == null) return null;
        if (!verified && !counted) keys.countOpened();
        verified = counted = true;
        side.missing = side.failed = 0;
        return side.inflater == null ? plain : inflated(side, plain);
    }

    private static Opened open(Protection with, Side side, int type, int version, Cursor content) {
        return with.open(type, version, content.array(), content.position(), content.remaining(), side.missing);
    }

    private Opened openBefore(Direction from, Side side, int type, int version, Cursor content) {
        // The change of ciphers itself may have been lost.
        if (!side.encrypted) changeCipher(from);
        if (side.protection == null) return unknown();
        boolean survives = side.missing == 0 || side.protection.survivesLoss();
        Opened opened = survives ? open(side.protection, side, type, version, content) : null;
        if (opened == null) failed(side, survives);
        return opened;
    }

    private Opened open13(Direction from, Side side, int type, int version, Cursor content) {
        Opened opened = side.protection == null ? null : open(side.protection, side, type, version, content);
        if (opened == null && answer == null) opened = early(side, type, version, content);
        // Early data that was refused, a handshake without its secrets, a change of keys that was lost: the record may
        // be the first of a later stage.
        int most = Math.max(Traffic.APPLICATION, side.stage + 1);
        for (int stage = Math.max(Traffic.HANDSHAKE, side.stage + 1); stage <= most; stage++) {
            if (opened == null && answer != null) opened = first(from, side, stage, type, version, content);
        }
        if (opened != null) return opened;
        if (side.protection == null && !shouldOpen(from)) return unknown();
        failed(side, true);
        return null;
    }

    /// Whether the secret is at hand of the first record that comes: it may be early data, whose secret is another.
    private boolean shouldOpen(Direction from) {
        byte[] secret = answer == null ? null : traffic.secret(from, Traffic.HANDSHAKE, null, suite);
        boolean early = from == Direction.CLIENT && hello.earlyData();
        return secret != null && !early && suite != null && suite.bulk() != null;
    }

    private Opened unknown() {
        boolean suiteUnknown = answer != null && (suite == null || suite.bulk() == null);
        trouble = suiteUnknown ? Trouble.UNSUPPORTED : Trouble.NO_KEYS;
        return null;
    }

    /// Opens the record as the first of a stage, and goes over to that where it verifies.
    private Opened first(Direction from, Side side, int stage, int type, int version, Cursor content) {
        byte[] secret = traffic.secret(from, stage, side.secret, suite);
        return secret == null ? null : first(side, secret, stage, suite, type, version, content);
    }

    private Opened first(
            Side side, byte[] secret, int stage, CipherSuite suite, int type, int version, Cursor content) {
        Protection protection = traffic.protection(secret, suite);
        Opened opened = protection == null ? null : open(protection, side, type, version, content);
        if (opened == null) return null;
        side.protection = protection;
        side.secret = secret;
        side.stage = stage;
        return opened;
    }

    /// Application data before the server has chosen: which cipher it is under is found by trying those offered.
    private Opened early(Side side, int type, int version, Cursor content) {
        byte[] secret = traffic.secret(Direction.CLIENT, Traffic.EARLY, null, null);
        if (secret == null || side.protection != null) return null;
        Opened opened = null;
        for (int id : hello.ciphers()) {
            CipherSuite offered = id >>> 8 == 0x13 ? CipherSuite.of(id) : null;
            if (opened == null && Traffic.fits(secret, offered))
                opened = first(side, secret, Traffic.EARLY, offered, type, version, content);
        }
        return opened;
    }

    // When it does not open.

    private void failed(Side side, boolean mayGoOn) {
        if (!mayGoOn || side.missing == 0 || ++side.failed > ATTEMPTS) die(side);
    }

    private void die(Side side) {
        side.dead = true;
        side.protection = null;
        if (side.inflater != null) side.inflater.end();
        side.inflater = null;
    }

    /// RFC 3749: one stream of DEFLATE through all records of a direction.
    private Opened inflated(Side side, Opened opened) {
        byte[] plain = new byte[CONTENT];
        side.inflater.setInput(opened.bytes());
        try {
            int n = 0;
            for (int more; n < CONTENT && (more = side.inflater.inflate(plain, n, CONTENT - n)) > 0; ) n += more;
            return new Opened(opened.type(), Arrays.copyOf(plain, n));
        } catch (DataFormatException e) {
            die(side);
            trouble = Trouble.UNVERIFIED;
            return null;
        }
    }
}
