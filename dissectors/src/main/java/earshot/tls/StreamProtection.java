package earshot.tls;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// Records under RC4, whose key stream goes on from one to the next, or under no cipher at all.
final class StreamProtection extends Protection {
    /// null for none
    private final Cipher cipher;
    private final RecordMac mac;

    /// @param key empty for no cipher
    StreamProtection(byte[] key, RecordMac mac) {
        this.mac = mac;
        try {
            cipher = key.length == 0 ? null : Cipher.getInstance("ARCFOUR");
            if (cipher != null) cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "ARCFOUR"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    Opened open(long sequence, int type, int version, byte[] bytes, int offset, int length) {
        byte[] plain =
                cipher == null ? Arrays.copyOfRange(bytes, offset, offset + length) : decrypt(bytes, offset, length);
        int content = length - mac.length();
        if (content < 0 || !mac.fits(sequence, type, version, plain, 0, content, plain, content)) return null;
        return new Opened(type, Arrays.copyOf(plain, content));
    }

    private byte[] decrypt(byte[] bytes, int offset, int length) {
        byte[] plain = cipher.update(bytes, offset, length);
        return plain == null ? new byte[0] : plain;
    }

    /// Where in the key stream the next record begins is not known after a loss.
    @Override
    boolean survivesLoss() {
        return cipher == null;
    }
}
