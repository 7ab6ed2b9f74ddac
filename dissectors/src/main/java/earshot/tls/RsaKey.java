package earshot.tls;

import earshot.bytes.Cursor;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;

/// A server's private key, for connections whose client encrypted the secret with the public one.
record RsaKey(
        BigInteger modulus,
        BigInteger exponent,
        BigInteger p,
        BigInteger q,
        BigInteger dp,
        BigInteger dq,
        BigInteger inverse) {
    private static final String BEGIN = "-----BEGIN ", END = "-----END ";
    private static final int PREMASTER = 48;

    /// Reads the first private key of a PEM file: PKCS#1 (`RSA PRIVATE KEY`, RFC 8017 appendix A.1.2) or PKCS#8
    /// (`PRIVATE KEY`, RFC 5208).
    static RsaKey of(String pem) {
        for (int begin = 0; (begin = pem.indexOf(BEGIN, begin)) >= 0; begin += BEGIN.length()) {
            int dashes = pem.indexOf("-----", begin + BEGIN.length()), end = pem.indexOf(END, begin);
            if (dashes < 0 || end < dashes) break;
            String kind = pem.substring(begin + BEGIN.length(), dashes), text = pem.substring(dashes + 5, end);
            switch (kind) {
                case "RSA PRIVATE KEY" -> {
                    if (text.contains("ENCRYPTED")) throw encrypted();
                    return read(new Der(new Cursor(decoded(text))).inside(Der.SEQUENCE));
                }
                case "PRIVATE KEY" -> {
                    Der info = new Der(new Cursor(decoded(text))).inside(Der.SEQUENCE);
                    info.next(Der.INTEGER);
                    info.next(Der.SEQUENCE); // algorithm; another one's key is no sequence of nine numbers
                    return read(new Der(info.next(Der.OCTETS)).inside(Der.SEQUENCE));
                }
                case "ENCRYPTED PRIVATE KEY" -> throw encrypted();
                default -> {}
            }
        }
        throw new IllegalArgumentException("it holds no private key in PEM form");
    }

    private static IllegalArgumentException encrypted() {
        return new IllegalArgumentException(
                "the key is encrypted: decrypt it first, for instance with openssl pkey -in KEY -out PLAIN");
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its base64 is damaged", e);
        }
    }

    private static RsaKey read(Der numbers) {
        BigInteger[] all = new BigInteger[9];
        for (int i = 0; i < all.length; i++) {
            byte[] number = numbers.next(Der.INTEGER).rest();
            if (number.length == 0) throw new IllegalArgumentException("the private key is no RSA key");
            all[i] = new BigInteger(1, number);
        }
        boolean good =
                all[4].multiply(all[5]).equals(all[1]) && all[1].bitLength() >= 256 && all[1].bitLength() <= 16_384;
        if (!good) throw new IllegalArgumentException("the RSA key's numbers do not belong together");
        return new RsaKey(all[1], all[3], all[4], all[5], all[6], all[7], all[8]);
    }

    /// Decrypts what the client sent (RFC 8017 section 7.2.2). Whether it is right is seen when records verify.
    ///
    /// @return null where it was not made with this key
    byte[] premaster(byte[] exchanged) {
        BigInteger c = new BigInteger(1, exchanged);
        if (c.compareTo(modulus) >= 0) return null;
        // By the Chinese remainder theorem: a quarter of the work.
        BigInteger a = c.modPow(dp, p), b = c.modPow(dq, q);
        BigInteger m = b.add(q.multiply(inverse.multiply(a.subtract(b)).mod(p)));
        byte[] number = m.toByteArray();
        byte[] padded = new byte[(modulus.bitLength() + 7) / 8];
        int skip = Math.max(0, number.length - padded.length);
        System.arraycopy(number, skip, padded, padded.length - (number.length - skip), number.length - skip);
        int at = padded.length - PREMASTER - 1;
        if (at < 10 || padded[0] != 0 || padded[1] != 2 || padded[at] != 0) return null;
        return Arrays.copyOfRange(padded, at + 1, padded.length);
    }

    @Override
    public String toString() {
        return "an RSA key of " + modulus.bitLength() + " bits";
    }
}
