package earshot.tls;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.ARIAEngine;
import org.bouncycastle.crypto.engines.CamelliaEngine;
import org.bouncycastle.crypto.modes.AEADBlockCipher;
import org.bouncycastle.crypto.modes.CCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/// A cipher with a key that verifies what it decrypts: the JDK's, or Bouncy Castle's where that lacks it.
sealed interface Aead {
    /// Length of what verifies.
    int tag();

    /// @return null where it does not verify
    byte[] open(byte[] nonce, byte[] beside, byte[] bytes, int offset, int length);

    static Aead of(CipherSuite suite, byte[] key) {
        return switch (suite.bulk()) {
            case AES_128_GCM, AES_256_GCM -> new Jdk("AES/GCM/NoPadding", key);
            case CHACHA20_POLY1305 -> new Jdk("ChaCha20-Poly1305", key);
            case AES_128_CCM, AES_256_CCM ->
                new Bouncy(CCMBlockCipher.newInstance(AESEngine.newInstance()), key, suite.tag());
            case CAMELLIA_128_GCM, CAMELLIA_256_GCM -> gcm(new CamelliaEngine(), key);
            case ARIA_128_GCM, ARIA_256_GCM -> gcm(new ARIAEngine(), key);
            default -> throw new IllegalArgumentException(suite.name());
        };
    }

    private static Aead gcm(BlockCipher engine, byte[] key) {
        return new Bouncy(GCMBlockCipher.newInstance(engine), key, 16);
    }

    /// The JDK's.
    final class Jdk implements Aead {
        private final String transformation;
        private final SecretKeySpec key;
        private Cipher cipher;

        Jdk(String transformation, byte[] key) {
            this.transformation = transformation;
            this.key = new SecretKeySpec(key, transformation.startsWith("AES") ? "AES" : "ChaCha20");
        }

        @Override
        public int tag() {
            return 16;
        }

        @Override
        public byte[] open(byte[] nonce, byte[] beside, byte[] bytes, int offset, int length) {
            try {
                if (cipher == null) cipher = Cipher.getInstance(transformation);
                AlgorithmParameterSpec parameters = transformation.startsWith("AES")
                        ? new GCMParameterSpec(128, nonce)
                        : new IvParameterSpec(nonce);
                cipher.init(Cipher.DECRYPT_MODE, key, parameters);
                cipher.updateAAD(beside);
                return cipher.doFinal(bytes, offset, length);
            } catch (GeneralSecurityException e) {
                // ChaCha20 refuses a nonce it has just had, but the same record may be asked about twice.
                cipher = null;
                return null;
            }
        }
    }

    /// Bouncy Castle's.
    final class Bouncy implements Aead {
        private final AEADBlockCipher cipher;
        private final KeyParameter key;
        private final int tag;

        Bouncy(AEADBlockCipher cipher, byte[] key, int tag) {
            this.cipher = cipher;
            this.key = new KeyParameter(key);
            this.tag = tag;
        }

        @Override
        public int tag() {
            return tag;
        }

        @Override
        public byte[] open(byte[] nonce, byte[] beside, byte[] bytes, int offset, int length) {
            cipher.init(false, new AEADParameters(key, 8 * tag, nonce, beside));
            byte[] plain = new byte[cipher.getOutputSize(length)];
            try {
                int n = cipher.processBytes(bytes, offset, length, plain, 0);
                n += cipher.doFinal(plain, n);
                return n == plain.length ? plain : java.util.Arrays.copyOf(plain, n);
            } catch (InvalidCipherTextException e) {
                return null;
            }
        }
    }
}
