package earshot.dissect.quic;

import static earshot.dissect.quic.Sealed.hex;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The examples of RFC 9001 and RFC 9369, appendix A, and those computed for draft 29.
class InitialKeysTest {
    private static final byte[] CONNECTION = hex("8394c8f03e515708");

    /// The CRYPTO frame of RFC 9001 appendix A.2.
    static final String HELLO = """
            060040f1010000ed0303ebf8fa56f12939b9584a3896472ec40bb863cfd3e868
            04fe3a47f06a2b69484c00000413011302010000c000000010000e00000b6578
            616d706c652e636f6dff01000100000a00080006001d00170018001000070005
            04616c706e000500050100000000003300260024001d00209370b2c9caa47fba
            baf4559fedba753de171fa71f50f1ce15d43e994ec74d748002b000302030400
            0d0010000e0403050306030203080408050806002d00020101001c0002400100
            3900320408ffffffffffffffff05048000ffff07048000ffff08011001048000
            75300901100f088394c8f03e51570806048000ffff""";

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "V1, client in, 1f369613dd76d5467730efcbe3b1a22d, fa044b2f42a3fd3b46fb255c, 9f50449e04a0e810283a1e9933adedd2",
        "V2, client in, 8b1a0bc121284290a29e0971b5cd045d, 91f73e2351d8fa91660e909f, 45b95e15235d6f45a6b19cbcb0294ba9",
        "DRAFT_29, client in, 175257a31eb09dea9366d8bb79ad80ba, 6b26114b9cba2b63a9e8dd4f,"
                + " 9ddd12c994c0698b89374a9c077a3077",
        "V1, server in, cf3a5331653c364c88f0f379b6067e37, '', ''",
        "V2, server in, 82db637861d55e1d011f19ea71d5d2a7, '', ''",
    })
    void keysComeFromTheConnectionId(Version version, String side, String key, String iv, String header) {
        InitialKeys keys = InitialKeys.of(version, CONNECTION, side);
        HexFormat hex = HexFormat.of();
        assertEquals(key, hex.formatHex(keys.key()));
        if (!iv.isEmpty()) assertEquals(iv, hex.formatHex(keys.iv()));
        if (!header.isEmpty()) assertEquals(header, hex.formatHex(keys.headerKey()));
    }

    @Test
    void theClientsFirstPacketOfTheRfc() {
        byte[] header = hex("c300000001 08 8394c8f03e515708 00 00 449e 00000002");
        byte[] frames = Sealed.frames(1162, hex(HELLO));
        byte[] packet = Sealed.client(1, "8394c8f03e515708").seal(header, 2, frames);
        assertEquals(1200, packet.length);
        assertArrayEquals(hex("c000000001 08 8394c8f03e515708 00 00 449e 7b9aec34"), Arrays.copyOf(packet, 22));
        assertArrayEquals(hex("d1b1c98dd7689fb8ec11d242b123dc9b"), Arrays.copyOfRange(packet, 22, 38), "the sample");

        InitialKeys keys = InitialKeys.client(Version.V1, CONNECTION);
        InitialKeys.Opened opened = keys.open(packet, 0, 18, packet.length);
        assertNotNull(opened);
        assertArrayEquals(frames, Arrays.copyOf(opened.bytes(), opened.length()));
        packet[700] ^= 1;
        assertNull(keys.open(packet, 0, 18, packet.length), "one bit");
    }
}
