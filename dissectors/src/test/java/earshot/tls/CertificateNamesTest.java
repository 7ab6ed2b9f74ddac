package earshot.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import earshot.bytes.Cursor;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateNamesTest {
    @Test
    void namesAndKey() {
        CertificateNames names = CertificateNames.read(new Cursor(Wire.x509("*.chat.example", "chat.example")));
        assertEquals(List.of("*.chat.example", "chat.example"), names.names());
        assertEquals("Test CA", names.issuer());
        assertEquals("", names.organization());
        assertEquals(BigInteger.valueOf(0x7b), names.modulus());
    }

    @Test
    void theFirstOfTheMessage() {
        byte[] message = Wire.certificate("a.example");
        CertificateNames names = CertificateNames.first(new Cursor(message, 4, message.length - 4));
        assertEquals(List.of("a.example"), names.names());
    }

    @Test
    void noCertificate() {
        assertNull(CertificateNames.first(new Cursor(new byte[3])));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "30", // no length
                "3080 3000 0000", // indefinite
                "3085 0000000001", // a length of five bytes
                "3084 ffffffff 00", // longer than anything
                "3003 0203 01", // an INTEGER where a SEQUENCE belongs
            })
    void whatIsNoDerIsNoCertificate(String hex) {
        assertNull(CertificateNames.read(new Cursor(HexFormat.of().parseHex(hex.replace(" ", "")))));
    }

    /// Cut or damaged anywhere: no exception, and no name that is not there.
    @Test
    void damage() {
        byte[] good = Wire.x509("chat.example", "www.chat.example");
        Random random = new Random(3);
        for (int n = 0; n < good.length; n++) CertificateNames.read(new Cursor(good, 0, n));
        for (int round = 0; round < 50_000; round++) {
            byte[] bad = good.clone();
            for (int k = 1 + random.nextInt(3); k > 0; k--) bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            CertificateNames.read(new Cursor(bad));
        }
    }
}
