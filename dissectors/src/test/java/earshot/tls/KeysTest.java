package earshot.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Key logs as NSS, OpenSSL, Java agents and people with editors write them.
class KeysTest {
    private static final byte[] RANDOM = filled(32, 0xab), MASTER = filled(48, 0x17), ID = filled(32, 0x1d);
    private static final HexFormat HEX = HexFormat.of();

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static Keys log(String text) {
        Keys keys = new Keys();
        keys.addLog(text.getBytes(StandardCharsets.ISO_8859_1));
        return keys;
    }

    private static String line(String label, byte[] whose, byte[] secret) {
        return label + " " + HEX.formatHex(whose) + " " + HEX.formatHex(secret);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%s", "# a remark\n\n%s\n", "%s\r\n", "  %s  \n", "cut off li\n%s", "%s\nCLIENT_RANDOM abab"})
    void theMasterSecret(String file) {
        Keys keys = log(file.formatted(line("CLIENT_RANDOM", RANDOM, MASTER)));
        assertArrayEquals(MASTER, keys.master(RANDOM, new byte[0]));
        assertTrue(keys.mayKnow(RANDOM));
        assertFalse(keys.mayKnow(filled(32, 1)));
        assertNull(keys.master(filled(32, 1), new byte[0]));
    }

    @Test
    void digitsInCapitals() {
        Keys keys = log("CLIENT_RANDOM " + HEX.withUpperCase().formatHex(RANDOM) + " "
                + HEX.withUpperCase().formatHex(MASTER));
        assertArrayEquals(MASTER, keys.master(RANDOM, new byte[0]));
    }

    /// As `openssl s_client` prints sessions, and Wireshark exports them.
    @Test
    void theSession() {
        Keys keys = log("RSA Session-ID:" + HEX.formatHex(ID) + " Master-Key:" + HEX.formatHex(MASTER));
        assertArrayEquals(MASTER, keys.master(RANDOM, ID));
        assertNull(keys.master(RANDOM, filled(32, 2)));
        assertTrue(keys.mayKnow(RANDOM), "a session's line does not say which connections are its");
    }

    @Test
    void thePremasterSecret() {
        byte[] exchanged = filled(128, 0x5e);
        Keys encrypted = log(line("RSA", Arrays.copyOf(exchanged, 8), MASTER));
        assertArrayEquals(MASTER, encrypted.premaster(RANDOM, exchanged, null));
        assertNull(encrypted.premaster(RANDOM, filled(128, 0x5f), null));
        Keys named = log(line("PMS_CLIENT_RANDOM", RANDOM, MASTER));
        assertArrayEquals(MASTER, named.premaster(RANDOM, new byte[0], null));
    }

    @Test
    void secretsOfVersionThree() {
        Keys keys = log(line("CLIENT_TRAFFIC_SECRET_0", RANDOM, MASTER));
        assertArrayEquals(MASTER, keys.secret("CLIENT_TRAFFIC_SECRET_0", RANDOM));
        assertNull(keys.secret("SERVER_TRAFFIC_SECRET_0", RANDOM));
        assertTrue(keys.mayKnow(RANDOM));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "CLIENT_RANDOM",
                "CLIENT_RANDOM  ",
                "CLIENT_RANDOM ab xyz",
                "CLIENT_RANDOM ab 0102",
                "RSA Session-ID:"
            })
    void whatIsNoLineIsPassedOver(String file) {
        assertTrue(log(file).isEmpty());
    }

    @Test
    void anyBytesAtAll() {
        Random random = new Random(23);
        for (int round = 0; round < 2000; round++) {
            byte[] bytes = new byte[random.nextInt(3000)];
            random.nextBytes(bytes);
            Keys keys = new Keys();
            keys.addLog(bytes);
            assertEquals(0, keys.secrets());
        }
    }
}
