package earshot.net;

import static earshot.net.Wire.ETHERNET;
import static earshot.net.Wire.ascii;
import static earshot.net.Wire.hex;
import static earshot.net.Wire.ipv4;
import static earshot.net.Wire.ipv6;
import static earshot.net.Wire.join;
import static earshot.net.Wire.tcp;
import static earshot.net.Wire.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import earshot.capture.Block;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// IP packets inside IP packets.
class TunnelsTest {
    private static final byte[] MACS = hex("020000000002 020000000001 0800");
    private static final String ALICE6 = "20010db8000000000000000000000001", BOB6 = "20010db8000000000000000000000002";
    private static final byte[] V4 = ipv4(6, "0a000001", "0a000002", tcp(50000, 6667, ascii("hey")));
    private static final byte[] V6 = ipv6(6, ALICE6, BOB6, tcp(50000, 6667, ascii("hey")));
    private static final int IPIP = 4, SIX = 41, GRE = 47, AH = 51, ETHERIP = 97;

    private static byte[] outer(int protocol, byte[] rest) {
        return join(MACS, ipv4(protocol, "c0a80001", "c0a80002", rest));
    }

    private static Arguments inIp(String name, int protocol, String path, byte[] packet, String before) {
        return arguments(name, outer(protocol, join(hex(before), packet)), path);
    }

    private static Arguments inUdp(String name, int port, String path, byte[] packet, String before) {
        return arguments(name, outer(17, udp(40000, port, join(hex(before), packet))), path);
    }

    static Stream<Arguments> tunnels() {
        return Stream.of(
                inIp("IPv4 in IPv4", IPIP, "ipip", V4, ""),
                inIp("IPv6 in IPv4", SIX, "ipip", V6, ""),
                arguments(
                        "IPv4 in IPv6", join(hex("020000000002 020000000001 86dd"), ipv6(4, ALICE6, BOB6, V4)), "ipip"),
                inIp("Ethernet in IP", ETHERIP, "ipip", V4, "3000 020000000004 020000000003 0800"),
                inIp("authentication header", AH, "ipip", V4, """
                        04 04 0000 00000001 00000001    # next IPv4; 24 bytes; SPI; sequence
                        000000000000000000000000        # check value
                        """),
                inIp("MPLS in IP", 137, "mpls 16", V4, "00010140"),
                inIp("GRE", GRE, "gre", V4, "0000 0800"),
                inIp("GRE with key", GRE, "gre 7", V4, "2000 0800 00000007"),
                inIp("GRE with checksum, key and sequence", GRE, "gre 7", V6, """
                        b000 86dd                       # checksum, key, sequence; IPv6
                        abcd 0000 00000007 00000001
                        """),
                inIp("GRE with source route", GRE, "gre", V4, """
                        4000 0800 0000 0000             # routing; checksum and offset
                        0800 0004 c0a80003              # one hop
                        0000 0000                       # end
                        """),
                inIp("GRE, bridged", GRE, "gre", V4, "0000 6558 020000000004 020000000003 0800"),
                inIp("GRE, MPLS", GRE, "mpls 16", V4, "0000 8847 00010140"),
                inIp("GRE, WCCP", GRE, "gre", V4, "0000 883e 00000000"),
                inIp("PPTP", GRE, "gre 5", V4, """
                        3081 880b 002f 0005             # key, sequence, acknowledgment; PPP; 47 bytes; call 5
                        00000001 00000001
                        ff03 0021
                        """),
                inIp("ERSPAN I", GRE, "vlan 30, erspan", V4, "0000 88be 020000000004 020000000003 8100001e 0800"),
                inIp("ERSPAN II", GRE, "erspan 9", V4, """
                        1000 88be 00000001              # sequence
                        1000 0009 00000000              # version 1; session 9; index
                        020000000004 020000000003 0800
                        """),
                inIp("ERSPAN III", GRE, "erspan 9", V4, """
                        1000 22eb 00000001
                        2000 0009 00000000 00000001     # version 2; session 9; time; platform header follows
                        0000000000000000
                        020000000004 020000000003 0800
                        """),
                inUdp("VXLAN", 4789, "vxlan 5001", V4, "08000000 001389 00 020000000004 020000000003 0800"),
                inUdp("VXLAN, Linux port", 8472, "vlan 30, vxlan 5001", V6, """
                        08000000 001389 00
                        020000000004 020000000003 8100 001e 86dd
                        """),
                inUdp("Geneve", 6081, "geneve 5001", V4, """
                        01 00 6558 001389 00            # four bytes of options; Ethernet; network 5001
                        00000000
                        020000000004 020000000003 0800
                        """),
                inUdp("Geneve, IPv6", 6081, "geneve 5001", V6, "00 00 86dd 001389 00"),
                inUdp("GTP-U", 2152, "gtp 3735928559", V4, """
                        30 ff 002b deadbeef             # version 1; user packet; 43 bytes; tunnel
                        """),
                inUdp("GTP-U with extension", 2152, "gtp 1", V6, """
                        36 ff 0047 00000001             # extension, sequence; 71 bytes
                        0001 00 85                      # sequence; PDU session container follows
                        01 0009 00                      # four bytes; none follows
                        """),
                inUdp("L2TP", 1701, "l2tp 65538", V4, "0002 0001 0002 ff03 0021"),
                inUdp("L2TP, everything optional", 1701, "l2tp 65538", V4, """
                        4a02 0041                       # length, sequence, offset; 65 bytes
                        0001 0002 0000 0000             # tunnel 1, session 2; Ns, Nr
                        0004 00000000                   # offset 4
                        ff03 0021
                        """),
                inUdp("Teredo", 3544, "ipip", V6, ""),
                inUdp("Teredo with origin", 3544, "ipip", V6, "0000 3fff 3ffffffd"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tunnels")
    void theInnermostPacketCounts(String name, byte[] frame, String path) {
        Block block = Wire.decoded(ETHERNET, frame);
        assertEquals(Block.TCP, block.kind[0], () -> Unread.text(block.network[0]));
        assertEquals("hey", Wire.payload(block, 0));
        assertEquals(3, block.payloadLength[0]);
        assertEquals(path, Path.text(block.path[0]));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "4789, 00000000 001389 00 020000000004 020000000003 0800, without the flag",
        "4789, 08000000 001389 01 020000000004 020000000003 0800, with a reserved byte set",
        "2152, 31 01 002b 00000001, echo request",
        "2152, 50 ff 002b 00000001, version 2",
        "2152, 30 ff 00ff 00000001, longer than the datagram",
        "1701, c802 0014 0001 0002 0000 0000, control message",
        "6081, 40 00 6558 001389 00 020000000004 020000000003 0800, version 1",
        "5000, 08000000 001389 00 020000000004 020000000003 0800, another port",
    })
    void aPortAloneIsNoTunnel(int port, String before, String why) {
        byte[] payload = join(hex(before), V4);
        Block block = Wire.decoded(ETHERNET, outer(17, udp(port, port, payload)));
        assertEquals(Block.UDP, block.kind[0], why);
        assertEquals(payload.length, block.payloadCaptured[0]);
        assertEquals(42, block.payload[0]);
        assertEquals(14, block.network[0]);
        assertEquals(0, block.path[0]);
    }

    @Test
    void somebodysTextOnATunnelsPortIsADatagram() {
        for (int port : new int[] {1701, 2152, 3544, 4789, 6081, 8472}) {
            Block block = Wire.decoded(ETHERNET, outer(17, udp(port, 40000, ascii("MESSAGE sip:bob@example SIP/2.0"))));
            assertEquals(Block.UDP, block.kind[0]);
            assertEquals("MESSAGE sip:bob@example SIP/2.0", Wire.payload(block, 0));
        }
    }

    @Test
    void aTruncatedInnerPacketIsNotTheOutersPayload() {
        byte[] whole = outer(17, udp(40000, 2152, join(hex("30 ff 002b 00000001"), V4)));
        Block block = Wire.block();
        Wire.add(block, ETHERNET, java.util.Arrays.copyOf(whole, whole.length - 10), whole.length, 0);
        new Decoder().decode(block);
        assertEquals("truncated tcp header", Unread.text(block.network[0]));
    }

    @Test
    void nestingEndsSomewhere() {
        byte[] packet = V4;
        for (int depth = 1; depth <= 12; depth++) {
            packet = ipv4(IPIP, "c0a80001", "c0a80002", packet);
            Block block = Wire.decoded(ETHERNET, join(MACS, packet));
            if (depth <= 8) {
                assertEquals("hey", Wire.payload(block, 0));
            } else {
                assertEquals("nested too deep", Unread.text(block.network[0]));
            }
        }
    }

    @Test
    void overlaysTellEqualAddressesApartAndNothingElseDoes() {
        int plain = Wire.decoded(ETHERNET, join(MACS, V4)).hash[0];
        int one = vxlan(1), two = vxlan(2);
        assertNotEquals(one, two);
        assertNotEquals(plain, one);
        assertEquals(one, vxlan(1));
        assertEquals(plain, Wire.decoded(ETHERNET, outer(GRE, join(hex("2000 0800 00000007"), V4))).hash[0]);
        assertEquals(plain, Wire.decoded(ETHERNET, outer(17, udp(1, 2152, join(hex("30ff002b00000001"), V4)))).hash[0]);
    }

    private static int vxlan(int id) {
        String header = String.format("08000000 %06x 00 020000000004 020000000003 0800", id);
        return Wire.decoded(ETHERNET, outer(17, udp(1, 4789, join(hex(header), V4)))).hash[0];
    }

    @Test
    void anOverlayIsNotForgottenForATunnelInside() {
        byte[] inner = ipv4(IPIP, "0a000003", "0a000004", V4);
        byte[] frame = outer(17, udp(1, 4789, join(hex("08000000 001389 00 020000000004 020000000003 0800"), inner)));
        assertEquals("vxlan 5001", Path.text(Wire.decoded(ETHERNET, frame).path[0]));
    }
}
