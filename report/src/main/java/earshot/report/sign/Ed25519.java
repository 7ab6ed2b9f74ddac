package earshot.report.sign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/// Ed25519 keys from PEM files, signing and checking.
public final class Ed25519 {
    private static final String NAME = "Ed25519";
    /// A key takes some 120 bytes.
    private static final int LONGEST = 1 << 14;

    private Ed25519() {}

    /// Reads a `PRIVATE KEY` (PKCS #8).
    ///
    /// @throws IOException with a sentence for the user
    public static PrivateKey privateKey(Path pem) throws IOException {
        try {
            return KeyFactory.getInstance(NAME).generatePrivate(new PKCS8EncodedKeySpec(der(pem, "PRIVATE KEY")));
        } catch (GeneralSecurityException e) {
            throw new IOException(pem + " is no Ed25519 private key", e);
        }
    }

    /// Reads a `PUBLIC KEY` (SubjectPublicKeyInfo).
    ///
    /// @throws IOException with a sentence for the user
    public static PublicKey publicKey(Path pem) throws IOException {
        try {
            return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(der(pem, "PUBLIC KEY")));
        } catch (GeneralSecurityException e) {
            throw new IOException(pem + " is no Ed25519 public key", e);
        }
    }

    private static byte[] der(Path pem, String label) throws IOException {
        String text;
        try {
            if (Files.size(pem) > LONGEST) throw new IOException(pem + " is too long for a key");
            text = Files.readString(pem, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no key in " + pem, e);
        }
        String begin = "-----BEGIN " + label + "-----";
        int from = text.indexOf(begin), until = text.indexOf("-----END " + label + "-----");
        if (from < 0 || until < from) throw new IOException(pem + " holds no \"" + begin + "\"");
        try {
            return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), until));
        } catch (IllegalArgumentException e) {
            throw new IOException(pem + " is not PEM", e);
        }
    }

    public static byte[] sign(PrivateKey key, byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initSign(key);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 15 on has Ed25519", e);
        }
    }

    /// Whether it is this key's signature over these bytes; false for what is no signature at all.
    public static boolean isOf(PublicKey key, byte[] bytes, byte[] signature) {
        try {
            Signature check = Signature.getInstance(NAME);
            check.initVerify(key);
            check.update(bytes);
            return check.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 15 on has Ed25519", e);
        }
    }
}
