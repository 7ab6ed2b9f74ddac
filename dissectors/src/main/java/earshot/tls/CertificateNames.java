package earshot.tls;

import earshot.bytes.Cursor;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// Whose certificate it is (RFC 5280): the names of a server, as far as it says them in clear, before TLS 1.3.
///
/// @param names DNS names of the subject, then its common name where that is no such name again; wildcards as they
///     stand
/// @param organization of the subject, "" for none
/// @param issuer common name of the issuer, or else its organization; "" for none
/// @param modulus of the RSA key, null for other keys
public record CertificateNames(List<String> names, String organization, String issuer, BigInteger modulus) {
    /// More names than any certificate of an honest authority has.
    private static final int MOST = 512;

    private static final byte[] COMMON_NAME = {0x55, 4, 3}, ORGANIZATION = {0x55, 4, 10};
    private static final byte[] ALTERNATIVE_NAMES = {0x55, 0x1d, 17};
    private static final byte[] RSA = {0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1};
    private static final int DNS_NAME = 0x82, VERSION = 0xa0, EXTENSIONS = 0xa3;

    /// Reads the first certificate of a Certificate message (RFC 5246 section 7.4.2), its body.
    ///
    /// @return null where there is none, or it is cut
    public static CertificateNames first(Cursor body) {
        Cursor list = body.slice(u24(body));
        Cursor certificate = list.slice(u24(list));
        return body.truncated() || list.truncated() || certificate.remaining() == 0 ? null : read(certificate);
    }

    private static int u24(Cursor in) {
        return in.u8() << 16 | in.u16();
    }

    /// Reads a certificate.
    ///
    /// @return null where it is none
    public static CertificateNames read(Cursor certificate) {
        Der signed = new Der(certificate).inside(Der.SEQUENCE);
        Der fields = signed.inside(Der.SEQUENCE);
        if (signed.tag() != Der.SEQUENCE) return null;
        if (fields.peek() == VERSION) fields.next();
        fields.next(Der.INTEGER); // serial number
        fields.next(Der.SEQUENCE); // signature algorithm
        if (fields.tag() != Der.SEQUENCE) return null;
        Subject issuer = new Subject(fields.inside(Der.SEQUENCE));
        fields.next(Der.SEQUENCE); // validity
        Subject subject = new Subject(fields.inside(Der.SEQUENCE));
        BigInteger modulus = modulus(fields.inside(Der.SEQUENCE));
        SequencedSet<String> names = new LinkedHashSet<>();
        while (fields.more()) {
            Cursor field = fields.next();
            if (fields.tag() < 0) return null;
            if (fields.tag() == EXTENSIONS) extensions(new Der(field).inside(Der.SEQUENCE), names);
        }
        if (!subject.commonName.isEmpty()) names.add(subject.commonName);
        return new CertificateNames(
                List.copyOf(names),
                subject.organization,
                issuer.commonName.isEmpty() ? issuer.organization : issuer.commonName,
                modulus);
    }

    private static void extensions(Der list, SequencedSet<String> names) {
        while (list.more()) {
            Der extension = list.inside(Der.SEQUENCE);
            if (list.tag() < 0) return;
            if (!same(extension.next(Der.OID), ALTERNATIVE_NAMES)) continue;
            Cursor value = extension.next();
            if (extension.tag() == 0x01) value = extension.next(); // BOOLEAN: critical
            Der all = new Der(value).inside(Der.SEQUENCE);
            while (all.more() && names.size() < MOST) {
                Cursor name = all.next();
                if (all.tag() < 0) return;
                if (all.tag() != DNS_NAME) continue;
                String text = name.text(name.remaining(), StandardCharsets.ISO_8859_1);
                if (!text.isEmpty() && ClientHello.printable(text)) names.add(text);
            }
        }
    }

    private static BigInteger modulus(Der keyInfo) {
        Der algorithm = keyInfo.inside(Der.SEQUENCE);
        if (!same(algorithm.next(Der.OID), RSA)) return null;
        Cursor bits = keyInfo.next(Der.BITS);
        bits.skip(1); // unused bits
        byte[] modulus = new Der(bits).inside(Der.SEQUENCE).next(Der.INTEGER).rest();
        return modulus.length == 0 ? null : new BigInteger(1, modulus);
    }

    /// A distinguished name, of which two attributes matter.
    private static final class Subject {
        String commonName = "", organization = "";

        Subject(Der sets) {
            while (sets.more()) {
                Der set = sets.inside(Der.SET);
                if (sets.tag() < 0) return;
                while (set.more()) {
                    Der attribute = set.inside(Der.SEQUENCE);
                    if (set.tag() < 0) return;
                    Cursor type = attribute.next(Der.OID);
                    if (same(type, COMMON_NAME)) commonName = text(attribute);
                    else if (same(type, ORGANIZATION)) organization = text(attribute);
                }
            }
        }

        /// PrintableString, UTF8String, IA5String and T61String are read as UTF-8; BMPString as what it is.
        private static String text(Der attribute) {
            Cursor value = attribute.next();
            String text = value.text(
                    Math.min(value.remaining(), 256),
                    attribute.tag() == 0x1e ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8);
            return text.chars().anyMatch(Character::isISOControl) ? "" : text.strip();
        }
    }

    private static boolean same(Cursor oid, byte[] wanted) {
        if (oid.remaining() != wanted.length) return false;
        for (int i = 0; i < wanted.length; i++) if (oid.peek(i) != (wanted[i] & 0xff)) return false;
        return true;
    }
}
