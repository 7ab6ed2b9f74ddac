package earshot.tls;

import earshot.flow.Direction;

/// The secrets of a TLS 1.3 connection, as far as a key log holds them, and the protection of records that comes from
/// each (RFC 8446 section 7). Stages: 0 early data, 1 the handshake, 2 application data, then one more for each change
/// of keys.
final class Traffic {
    static final int EARLY = 0, HANDSHAKE = 1, APPLICATION = 2;

    private static final String[][] LABELS = {
        {"CLIENT_EARLY_TRAFFIC_SECRET", "CLIENT_HANDSHAKE_TRAFFIC_SECRET", "CLIENT_TRAFFIC_SECRET_0"},
        {"", "SERVER_HANDSHAKE_TRAFFIC_SECRET", "SERVER_TRAFFIC_SECRET_0"},
    };

    /// Drafts by their version's last byte: from which on labels begin as they do today, and from which on a record's
    /// header is verified too.
    private static final int NEW_LABELS = 0x7f14, VERIFIED_HEADER = 0x7f19;

    private final Keys keys;
    private final byte[] clientRandom;
    /// As the server chose it, TLS 1.3 itself before that.
    private final int version;

    Traffic(Keys keys, byte[] clientRandom, int version) {
        this.keys = keys;
        this.clientRandom = clientRandom;
        this.version = version;
    }

    private boolean draft(int before) {
        return version >>> 8 == 0x7f && version < before;
    }

    private String prefix() {
        return draft(NEW_LABELS) ? "TLS 1.3, " : "tls13 ";
    }

    /// @param before the secret of the stage before, from which all but the first three come
    /// @return null where it is not known
    byte[] secret(Direction from, int stage, byte[] before, CipherSuite suite) {
        if (stage <= APPLICATION) {
            String label = LABELS[from.ordinal()][stage];
            return label.isEmpty() ? null : keys.secret(label, clientRandom);
        }
        return before == null || suite == null
                ? null
                : Derivation.expandLabel(suite.hash(), before, prefix(), "traffic upd", before.length);
    }

    /// @return null where the suite cannot be decrypted, or is none of TLS 1.3
    Protection protection(byte[] secret, CipherSuite suite) {
        if (suite == null || suite.bulk() == null || suite.bulk().kind != CipherSuite.Bulk.Kind.AEAD) return null;
        byte[] key = Derivation.expandLabel(suite.hash(), secret, prefix(), "key", suite.bulk().key);
        byte[] iv = Derivation.expandLabel(suite.hash(), secret, prefix(), "iv", 12);
        var form = draft(VERIFIED_HEADER) ? AeadProtection.Form.DRAFT_13 : AeadProtection.Form.VERSION_13;
        return new AeadProtection(Aead.of(suite, key), iv, form);
    }

    /// Whether a secret may belong to this suite: it is as long as the suite's hash.
    static boolean fits(byte[] secret, CipherSuite suite) {
        return suite != null
                && suite.bulk() != null
                && (secret.length == 48) == suite.hash().equals("SHA384");
    }
}
