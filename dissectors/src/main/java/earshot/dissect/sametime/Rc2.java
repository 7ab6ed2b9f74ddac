package earshot.dissect.sametime;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.RC2ParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// One direction of a channel under RC2/40. The blocks of all its messages are one chain: each message begins with the
/// last block of the one before.
///
/// The key is no secret: it is the first five bytes of the sender's login id, which everybody he talks to is told.
final class Rc2 {
    private static final int BLOCK = 8, KEY = 5, NO_REDUCTION = 1024;
    private static final byte[] FIRST = {0x01, 0x23, 0x45, 0x67, (byte) 0x89, (byte) 0xab, (byte) 0xcd, (byte) 0xef};

    private final byte[] key;
    private byte[] before = FIRST;

    Rc2(byte[] key) {
        this.key = key;
    }

    /// @return null where the login id is too short to make a key
    static Rc2 of(String loginId) {
        byte[] id = loginId.getBytes(StandardCharsets.UTF_8);
        return id.length < KEY ? null : new Rc2(Arrays.copyOf(id, KEY));
    }

    /// @return null where the bytes are not under this key
    byte[] open(byte[] bytes) {
        if (bytes.length == 0 || bytes.length % BLOCK != 0) return null;
        try {
            Cipher cipher = Cipher.getInstance("RC2/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "RC2"), new RC2ParameterSpec(NO_REDUCTION, before));
            before = Arrays.copyOfRange(bytes, bytes.length - BLOCK, bytes.length);
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            return null;
        }
    }
}
