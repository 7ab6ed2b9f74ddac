package earshot.net;

import static earshot.net.Wire.ETHERNET;
import static earshot.net.Wire.ascii;
import static earshot.net.Wire.decoded;
import static earshot.net.Wire.hex;
import static earshot.net.Wire.ipv4;
import static earshot.net.Wire.ipv6;
import static earshot.net.Wire.join;
import static earshot.net.Wire.tcp;
import static earshot.net.Wire.udp;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import earshot.capture.Block;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// IP, TCP and UDP in plain Ethernet: lengths, truncation, damage, the flow's hash.
class DecoderTest {
    private static final String ALICE = "c0a80001", BOB = "c0a80002";
    private static final String ALICE6 = "20010db8000000000000000000000001", BOB6 = "20010db8000000000000000000000002";
    private static final byte[] MACS = hex("020000000002 020000000001");
    private static final byte[] IPV4 = join(MACS, hex("0800")), IPV6 = join(MACS, hex("86dd"));

    private static Block ethernet(byte[] packet) {
        return decoded(ETHERNET, join((packet[0] & 0xf0) == 0x60 ? IPV6 : IPV4, packet));
    }

    private static String unread(Block block) {
        assertEquals(Block.OTHER, block.kind[0]);
        return Unread.text(block.network[0]);
    }

    @Test
    void readsASegmentByteByByte() {
        Block block = decoded(ETHERNET, hex("""
                02 00 00 00 00 02           # destination
                02 00 00 00 00 01           # source
                08 00                       # type: IPv4
                45 00 00 2b                 # version 4, header of 20; total length 43
                12 34 40 00                 # id; don't fragment
                40 06 a7 45                 # 64 hops; TCP; header checksum
                c0 a8 00 01 c0 a8 00 02     # 192.168.0.1 > 192.168.0.2
                c3 50 1a 0b                 # 50000 > 6667
                00 00 00 64 00 00 00 c8     # sequence, acknowledgment
                50 18 ff ff 00 00 00 00     # header of 20; PSH, ACK; window; checksum, urgent
                'hey'
                00 00 00                    # padding to 60 bytes
                """));
        assertAll(
                () -> assertEquals(Block.TCP, block.kind[0]),
                () -> assertEquals(14, block.network[0]),
                () -> assertEquals(34, block.transport[0]),
                () -> assertEquals(54, block.payload[0]),
                () -> assertEquals(3, block.payloadCaptured[0]),
                () -> assertEquals(3, block.payloadLength[0]),
                () -> assertEquals(0, block.path[0]),
                () -> assertEquals("hey", Wire.payload(block, 0)));
    }

    @Test
    void readsADatagram() {
        Block block = ethernet(ipv4(17, ALICE, BOB, udp(5060, 5060, ascii("MESSAGE sip:bob"))));
        assertEquals(Block.UDP, block.kind[0]);
        assertEquals("MESSAGE sip:bob", Wire.payload(block, 0));
    }

    @Test
    void bytesAfterTheDatagramAreNotItsPayload() {
        Block block = ethernet(ipv4(17, ALICE, BOB, join(udp(1, 2, ascii("hey")), ascii("trailer"))));
        assertEquals("hey", Wire.payload(block, 0));
    }

    @Test
    void ipv4OptionsAreSteppedOver() {
        byte[] plain = ipv4(6, ALICE, BOB, tcp(50000, 6667, ascii("hey")));
        plain[0] = 0x46; // header of 24
        plain[3] = (byte) (plain[3] + 4);
        byte[] withOption = join(
                java.util.Arrays.copyOf(plain, 20),
                hex("94040000"), // router alert
                java.util.Arrays.copyOfRange(plain, 20, plain.length));
        assertEquals("hey", Wire.payload(ethernet(withOption), 0));
    }

    @Test
    void tcpOptionsAreSteppedOver() {
        byte[] segment = tcp(50000, 6667, hex("0101080a 00000001 00000002 'hey'"));
        segment[12] = (byte) 0x80; // header of 32
        assertEquals("hey", Wire.payload(ethernet(ipv4(6, ALICE, BOB, segment)), 0));
    }

    @Test
    void ipv6ExtensionHeadersAreSteppedOver() {
        byte[] chain = join(
                hex("2b 00 0104 00000000"), // hop by hop: next routing, 8 bytes, padding
                hex("3c 00 0000 00000000"), // routing: next destination options
                hex("33 01 010c 000000000000000000000000"), // destination options: next authentication, 16 bytes
                hex("2c 04 0000 00000001 00000001 000000000000000000000000"), // authentication, 24 bytes: next fragment
                hex("06 00 0000 00000007"), // fragment: TCP, offset 0, no more: whole
                tcp(50000, 6667, ascii("hey")));
        Block block = ethernet(ipv6(0, ALICE6, BOB6, chain));
        assertEquals(Block.TCP, block.kind[0]);
        assertEquals("hey", Wire.payload(block, 0));
    }

    @Test
    @DisplayName("a total length of 0 (segmentation left to the network card) means: to the end of the frame")
    void offloadedSegmentGoesToTheEnd() {
        byte[] packet = ipv4(6, ALICE, BOB, tcp(50000, 6667, ascii("a long segment")));
        packet[2] = packet[3] = 0;
        Block block = ethernet(packet);
        assertEquals("a long segment", Wire.payload(block, 0));
        byte[] jumbo = ipv6(6, ALICE6, BOB6, tcp(50000, 6667, ascii("a long segment")));
        jumbo[4] = jumbo[5] = 0;
        assertEquals("a long segment", Wire.payload(ethernet(jumbo), 0));
    }

    @ParameterizedTest(name = "{0} of 69 bytes captured: {1}, payload {2} of 15")
    @CsvSource({
        "69, tcp, 15",
        "60, tcp, 6",
        "54, tcp, 0",
        "53, truncated tcp header, 0",
        "34, truncated tcp header, 0",
        "33, truncated ipv4 header, 0",
        "14, truncated ipv4 header, 0",
        "13, truncated ethernet header, 0",
        "0, truncated ethernet header, 0",
    })
    void whatTheSnapLengthCutIsMissingAtTheEnd(int captured, String outcome, int payload) {
        byte[] whole = join(IPV4, ipv4(6, ALICE, BOB, tcp(50000, 6667, ascii("PRIVMSG bob :hi"))));
        Block block = Wire.block();
        Wire.add(block, ETHERNET, java.util.Arrays.copyOf(whole, captured), whole.length, 0);
        new Decoder().decode(block);
        if (outcome.equals("tcp")) {
            assertEquals(Block.TCP, block.kind[0]);
            assertEquals(15, block.payloadLength[0]);
        } else {
            assertEquals(outcome, unread(block));
        }
        assertEquals(payload, block.payloadCaptured[0]);
    }

    @Test
    void optionsCutByTheSnapLengthLeaveThePacketKnown() {
        byte[] segment = tcp(50000, 6667, hex("0101080a 00000001 00000002 'hey'"));
        segment[12] = (byte) 0x80; // header of 32
        byte[] whole = join(IPV4, ipv4(6, ALICE, BOB, segment));
        Block block = Wire.block();
        Wire.add(block, ETHERNET, java.util.Arrays.copyOf(whole, 60), whole.length, 0);
        new Decoder().decode(block);
        assertEquals(Block.TCP, block.kind[0]);
        assertEquals(60, block.payload[0]);
        assertEquals(0, block.payloadCaptured[0]);
        assertEquals(3, block.payloadLength[0]);
    }

    @ParameterizedTest(name = "byte {0} of the packet = {1}: {2}")
    @CsvSource({
        "0, 65, malformed ipv4 header", // version 4, header of 4 bytes
        "0, 101, malformed ipv4 header", // version 6 under IPv4's ethertype
        "3, 19, malformed ipv4 header", // total length shorter than the header
        "3, 30, malformed tcp header", // room for 10 bytes of TCP
        "32, 64, malformed tcp header", // header of 16
        "32, 240, malformed tcp header", // header of 60 in 23 bytes
        "9, 1, ip protocol 1",
        "9, 89, ip protocol 89",
        "9, 50, ip protocol 50",
    })
    void whatCannotBeIsNotRead(int at, int value, String reason) {
        byte[] packet = ipv4(6, ALICE, BOB, tcp(50000, 6667, ascii("hey")));
        packet[at] = (byte) value;
        assertEquals(reason, unread(decoded(ETHERNET, join(IPV4, packet))));
    }

    @Test
    void aDatagramShorterThanItsHeaderIsMalformed() {
        byte[] packet = ipv4(17, ALICE, BOB, udp(1, 2, ascii("hey")));
        packet[25] = 7;
        assertEquals("malformed udp header", unread(ethernet(packet)));
    }

    @Test
    void aDatagramThatClaimsMoreThanIsThereIsNotWhole() {
        byte[] packet = ipv4(17, ALICE, BOB, udp(1, 2, ascii("hey")));
        packet[25] = 8 + 100;
        Block block = ethernet(packet);
        assertEquals(Block.UDP, block.kind[0]);
        assertEquals(3, block.payloadCaptured[0]);
        assertEquals(100, block.payloadLength[0]);
    }

    @Test
    void theHashForgetsTheDirectionAndNothingElse() {
        int there = ethernet(ipv4(6, ALICE, BOB, tcp(50000, 6667, ascii("a")))).hash[0];
        int back = ethernet(ipv4(6, BOB, ALICE, tcp(6667, 50000, ascii("b")))).hash[0];
        int crossed = ethernet(ipv4(6, ALICE, BOB, tcp(6667, 50000, ascii("b")))).hash[0];
        int udp = ethernet(ipv4(17, ALICE, BOB, udp(50000, 6667, ascii("a")))).hash[0];
        assertEquals(there, back);
        assertNotEquals(there, crossed);
        assertNotEquals(there, udp);
        int there6 = ethernet(ipv6(6, ALICE6, BOB6, tcp(50000, 6667, ascii("a")))).hash[0];
        int back6 = ethernet(ipv6(6, BOB6, ALICE6, tcp(6667, 50000, ascii("b")))).hash[0];
        assertEquals(there6, back6);
        assertNotEquals(there, there6);
    }

    @Test
    void theUpperBitsOfTheHashSpreadNeighbours() {
        int[] shards = new int[64];
        for (int port = 0; port < 6400; port++) {
            int hash = FlowHash.v4(0xc0a80001 + port % 10, 0xc0a80002, 1024 + port << 16 | 443, 6, 0);
            shards[hash >>> 26]++;
        }
        for (int shard : shards) {
            assertEquals(100, shard, 50, "6400 flows of ten clients to one server over 64 shards");
        }
    }

    @Test
    void wrongHeaderChecksumsAreCountedAndLeftOnesAreNot() {
        byte[] right = join(IPV4, ipv4(6, ALICE, BOB, tcp(50000, 6667, ascii("hey"))));
        byte[] wrong = right.clone(), left = right.clone();
        wrong[25] ^= 1;
        left[24] = left[25] = 0;
        Block block = Wire.block();
        for (byte[] frame : new byte[][] {right, wrong, left, wrong}) Wire.add(block, ETHERNET, frame);
        Decoder decoder = new Decoder();
        decoder.decode(block);
        assertEquals(2, decoder.badIpChecksums(0));
        assertEquals(0, decoder.badIpChecksums(1));
    }
}
