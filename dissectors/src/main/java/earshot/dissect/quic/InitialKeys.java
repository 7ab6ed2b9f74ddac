package earshot.dissect.quic;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The keys of one side's Initial packets (RFC 9001 section 5.2), and the taking off of both protections.
///
/// Looking a cipher up in Java's cryptography costs ten times what using it costs: each thread has its own, made once.
final class InitialKeys {
    static final int TAG = 16, SAMPLE = 16;
    private static final int SECRET = 32, KEY = 16, IV = 12;

    private static final ThreadLocal<Tools> TOOLS = ThreadLocal.withInitial(Tools::new);

    /// One thread's ciphers and buffers.
    private static final class Tools {
        final Mac hmac;
        final Cipher ecb, gcm;
        byte[] header = new byte[256];
        byte[] plain = new byte[1500];

        Tools() {
            try {
                hmac = Mac.getInstance("HmacSHA256");
                ecb = Cipher.getInstance("AES/ECB/NoPadding");
                gcm = Cipher.getInstance("AES/GCM/NoPadding");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has these", e);
            }
        }

        byte[] header(int length) {
            if (header.length < length) header = new byte[length];
            return header;
        }

        byte[] plain(int length) {
            if (plain.length < length) plain = new byte[length];
            return plain;
        }
    }

    private final SecretKeySpec key, headerKey;
    private final byte[] iv;

    private InitialKeys(byte[] key, byte[] iv, byte[] headerKey) {
        this.key = new SecretKeySpec(key, "AES");
        this.iv = iv;
        this.headerKey = new SecretKeySpec(headerKey, "AES");
    }

    /// The client's keys.
    ///
    /// @param connection the destination connection id of the client's first packet
    static InitialKeys client(Version version, byte[] connection) {
        return of(version, connection, "client in");
    }

    static InitialKeys of(Version version, byte[] connection, String side) {
        byte[] initial = hmac(version.salt(), connection);
        byte[] secret = expand(initial, side, SECRET);
        return new InitialKeys(
                expand(secret, version.label + " key", KEY),
                expand(secret, version.label + " iv", IV),
                expand(secret, version.label + " hp", KEY));
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        Mac hmac = TOOLS.get().hmac;
        try {
            hmac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("any key will do", e);
        }
        return hmac.doFinal(data);
    }

    /// HKDF-Expand-Label (RFC 8446 section 7.1) of at most one block.
    private static byte[] expand(byte[] secret, String label, int length) {
        byte[] name = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
        byte[] info = new byte[2 + 1 + name.length + 1 + 1];
        info[1] = (byte) length;
        info[2] = (byte) name.length;
        System.arraycopy(name, 0, info, 3, name.length);
        info[info.length - 1] = 1; // after the empty context: the counter of HKDF-Expand
        return Arrays.copyOf(hmac(secret, info), length);
    }

    byte[] key() {
        return key.getEncoded();
    }

    byte[] iv() {
        return iv;
    }

    byte[] headerKey() {
        return headerKey.getEncoded();
    }

    /// The five bytes with which a header is masked.
    byte[] mask(byte[] bytes, int sample) {
        try {
            Cipher ecb = TOOLS.get().ecb;
            ecb.init(Cipher.ENCRYPT_MODE, headerKey);
            return ecb.doFinal(bytes, sample, SAMPLE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("one block with a key of 16 bytes", e);
        }
    }

    /// Takes the protections off a packet.
    ///
    /// @param start where it begins; `number`: where its packet number does; `end`: where it ends
    /// @return the frames, lent until the thread's next call; null where these are not the keys
    Opened open(byte[] bytes, int start, int number, int end) {
        if (end - number < 4 + SAMPLE) return null;
        byte[] mask = mask(bytes, number + 4);
        int first = bytes[start] ^ mask[0] & 0x0f, length = (first & 3) + 1, headerLength = number + length - start;
        Tools tools = TOOLS.get();
        byte[] header = tools.header(headerLength);
        System.arraycopy(bytes, start, header, 0, headerLength);
        header[0] = (byte) first;
        byte[] nonce = iv.clone();
        for (int i = 0; i < length; i++) {
            int at = headerLength - length + i;
            header[at] ^= mask[1 + i];
            nonce[IV - length + i] ^= header[at];
        }
        try {
            tools.gcm.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(8 * TAG, nonce));
            tools.gcm.updateAAD(header, 0, headerLength);
            int sealed = end - number - length;
            byte[] plain = tools.plain(sealed);
            return new Opened(plain, tools.gcm.doFinal(bytes, number + length, sealed, plain, 0));
        } catch (AEADBadTagException e) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an authenticated cipher with a key of 16 bytes", e);
        }
    }

    record Opened(byte[] bytes, int length) {}
}
