package earshot.tls;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.engines.ARIAEngine;
import org.bouncycastle.crypto.engines.CamelliaEngine;
import org.bouncycastle.crypto.engines.IDEAEngine;
import org.bouncycastle.crypto.engines.RC2Engine;
import org.bouncycastle.crypto.engines.SEEDEngine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.modes.CBCModeCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.crypto.params.RC2Parameters;

/// A block cipher with a key, in CBC mode: the JDK's, or Bouncy Castle's where that lacks it.
sealed interface Cbc {
    int block();

    /// @param length a multiple of the block
    byte[] decrypt(byte[] iv, byte[] bytes, int offset, int length);

    static Cbc of(CipherSuite.Bulk bulk, byte[] key) {
        return switch (bulk) {
            case AES_128_CBC, AES_256_CBC -> new Jdk("AES", bulk.block, key);
            case TRIPLE_DES_EDE_CBC -> new Jdk("DESede", bulk.block, key);
            case DES_CBC, DES40_CBC, DES_CBC_40 -> new Jdk("DES", bulk.block, key);
            case CAMELLIA_128_CBC, CAMELLIA_256_CBC -> new Bouncy(new CamelliaEngine(), new KeyParameter(key));
            case ARIA_128_CBC, ARIA_256_CBC -> new Bouncy(new ARIAEngine(), new KeyParameter(key));
            case SEED_CBC -> new Bouncy(new SEEDEngine(), new KeyParameter(key));
            case IDEA_CBC -> new Bouncy(new IDEAEngine(), new KeyParameter(key));
            case RC2_CBC_40, RC2_CBC_56 -> new Bouncy(new RC2Engine(), new RC2Parameters(key));
            default -> throw new IllegalArgumentException(bulk.name());
        };
    }

    /// The JDK's.
    final class Jdk implements Cbc {
        private final Cipher cipher;
        private final SecretKeySpec key;
        private final int block;

        Jdk(String algorithm, int block, byte[] key) {
            this.block = block;
            this.key = new SecretKeySpec(key, algorithm);
            try {
                cipher = Cipher.getInstance(algorithm + "/CBC/NoPadding");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public int block() {
            return block;
        }

        @Override
        public byte[] decrypt(byte[] iv, byte[] bytes, int offset, int length) {
            try {
                cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(iv));
                return cipher.doFinal(bytes, offset, length);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// Bouncy Castle's.
    final class Bouncy implements Cbc {
        private final CBCModeCipher cipher;
        private final KeyParameter key;

        Bouncy(BlockCipher engine, KeyParameter key) {
            this.cipher = CBCBlockCipher.newInstance(engine);
            this.key = key;
        }

        @Override
        public int block() {
            return cipher.getBlockSize();
        }

        @Override
        public byte[] decrypt(byte[] iv, byte[] bytes, int offset, int length) {
            cipher.init(false, new ParametersWithIV(key, iv));
            byte[] plain = new byte[length];
            for (int at = 0; at < length; at += block()) cipher.processBlock(bytes, offset + at, plain, at);
            return plain;
        }
    }
}
