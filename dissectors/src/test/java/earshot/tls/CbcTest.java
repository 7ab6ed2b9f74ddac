package earshot.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Ciphers that neither OpenSSL nor the JDK speak any more: the vectors of their own descriptions.
class CbcTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // RFC 4269 appendix B.1
        "SEED_CBC, 00000000000000000000000000000000, 5ebac6e0054e166819aff1cc6d346cdb, 000102030405060708090a0b0c0d0e0f",
        // the example of Lai's thesis
        "IDEA_CBC, 00010002000300040005000600070008, 11fbed2b01986de5, 0000000100020003",
        // RFC 2268 section 5, 128 bits
        "RC2_CBC_40, 88bca90e90875a7f0f79c384627bafb2, 2269552ab0f85ca6, 0000000000000000",
        // RFC 5794 appendix A.1
        "ARIA_128_CBC, 000102030405060708090a0b0c0d0e0f, d718fbd6ab644c739da95f3be6451778,"
                + " 00112233445566778899aabbccddeeff",
    })
    void oneBlock(CipherSuite.Bulk bulk, String key, String encrypted, String plain) {
        HexFormat hex = HexFormat.of();
        byte[] bytes = hex.parseHex(encrypted);
        byte[] decrypted = Cbc.of(bulk, hex.parseHex(key)).decrypt(new byte[bytes.length], bytes, 0, bytes.length);
        assertEquals(plain, hex.formatHex(decrypted));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "0004, RC4_128, MD5, SHA256, false",
        "000a, TRIPLE_DES_EDE_CBC, SHA1, SHA256, false",
        "0003, RC4_40, MD5, SHA256, true",
        "0007, IDEA_CBC, SHA1, SHA256, false",
        "0096, SEED_CBC, SHA1, SHA256, false",
        "c028, AES_256_CBC, SHA384, SHA384, false",
        "009d, AES_256_GCM, '', SHA384, false",
        "c09c, AES_128_CCM, '', SHA256, false",
        "cca8, CHACHA20_POLY1305, '', SHA256, false",
        "1302, AES_256_GCM, '', SHA384, false",
        "1305, AES_128_CCM, '', SHA256, false",
    })
    void suitesAreReadFromTheirNames(String id, CipherSuite.Bulk bulk, String mac, String hash, boolean export) {
        CipherSuite suite = CipherSuite.of(Integer.parseInt(id, 16));
        assertEquals(bulk, suite.bulk());
        assertEquals(mac, suite.mac());
        assertEquals(hash, suite.hash());
        assertEquals(export, suite.export());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"c0a0, 8", "c09c, 16", "1305, 8", "1304, 16", "009c, 16"})
    void tags(String id, int length) {
        assertEquals(length, CipherSuite.of(Integer.parseInt(id, 16)).tag());
    }
}
