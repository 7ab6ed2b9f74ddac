package earshot.tls;

import earshot.bytes.Cursor;
import earshot.flow.Direction;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
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

    /// Records that are assumed lost where it is not known how much was, and the most that is ever tried.
    private static final int FEW = 64, MANY = 1024;
    /// The shortest record, header and all, that is worth counting.
    private static final int SHORTEST = 30;
    /// Records after a loss that may fail: the first may only look like one.
    private static final int ATTEMPTS = 8;
    /// The handshake's messages up to the keys, for RFC 7627.
    private static final int TRANSCRIPT = 256 * 1024;
    /// What a record holds at most, inflated too (RFC 3749 section 2).
    private static final int CONTENT = (1 << 14) + 1024;

    private static final byte[] NOTHING = {};

    /// One direction.
    private static final class Side {
        Protection protection;
        /// Before TLS 1.3: the sender said that what follows is encrypted.
        boolean encrypted;
        /// TLS 1.3: the secret that the protection comes from, and which it is: 0 early, 1 handshake, 2 and more
        /// application.
        byte[] secret;
        int stage = -1;
        /// Records that may have been lost before the next, and records that have failed since.
        int missing, failed;
        boolean dead;
        Inflater inflater;
        final ByteArrayOutputStream transcript = new ByteArrayOutputStream(0);
        boolean transcribed;
    }

    private final Keys keys;
    private final Side client = new Side(), server = new Side();
    private ClientHello hello;
    private ServerHello answer;
    private BigInteger modulus;
    private byte[] exchanged = NOTHING;
    private byte[] master;
    private Trouble trouble = Trouble.NONE;

    public Decryption(Keys keys) {
        this.keys = keys;
    }

    private Side side(Direction from) {
        return from == Direction.CLIENT ? client : server;
    }

    // What the handshake said.

    public void clientHello(ClientHello hello) {
        // The second hello of TLS 1.3 belongs to the same handshake; another one before it begins a new one.
        if (answer != null && !answer.retry()) {
            answer = null;
            modulus = null;
            exchanged = NOTHING;
            client.transcribed = server.transcribed = false;
            client.transcript.reset();
            server.transcript.reset();
        }
        this.hello = hello;
        master = null;
    }

    public void serverHello(ServerHello answer) {
        this.answer = answer;
    }

    public void certificate(CertificateNames certificate) {
        modulus = certificate.modulus();
    }

    /// What the client sent to agree on a secret, the message's body.
    public void keyExchange(Cursor body) {
        if (answer == null) return;
        boolean bare = answer.version() == Version.SSL_3;
        exchanged = bare ? body.rest() : body.take(body.u16());
    }

    /// Every message of the handshake before its keys, whole, in order within a direction.
    public void transcript(Direction from, int type, byte[] message) {
        Side side = side(from);
        if (side.transcribed || !keys.hasPrivateKeys() || type == Handshakes.HELLO_REQUEST) return;
        if (side.transcript.size() + message.length <= TRANSCRIPT) side.transcript.writeBytes(message);
        side.transcribed = type == (from == Direction.CLIENT ? Handshakes.CLIENT_KEY_EXCHANGE : SERVER_HELLO_DONE);
    }

    private static final int SERVER_HELLO_DONE = 14;

    /// What this side says from now on is under the keys just agreed (before TLS 1.3).
    public void changeCipher(Direction from) {
        if (answer != null && answer.is13()) return;
        Side side = side(from);
        side.encrypted = true;
        side.protection = agreed(from);
        if (side.protection != null && answer.compression() == 1) side.inflater = new Inflater();
    }

    /// TLS 1.3: this side has ended its early data, finished its part of the handshake, or changes its keys: the next
    /// record is under the next ones.
    public void nextKeys(Direction from) {
        Side side = side(from);
        side.stage++;
        side.protection = null;
        side.secret = secret(from, side.stage, side.secret);
        if (side.secret != null) side.protection = protection13(side.secret);
    }

    /// Whether keys for this connection are at hand, as far as can be said.
    public boolean possible() {
        if (hello == null) return false;
        if (answer == null) return keys.mayKnow(hello.random());
        if (answer.is13()) {
            return secret(Direction.CLIENT, 2, null) != null || secret(Direction.SERVER, 2, null) != null;
        }
        return keys.hasPrivateKeys() || master() != null;
    }

    /// Whether a record of this type is protected.
    public boolean isProtected(Direction from, int type) {
        if (answer != null && answer.is13()) return type == Records.APPLICATION;
        return side(from).encrypted || type == Records.APPLICATION;
    }

    public Trouble trouble() {
        return trouble;
    }

    /// So many bytes of this side were lost, 0 where it is not known how many.
    public void gap(Direction from, long bytes) {
        Side side = side(from);
        side.missing = bytes == 0 ? FEW : (int) Math.min(MANY, side.missing + bytes / SHORTEST + 2);
        side.failed = 0;
        if (side.protection != null) side.protection.lost();
        if (side.inflater != null) die(side);
    }

    private void die(Side side) {
        side.dead = true;
        side.protection = null;
        if (side.inflater != null) side.inflater.end();
        side.inflater = null;
        trouble = side.missing > 0 ? Trouble.LOST : Trouble.UNVERIFIED;
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
        trouble = Trouble.NONE;
        if (side.dead) {
            trouble = side.missing > 0 ? Trouble.LOST : Trouble.UNVERIFIED;
            return null;
        }
        Opened opened = answer == null || answer.is13()
                ? open13(from, side, type, version, content)
                : openBefore(from, side, type, version, content);
        if (opened == null) return null;
        side.missing = side.failed = 0;
        return side.inflater == null ? opened : inflated(side, opened);
    }

    private Opened openBefore(Direction from, Side side, int type, int version, Cursor content) {
        // The change of ciphers itself may have been lost.
        if (!side.encrypted) changeCipher(from);
        if (side.protection == null) {
            trouble = answer != null && suite() == null ? Trouble.UNSUPPORTED : Trouble.NO_KEYS;
            return null;
        }
        boolean survives = side.missing == 0 || side.protection.survivesLoss();
        Opened opened = survives
                ? side.protection.open(
                        type, version, content.array(), content.position(), content.remaining(), side.missing)
                : null;
        if (opened == null) failed(side, survives);
        return opened;
    }

    private void failed(Side side, boolean mayGoOn) {
        trouble = side.missing > 0 ? Trouble.LOST : Trouble.UNVERIFIED;
        if (!mayGoOn || side.missing == 0 || ++side.failed > ATTEMPTS) die(side);
    }

    private Opened inflated(Side side, Opened opened) {
        byte[] plain = new byte[CONTENT];
        side.inflater.setInput(opened.bytes());
        try {
            int n = 0;
            for (int more; n < CONTENT && (more = side.inflater.inflate(plain, n, CONTENT - n)) > 0; ) n += more;
            return new Opened(opened.type(), Arrays.copyOf(plain, n));
        } catch (DataFormatException e) {
            die(side);
            return null;
        }
    }

    // Before TLS 1.3.

    /// @return null where the suite is not known or cannot be decrypted
    private CipherSuite suite() {
        CipherSuite suite = answer == null ? null : CipherSuite.of(answer.cipher());
        return suite == null || suite.bulk() == null ? null : suite;
    }

    private byte[] master() {
        if (master != null || hello == null || answer == null) return master;
        master = keys.master(hello.random(), answer.sessionId());
        CipherSuite suite = suite();
        if (master != null || suite == null) return master;
        byte[] premaster = keys.premaster(hello.random(), exchanged, modulus);
        if (premaster == null) return null;
        if (!answer.extendedMasterSecret()) {
            master = Derivation.master(answer.version(), suite.hash(), premaster, hello.random(), answer.random());
        } else if (client.transcribed && server.transcribed) {
            master = Derivation.extendedMaster(answer.version(), suite.hash(), premaster, handshake());
        }
        return master;
    }

    /// The client's hello, all of the server's flight, the rest of the client's.
    private byte[] handshake() {
        byte[] client = this.client.transcript.toByteArray();
        Cursor first = new Cursor(client);
        first.skip(1);
        int hello = 4 + (first.u8() << 16 | first.u16());
        return Derivation.join(
                Arrays.copyOf(client, hello),
                server.transcript.toByteArray(),
                Arrays.copyOfRange(client, hello, client.length));
    }

    /// The protection that the handshake has agreed on for this direction; null where it is not known.
    private Protection agreed(Direction from) {
        CipherSuite suite = suite();
        byte[] master = master();
        if (suite == null || master == null) return null;
        int version = answer.version();
        CipherSuite.Bulk bulk = suite.bulk();
        int mac = suite.macLength();
        int iv = switch (bulk.kind) {
            case STREAM -> 0;
            case BLOCK -> version <= Version.TLS_1_0 ? bulk.block : 0;
            case AEAD -> bulk == CipherSuite.Bulk.CHACHA20_POLY1305 ? 12 : 4;
        };
        int length = 2 * (mac + bulk.material + iv);
        byte[] block = Derivation.keyBlock(version, suite.hash(), master, hello.random(), answer.random(), length);
        int which = from == Direction.CLIENT ? 0 : 1;
        byte[] macKey = part(block, which * mac, mac);
        byte[] key = part(block, 2 * mac + which * bulk.material, bulk.material);
        byte[] vector = part(block, 2 * (mac + bulk.material) + which * iv, iv);
        if (suite.export()) {
            key = exported(from, version, suite, key);
            if (iv > 0) vector = exportedVector(from, version, suite, iv);
        }
        RecordMac proof = new RecordMac(suite.mac(), macKey, version == Version.SSL_3);
        return switch (bulk.kind) {
            case STREAM -> new StreamProtection(key, proof);
            case BLOCK -> new BlockProtection(Cbc.of(bulk, key), proof, version, vector, answer.encryptThenMac());
            case AEAD ->
                new AeadProtection(
                        Aead.of(suite, key), vector, iv == 12 ? AeadProtection.Form.COUNTED : AeadProtection.Form.SENT);
        };
    }

    private static byte[] part(byte[] block, int at, int length) {
        return Arrays.copyOfRange(block, at, at + length);
    }

    /// RFC 2246 section 6.3.1, RFC 6101 section 6.2.2.1: short keys made long again with what everybody has seen.
    private byte[] exported(Direction from, int version, CipherSuite suite, byte[] key) {
        boolean mine = from == Direction.CLIENT;
        byte[] seed = Derivation.join(hello.random(), answer.random());
        byte[] turned = Derivation.join(answer.random(), hello.random());
        int length = suite.bulk().key;
        if (version == Version.SSL_3)
            return Arrays.copyOf(Derivation.digest("MD5", Derivation.join(key, mine ? seed : turned)), length);
        String label = mine ? "client write key" : "server write key";
        return Derivation.prf(version, suite.hash(), key, label, seed, length);
    }

    private byte[] exportedVector(Direction from, int version, CipherSuite suite, int length) {
        boolean mine = from == Direction.CLIENT;
        byte[] seed = Derivation.join(hello.random(), answer.random());
        byte[] turned = Derivation.join(answer.random(), hello.random());
        if (version == Version.SSL_3) return Arrays.copyOf(Derivation.digest("MD5", mine ? seed : turned), length);
        byte[] both = Derivation.prf(version, suite.hash(), NOTHING, "IV block", seed, 2 * length);
        return part(both, mine ? 0 : length, length);
    }

    // TLS 1.3.

    private static final String[][] LABELS = {
        {"CLIENT_EARLY_TRAFFIC_SECRET", "CLIENT_HANDSHAKE_TRAFFIC_SECRET", "CLIENT_TRAFFIC_SECRET_0"},
        {"", "SERVER_HANDSHAKE_TRAFFIC_SECRET", "SERVER_TRAFFIC_SECRET_0"},
    };

    /// The secret of this stage.
    ///
    /// @param before the one of the stage before, from which all but the first three come
    private byte[] secret(Direction from, int stage, byte[] before) {
        if (stage > 2) {
            CipherSuite suite = suite();
            return before == null || suite == null
                    ? null
                    : Derivation.expandLabel(suite.hash(), before, prefix(), "traffic upd", before.length);
        }
        String label = LABELS[from.ordinal()][stage];
        return label.isEmpty() || hello == null ? null : keys.secret(label, hello.random());
    }

    /// Drafts before the twentieth had another.
    private String prefix() {
        return answer != null && answer.version() >>> 8 == 0x7f && answer.version() < 0x7f14 ? "TLS 1.3, " : "tls13 ";
    }

    private Protection protection13(byte[] secret) {
        CipherSuite suite = suite();
        return suite == null || suite.bulk().kind != CipherSuite.Bulk.Kind.AEAD ? null : protection13(secret, suite);
    }

    private Protection protection13(byte[] secret, CipherSuite suite) {
        byte[] key = Derivation.expandLabel(suite.hash(), secret, prefix(), "key", suite.bulk().key);
        byte[] iv = Derivation.expandLabel(suite.hash(), secret, prefix(), "iv", 12);
        boolean draft = answer != null && answer.version() >>> 8 == 0x7f && answer.version() < 0x7f19;
        return new AeadProtection(
                Aead.of(suite, key), iv, draft ? AeadProtection.Form.DRAFT_13 : AeadProtection.Form.VERSION_13);
    }

    private Opened open13(Direction from, Side side, int type, int version, Cursor content) {
        Opened opened = null;
        if (side.protection != null) {
            opened = side.protection.open(
                    type, version, content.array(), content.position(), content.remaining(), side.missing);
        } else if (answer == null) {
            opened = early(side, type, version, content);
        }
        // Early data that was refused, a handshake without its secrets, a change of keys that was lost: the record may
        // be the first of a later stage.
        int least = Math.max(1, side.stage + 1), most = Math.max(2, side.stage + 1);
        for (int stage = least; opened == null && answer != null && stage <= most; stage++) {
            opened = first(from, side, stage, type, version, content);
        }
        if (opened != null) return opened;
        if (side.protection != null) failed(side, true);
        else trouble = answer != null && suite() == null ? Trouble.UNSUPPORTED : Trouble.NO_KEYS;
        return null;
    }

    private Opened first(Direction from, Side side, int stage, int type, int version, Cursor content) {
        byte[] secret = secret(from, stage, side.secret);
        Protection next = secret == null ? null : protection13(secret);
        if (next == null) return null;
        // Without the secrets of the handshake its records pass by unopened, and are not counted.
        Opened opened =
                next.open(type, version, content.array(), content.position(), content.remaining(), side.missing);
        if (opened == null) return null;
        side.protection = next;
        side.secret = secret;
        side.stage = stage;
        return opened;
    }

    /// Application data before the server has chosen: which cipher it is under is found by trying those offered.
    private Opened early(Side side, int type, int version, Cursor content) {
        byte[] secret = secret(Direction.CLIENT, 0, null);
        if (secret == null) return null;
        for (int id : hello.ciphers()) {
            CipherSuite suite = id >>> 8 == 0x13 ? CipherSuite.of(id) : null;
            if (suite == null
                    || suite.bulk() == null
                    || (secret.length == 48) != suite.hash().equals("SHA384")) continue;
            Protection early = protection13(secret, suite);
            Opened opened =
                    early.open(type, version, content.array(), content.position(), content.remaining(), side.missing);
            if (opened == null) continue;
            side.protection = early;
            side.secret = secret;
            side.stage = 0;
            return opened;
        }
        return null;
    }
}
