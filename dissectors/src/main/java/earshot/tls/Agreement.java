package earshot.tls;

import earshot.bytes.Cursor;
import earshot.flow.Direction;
import earshot.tls.CipherSuite.Bulk;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;

/// What the handshakes of a connection agreed on before TLS 1.3: the master secret, as far as keys at hand tell it,
/// and the protection of records that comes from it (RFC 5246 sections 6.3 and 8.1).
final class Agreement {
    /// The handshake's messages up to the keys, for RFC 7627: more than any handshake has.
    private static final int TRANSCRIPT = 256 * 1024;

    private static final int SERVER_HELLO_DONE = 14;
    private static final byte[] NOTHING = {};

    /// The messages of one direction, up to the one after which the session is known.
    private static final class Transcript {
        final ByteArrayOutputStream messages = new ByteArrayOutputStream(0);
        boolean whole;

        void clear() {
            messages.reset();
            whole = false;
        }
    }

    private final Keys keys;
    private final Transcript client = new Transcript(), server = new Transcript();
    private ClientHello hello;
    private ServerHello answer;
    private BigInteger modulus;
    private byte[] exchanged = NOTHING;
    private byte[] master;
    /// Of the handshake before on this connection, which a resumed one goes on with.
    private byte[] previous;

    Agreement(Keys keys) {
        this.keys = keys;
    }

    /// A handshake begins.
    void clientHello(ClientHello said) {
        if (answer != null) previous = master();
        hello = said;
        answer = null;
        modulus = null;
        exchanged = NOTHING;
        master = null;
        client.clear();
        server.clear();
    }

    void serverHello(ServerHello said) {
        answer = said;
    }

    void certificate(CertificateNames certificate) {
        modulus = certificate.modulus();
    }

    void keyExchange(Cursor body) {
        if (answer == null) return;
        boolean bare = answer.version() == Version.SSL_3;
        exchanged = bare ? body.rest() : body.take(body.u16());
    }

    void transcript(Direction from, int type, byte[] message) {
        Transcript said = from == Direction.CLIENT ? client : server;
        if (said.whole || !keys.hasPrivateKeys() || type == Handshakes.HELLO_REQUEST) return;
        if (said.messages.size() + message.length <= TRANSCRIPT) said.messages.writeBytes(message);
        said.whole = type == (from == Direction.CLIENT ? Handshakes.CLIENT_KEY_EXCHANGE : SERVER_HELLO_DONE);
    }

    /// @return null where nothing at hand tells it
    byte[] master() {
        if (master != null || hello == null || answer == null) return master;
        master = keys.master(hello.random(), answer.sessionId());
        CipherSuite suite = CipherSuite.of(answer.cipher());
        if (master != null || suite == null) return master;
        byte[] premaster = keys.premaster(hello.random(), exchanged, modulus);
        if (premaster == null) {
            master = exchanged.length == 0 ? previous : null;
        } else if (!answer.extendedMasterSecret()) {
            master = Derivation.master(answer.version(), suite.hash(), premaster, hello.random(), answer.random());
        } else if (client.whole && server.whole) {
            master = Derivation.extendedMaster(answer.version(), suite.hash(), premaster, handshake());
        }
        return master;
    }

    /// The client's hello, all of the server's flight, the rest of the client's.
    private byte[] handshake() {
        byte[] said = client.messages.toByteArray();
        Cursor first = new Cursor(said);
        first.skip(1);
        int length = Math.min(said.length, 4 + (first.u8() << 16 | first.u16()));
        return Derivation.join(
                Arrays.copyOf(said, length),
                server.messages.toByteArray(),
                Arrays.copyOfRange(said, length, said.length));
    }

    /// How this direction protects its records from now on.
    ///
    /// @return null where no key tells it, or the cipher is none that can be decrypted
    Protection protection(Direction from) {
        byte[] master = master();
        CipherSuite suite = master == null ? null : CipherSuite.of(answer.cipher());
        if (suite == null || suite.bulk() == null) return null;
        int version = answer.version();
        Bulk bulk = suite.bulk();
        int mac = suite.macLength();
        int iv = switch (bulk.kind) {
            case STREAM -> 0;
            case BLOCK -> version <= Version.TLS_1_0 ? bulk.block : 0;
            case AEAD -> bulk == Bulk.CHACHA20_POLY1305 ? 12 : 4;
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
            case AEAD -> {
                var form = iv == 12 ? AeadProtection.Form.COUNTED : AeadProtection.Form.SENT;
                yield new AeadProtection(Aead.of(suite, key), vector, form);
            }
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
}
