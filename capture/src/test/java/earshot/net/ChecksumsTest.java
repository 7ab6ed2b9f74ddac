package earshot.net;

import static earshot.net.Wire.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.capture.Block;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksumsTest {
    /// The example of RFC 1071 §3: the sum of 0001 f203 f4f5 f6f7 is ddf2.
    @Test
    void foldsAsInTheStandard() {
        assertEquals(0xddf2, Checksums.fold(0x0001 + 0xf203 + 0xf4f5 + 0xf6f7L));
    }

    @ParameterizedTest(name = "checksum {0}: {2}")
    @CsvSource({
        "6e88, true, right",
        "6e89, false, wrong",
        "0000, false, TCP always has one",
        "8171, true, the sum of the pseudo-header alone: left to the network card",
    })
    void tcp(String checksum, boolean ok, String why) {
        byte[] segment = hex("c350 1a0b 00000064 000000c8 5018 ffff " + checksum + " 0000 'hey'");
        Block block = Wire.decoded(101, Wire.ipv4(6, "c0a80001", "c0a80002", segment));
        assertEquals(ok, Checksums.transportOk(block, 0), why);
    }

    @ParameterizedTest(name = "checksum {0}: {2}")
    @CsvSource({"9b75, true, right", "9b76, false, wrong", "0000, true, none"})
    void udpOverIpv6(String checksum, boolean ok, String why) {
        byte[] datagram = hex("13c4 13c4 000b " + checksum + " 'hey'");
        String alice = "20010db8000000000000000000000001", bob = "20010db8000000000000000000000002";
        Block block = Wire.decoded(101, Wire.ipv6(17, alice, bob, datagram));
        assertEquals(ok, Checksums.transportOk(block, 0), why);
    }

    @Test
    void whatWasNotCapturedWholeCannotBeWrong() {
        byte[] whole = Wire.ipv4(17, "c0a80001", "c0a80002", hex("13c4 13c4 000b abcd 'hey'"));
        assertFalse(Checksums.transportOk(Wire.decoded(101, whole), 0));
        Block cut = Wire.block();
        Wire.add(cut, 101, java.util.Arrays.copyOf(whole, whole.length - 1), whole.length, 0);
        new Decoder().decode(cut);
        assertTrue(Checksums.transportOk(cut, 0));
    }
}
