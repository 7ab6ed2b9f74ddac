package earshot.tls;

import java.util.Arrays;

/// Records under a block cipher in CBC mode: each begins with a block that is sent (TLS 1.1), or follows on from the
/// last block of the one before (SSL 3.0, TLS 1.0). Verified before encryption, or behind it (RFC 7366).
final class BlockProtection extends Protection {
    private final Cbc cipher;
    private final RecordMac mac;
    private final int version;
    private final boolean verifiedBehind;
    /// The block that the next record follows; null where that is sent, or lost.
    private byte[] before;

    /// @param version of the connection
    /// @param iv the block that the first record follows; empty where each sends its own
    BlockProtection(Cbc cipher, RecordMac mac, int version, byte[] iv, boolean verifiedBehind) {
        this.cipher = cipher;
        this.mac = mac;
        this.version = version;
        this.verifiedBehind = verifiedBehind;
        this.before = chained() ? iv : null;
    }

    private boolean chained() {
        return version <= Version.TLS_1_0;
    }

    @Override
    Opened open(long sequence, int type, int version, byte[] bytes, int offset, int length) {
        int encrypted = length - (verifiedBehind ? mac.length() : 0);
        if (verifiedBehind) {
            if (encrypted < 0
                    || !mac.fits(sequence, type, version, bytes, offset, encrypted, bytes, offset + encrypted))
                return null;
        }
        int block = cipher.block();
        byte[] iv = chained() ? before : encrypted < block ? null : Arrays.copyOfRange(bytes, offset, offset + block);
        int first = chained() ? 0 : block;
        int body = encrypted - first;
        if (iv == null || body <= 0 || body % block != 0) return null;
        byte[] plain = cipher.decrypt(iv, bytes, offset + first, body);
        int content = unpadded(plain, block);
        if (content < 0) return null;
        if (!verifiedBehind) {
            content -= mac.length();
            if (content < 0 || !mac.fits(sequence, type, version, plain, 0, content, plain, content)) return null;
        }
        return new Opened(type, Arrays.copyOf(plain, content));
    }

    /// The last byte says how many others there are of padding. SSL 3.0 does not say what they hold.
    ///
    /// @return the length without them, -1 where they do not hold together
    private int unpadded(byte[] plain, int block) {
        int padding = plain[plain.length - 1] & 0xff, content = plain.length - 1 - padding;
        if (content < 0) return -1;
        if (version == Version.SSL_3) return padding < block ? content : -1;
        for (int i = content; i < plain.length; i++) if ((plain[i] & 0xff) != padding) return -1;
        return content;
    }

    @Override
    void passed(byte[] bytes, int offset, int length) {
        int end = offset + length - (verifiedBehind ? mac.length() : 0), block = cipher.block();
        if (chained()) before = end - offset < block ? null : Arrays.copyOfRange(bytes, end - block, end);
    }

    @Override
    void lost() {
        before = null;
    }
}
