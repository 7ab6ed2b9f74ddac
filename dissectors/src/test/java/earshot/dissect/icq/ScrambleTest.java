package earshot.dissect.icq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The worked examples of the fact sheet: plain packets and what clients make of them on the wire. Wireshark 4 opens
/// those of version 5 to the same fields.
class ScrambleTest {
    private static final String LOGIN_5 = "05000000000040e201006acf6422c99a6b7a32993ee3c04550fa88a2f03f2999"
            + "573056fc33426ced50e5f798503a109955342d99503031995030139950302f99"
            + "51300a9950300e995030";
    private static final String LOGIN_4 = "0400f7b3d0da2ba2d1dac2a19038c2a16233ff04a00f00000700736563726574"
            + "00720000000a00000504000000000300000000000000";

    @Test
    void versionFive() {
        byte[] packet = HexFormat.of().parseHex(LOGIN_5);
        assertTrue(Scramble.open5(packet));
        String plain = "05000000000040e2010078563412e8033b4a01000000000000ca9a3ba00f0000"
                + "070073656372657400d50000000a000005040000000003000000000000000000"
                + "01000000000000000000";
        // But for the check code, which takes the place of zeros at 20.
        assertEquals(plain.substring(0, 40), HexFormat.of().formatHex(packet).substring(0, 40));
        assertEquals(plain.substring(48), HexFormat.of().formatHex(packet).substring(48));
    }

    /// Only bytes 2 to 15 of 54 are hidden: the password never was.
    @Test
    void versionFour() {
        byte[] packet = HexFormat.of().parseHex(LOGIN_4);
        assertTrue(Scramble.open4(packet));
        // Bytes 2 and 3 are a random number, of which nobody knows whether it was hidden.
        assertEquals(
                "0000e8030100010040e20100", HexFormat.of().formatHex(packet).substring(8, 32));
        assertEquals(LOGIN_4.substring(32), HexFormat.of().formatHex(packet).substring(32));
    }

    @ParameterizedTest
    @CsvSource({"5, " + LOGIN_5, "4, " + LOGIN_4})
    void anyOtherByteShows(int version, String hex) {
        int wrong = 0;
        byte[] packet = HexFormat.of().parseHex(hex);
        for (int i = version == 5 ? 20 : 16; i < (version == 5 ? 24 : 20); i++) {
            byte[] changed = packet.clone();
            changed[i] ^= 0x55;
            if (version == 5 ? Scramble.open5(changed) : Scramble.open4(changed)) wrong++;
        }
        assertEquals(0, wrong);
    }

    @Test
    void shortPacketsAreNone() {
        assertFalse(Scramble.open4(new byte[19]));
        assertFalse(Scramble.open5(new byte[23]));
        assertFalse(Scramble.openDirect(new byte[7], 7));
        assertFalse(Scramble.openDirect(new byte[13], 4));
    }
}
