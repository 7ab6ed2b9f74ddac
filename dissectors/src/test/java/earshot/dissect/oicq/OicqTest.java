package earshot.dissect.oicq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.ImEvent;
import earshot.kit.Dialogue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OicqTest {
    /// The sheet's login of 12345678 with the password `qqpass`: 02, version 0d55 (2005), command 0022, number 0007,
    /// account, a random key, cipher text, 03.
    private static final String LOGIN = "02 0d55 0022 0007 00bc614e 000102030405060708090a0b0c0d0e0f"
            + "0d05f4103e63cf5735ccf7ef2a2147463c0f3acbf3c75b0375c65b3dcf9000f03cacd60cb14c3a85892c204b47f8c5fdb09c0f7793aab91c"
            + "2698da50e742729eb074dfefb443cb7221ae519630fa7205dad59649b57338c1fd60be99099d583a97e9c90346157f56aadb87fbb7df3f65"
            + "1f2cc7c7fc880a323f037bd69a606b982925519f7a9dcde67e6974e2c1346ae8802c051a1797a94dcb0a637fe5db9cf184b6a10191f10dc5"
            + "355a2558a213a9d605f0be7368fdc17664be44023329cc8e46d7d78b362f6c57ab3fc8e66320940e885c4c6c9e1fc6894f646ed4280cfa16"
            + "c893dc73d948d7fe4b5f06de66c64428360bc7210321ab111206f6325c341a74801d117fe1f9cae1a2c4d8bdadd4a05cb494f1c174a41fee"
            + "ff5a9669063f0406405b725e973a753cc8185a435b5622993d3dbcfb962b0d8b9938d99f8d1829535a521963b25c216b39f39b0ee018f8d8"
            + "a6a122707342f6a1eec9ae130eb01dd599b75fcff67228545546cd33d8bdf56b67e61be5a3f05fb1092b17e50e45d3d770ab152e874041df"
            + "4a02404bf25d7e6e3d0a2ec13e26cb196a6f63e509040a0a4715b0a4f68c1e6e9c599556f746af8c 03";
    private static final String BLOCK = "3a0a36ce2fcd9825d5041a47c29e07c7";

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static byte[] md5(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("MD5").digest(bytes);
    }

    private static byte[] passwordKey(String password) throws Exception {
        return md5(md5(password.getBytes(StandardCharsets.US_ASCII)));
    }

    /// All but how much was sent, which is said of what is encrypted.
    private static List<String> lines(Dialogue dialogue) {
        return dialogue.lines().stream()
                .filter(line -> !line.startsWith("usage "))
                .toList();
    }

    @Test
    void theCipherIsOpenedByItsKeyOnly() throws Exception {
        byte[] cipher = hex("3a13bf489d906f6e68b60ef0a09eaaa3");
        assertEquals("d6906c30932e6508f3efaafc72da52c9", HexFormat.of().formatHex(passwordKey("qqpass")));
        assertEquals("hello", new String(Tea.open(cipher, passwordKey("qqpass")), StandardCharsets.US_ASCII));
        assertNull(Tea.open(cipher, passwordKey("qqpass!")));
        assertNull(Tea.open(new byte[9], new byte[16]));
    }

    @Test
    void aLoginIsAnOracleForItsPassword() throws Exception {
        assertEquals(
                List.of(
                        "service qq certain [signature:oicq]",
                        "presence 12345678 online client QQ 2005",
                        "credential 12345678 digest QQ TEA \"$qq$tea$12345678$" + BLOCK + "\""),
                lines(Dialogue.udp(9000).clientHex(LOGIN).clientHex(LOGIN)));
        assertArrayEquals(new byte[0], Tea.open(hex(BLOCK), passwordKey("qqpass")));
        assertNull(Tea.open(hex(BLOCK), passwordKey("qqword")));
    }

    /// Under the login's key (000102…0f): byte 5 and a text. Under another key: nobody knows, but it is no refusal.
    @Test
    void refusedAndAccepted() {
        String refusal =
                "02 0d55 0022 0007" + HexFormat.of().formatHex(TeaSealed.sealed(new byte[] {5, 'n', 'o'})) + "03";
        String answer = "02 0d55 0022 0007" + "a5".repeat(200) + "03";
        String sent = "02 0d55 0016 0008 00bc614e" + "5a".repeat(48) + "03";
        String logout = "02 0d55 0001 0009 00bc614e" + "5a".repeat(32) + "03";
        assertEquals(
                List.of(
                        "session failed 12345678 \"QQ 2005\" by QQ TEA because wrong password",
                        "session started 12345678 \"QQ 2005\" by QQ TEA",
                        "message chat sent 12345678 ->  qq-tea 48 bytes",
                        "session ended 12345678 \"QQ 2005\""),
                Dialogue.udp(8000)
                        .clientHex(LOGIN)
                        .serverHex(refusal)
                        .clientHex(LOGIN.replace("0022 0007", "0022 0008"))
                        .serverHex(answer)
                        // Sent twice: the same number.
                        .clientHex(sent)
                        .clientHex(sent)
                        .clientHex(logout)
                        .clientHex(logout)
                        .lines()
                        .stream()
                        .filter(line -> line.startsWith("session") || line.startsWith("message"))
                        .toList());
    }

    @Test
    void overTcpBehindALength() {
        assertEquals(
                List.of(
                        "service qq certain [signature:oicq]",
                        "presence 12345678 online client QQ 2005",
                        "credential 12345678 digest QQ TEA \"$qq$tea$12345678$" + BLOCK + "\""),
                lines(Dialogue.tcp(443).clientHex("%04x".formatted(hex(LOGIN).length + 2) + LOGIN)));
    }

    /// One packet to an unusual port says which service it is, but not certainly who: servers have no account there.
    @Test
    void oneAccountIsNoProof() {
        String alive = "02 0d55 0002 0009 00bc614e" + "5a".repeat(32) + "03";
        assertEquals(
                List.of("service qq certain [signature:oicq]"),
                lines(Dialogue.udp(9000).clientHex(alive)));
        assertEquals(
                List.of("service qq certain [signature:oicq]", "presence 12345678 online client QQ 2005"),
                lines(Dialogue.udp(9000).clientHex(alive).clientHex(alive)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "02 0d55 0002 0009 00bc614e 5a5a5a5a5a5a5a5a 04", // another end
                "02 0155 0002 0009 00bc614e 5a5a5a5a5a5a5a5a 03", // no such version
                "02 0d55 7702 0009 00bc614e 5a5a5a5a5a5a5a5a 03", // no such command
                "02 0d55 0002 0009 0000000e 5a5a5a5a5a5a5a5a 03", // no such account
                "02 0d55 0002 0009 00bc614e 5a5a5a 03", // no blocks
                "02 0d55 03",
                "02"
            })
    void whatIsNotQq(String datagram) {
        assertEquals(List.of(), Dialogue.udp(8000).clientHex(datagram).lines());
    }

    @Test
    void damageIsNoException() {
        Random random = new Random(9);
        int events = 0;
        for (int round = 0; round < Integer.getInteger("fuzz.rounds", 300); round++) {
            byte[] bytes = hex(LOGIN);
            for (int i = random.nextInt(4); i > 0; i--)
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            byte[] cut = java.util.Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
            List<ImEvent> said = Dialogue.udp(8000)
                    .client(hex(LOGIN))
                    .client(bytes)
                    .server(bytes)
                    .client(cut)
                    .events();
            events += said.size();
            assertTrue(said.size() < 8);
        }
        assertTrue(events > 0);
    }
}
