package earshot.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// How secrets become keys: the pseudorandom functions of SSL 3.0 (RFC 6101 section 6), TLS 1.0 and 1.1 (RFC 2246
/// section 5), TLS 1.2 (RFC 5246 section 5) and the HKDF of TLS 1.3 (RFC 8446 section 7.1, RFC 5869).
final class Derivation {
    private Derivation() {}

    static final int MASTER = 48;

    /// The secret that all keys before TLS 1.3 come from.
    static byte[] master(int version, String hash, byte[] premaster, byte[] client, byte[] server) {
        byte[] seed = join(client, server);
        return version == Version.SSL_3
                ? ssl3(premaster, seed, MASTER)
                : prf(version, hash, premaster, "master secret", seed, MASTER);
    }

    /// The same with RFC 7627: bound to the whole handshake.
    static byte[] extendedMaster(int version, String hash, byte[] premaster, byte[] handshake) {
        byte[] digest = version >= Version.TLS_1_2
                ? digest(hash, handshake)
                : join(digest("MD5", handshake), digest("SHA1", handshake));
        return prf(version, hash, premaster, "extended master secret", digest, MASTER);
    }

    static byte[] keyBlock(int version, String hash, byte[] master, byte[] client, byte[] server, int length) {
        byte[] seed = join(server, client);
        return version == Version.SSL_3
                ? ssl3(master, seed, length)
                : prf(version, hash, master, "key expansion", seed, length);
    }

    static byte[] prf(int version, String hash, byte[] secret, String label, byte[] seed, int length) {
        byte[] all = join(label.getBytes(StandardCharsets.US_ASCII), seed);
        if (version >= Version.TLS_1_2) return expand(hash, secret, all, length);
        int half = (secret.length + 1) / 2;
        byte[] md5 = expand("MD5", Arrays.copyOf(secret, half), all, length);
        byte[] sha = expand("SHA1", Arrays.copyOfRange(secret, secret.length - half, secret.length), all, length);
        for (int i = 0; i < length; i++) md5[i] ^= sha[i];
        return md5;
    }

    /// P_hash of RFC 5246 section 5.
    private static byte[] expand(String hash, byte[] secret, byte[] seed, int length) {
        byte[] out = new byte[length];
        byte[] a = seed;
        for (int at = 0; at < length; ) {
            a = hmac(hash, secret, a);
            byte[] block = hmac(hash, secret, join(a, seed));
            int n = Math.min(block.length, length - at);
            System.arraycopy(block, 0, out, at, n);
            at += n;
        }
        return out;
    }

    /// MD5(secret + SHA1('A' + secret + seed)) + MD5(secret + SHA1('BB' + …)) …
    private static byte[] ssl3(byte[] secret, byte[] seed, int length) {
        byte[] out = {};
        for (int round = 1; out.length < length; round++) {
            byte[] letters = new byte[round];
            Arrays.fill(letters, (byte) ('A' + round - 1));
            out = join(out, digest("MD5", join(secret, digest("SHA1", join(letters, secret, seed)))));
        }
        return Arrays.copyOf(out, length);
    }

    /// HKDF-Expand-Label with an empty context.
    ///
    /// @param prefix `tls13 `, of old drafts `TLS 1.3, `
    static byte[] expandLabel(String hash, byte[] secret, String prefix, String label, int length) {
        byte[] name = (prefix + label).getBytes(StandardCharsets.US_ASCII);
        byte[] info = join(new byte[] {(byte) (length >> 8), (byte) length, (byte) name.length}, name, new byte[1]);
        byte[] out = new byte[length];
        byte[] t = {};
        for (int at = 0, i = 1; at < length; i++) {
            t = hmac(hash, secret, join(t, info, new byte[] {(byte) i}));
            int n = Math.min(t.length, length - at);
            System.arraycopy(t, 0, out, at, n);
            at += n;
        }
        return out;
    }

    static byte[] hmac(String hash, byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("Hmac" + hash);
            // Java refuses empty keys; HMAC pads with zeros anyway.
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "Hmac" + hash));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] digest(String hash, byte[] data) {
        try {
            return MessageDigest.getInstance(javaName(hash)).digest(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// As [MessageDigest] names it.
    static String javaName(String hash) {
        return switch (hash) {
            case "SHA1" -> "SHA-1";
            case "SHA256" -> "SHA-256";
            case "SHA384" -> "SHA-384";
            default -> hash;
        };
    }

    static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) length += part.length;
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
