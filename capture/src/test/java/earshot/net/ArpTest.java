package earshot.net;

import static earshot.net.Wire.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.capture.Block;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArpTest {
    private static byte[] packet(String senderMac, String senderIp) {
        return hex("""
                ffffffffffff 00 0c 29 3a 5b 7c   # to all, from
                0806
                0001 0800 06 04             # Ethernet, IPv4, their address lengths
                0002                        # reply
                """ + senderMac + " " + senderIp + """
                                            # sender's hardware and protocol address
                020000000002 c0a80002       # target's
                """);
    }

    @Test
    void theSenderSaysWhoItIs() {
        Block block = Wire.decoded(1, packet("000c293a5b7c", "c0a80001"));
        assertEquals(Block.ARP, block.kind[0]);
        int at = block.network[0];
        assertEquals(14, at);
        assertEquals(Arp.REPLY, Arp.operation(block.bytes, at));
        assertEquals("00:0c:29:3a:5b:7c", Arp.mac(Arp.senderMac(block.bytes, at)));
        assertEquals(0xc0a80001, Arp.senderIp(block.bytes, at));
        assertEquals(0xc0a80002, Arp.targetIp(block.bytes, at));
    }

    @ParameterizedTest(name = "{0} at {1} claims: {2}")
    @CsvSource({
        "000c293a5b7c, c0a80001, true",
        "000c293a5b7c, 00000000, false", // a probe
        "000c293a5b7c, e0000001, false", // multicast
        "000c293a5b7c, ffffffff, false",
        "ffffffffffff, c0a80001, false",
        "000000000000, c0a80001, false",
    })
    void onlyUsableAddressesAreClaimed(String mac, String ip, boolean claims) {
        Block block = Wire.decoded(1, packet(mac, ip));
        assertEquals(claims, Arp.claims(block.bytes, block.network[0]));
    }
}
