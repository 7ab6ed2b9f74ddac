package earshot.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What verifies a record of the ciphers that do not by themselves: HMAC (RFC 5246 section 6.2.3.1), or its
/// forerunner of SSL 3.0 (RFC 6101 section 5.2.3.1), which leaves the version out.
final class RecordMac {
    private final Mac mac;
    private final MessageDigest digest;
    private final byte[] secret;
    private final int length;

    /// @param hash "" for none at all
    RecordMac(String hash, byte[] secret, boolean ssl3) {
        this.secret = secret;
        this.length = secret.length;
        try {
            mac = ssl3 || hash.isEmpty() ? null : Mac.getInstance("Hmac" + hash);
            if (mac != null) mac.init(new SecretKeySpec(secret, "Hmac" + hash));
            digest = ssl3 && !hash.isEmpty() ? MessageDigest.getInstance(Derivation.javaName(hash)) : null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    int length() {
        return length;
    }

    /// Whether the content is verified by the bytes at `at`.
    boolean fits(long sequence, int type, int version, byte[] bytes, int offset, int content, byte[] proof, int at) {
        byte[] header = Protection.header(sequence, type, version, content);
        byte[] wanted;
        if (mac != null) {
            mac.update(header);
            mac.update(bytes, offset, content);
            wanted = mac.doFinal();
        } else if (digest != null) {
            wanted = ssl3(header, bytes, offset, content);
        } else {
            return true;
        }
        return Arrays.equals(wanted, 0, length, proof, at, at + length);
    }

    private byte[] ssl3(byte[] header, byte[] bytes, int offset, int content) {
        byte[] pad = new byte[length == 16 ? 48 : 40];
        Arrays.fill(pad, (byte) 0x36);
        digest.update(secret);
        digest.update(pad);
        digest.update(header, 0, 9);
        digest.update(header, 11, 2);
        digest.update(bytes, offset, content);
        byte[] inner = digest.digest();
        Arrays.fill(pad, (byte) 0x5c);
        digest.update(secret);
        digest.update(pad);
        return digest.digest(inner);
    }
}
