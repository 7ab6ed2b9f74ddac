package earshot.net;

import static earshot.net.Wire.ascii;
import static earshot.net.Wire.hex;
import static earshot.net.Wire.ipv4;
import static earshot.net.Wire.ipv6;
import static earshot.net.Wire.join;
import static earshot.net.Wire.tcp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import earshot.capture.Block;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What may stand before an IP packet in a frame: one packet behind every link type and tag that is read.
class LinksTest {
    private static final byte[] V4 = ipv4(6, "c0a80001", "c0a80002", tcp(50000, 6667, ascii("hey")));
    private static final byte[] V6 = ipv6(
            6, "20010db8000000000000000000000001", "20010db8000000000000000000000002", tcp(50000, 6667, ascii("hey")));

    /// Name, LINKTYPE_ number, what stands before the packet, the packet, the path's text.
    static Stream<Arguments> frames() {
        return Stream.of(
                link("Ethernet", 1, V4, "", """
                        020000000002 020000000001   # destination, source
                        0800                        # IPv4
                        """),
                link("Ethernet, IPv6", 1, V6, "", "020000000002 020000000001 86dd"),
                link("802.1Q", 1, V4, "vlan 30", """
                        020000000002 020000000001
                        8100 601e                   # tag: priority 3, VLAN 30
                        0800
                        """),
                link("802.1ad with 802.1Q inside", 1, V4, "vlan 12/30", """
                        020000000002 020000000001
                        88a8 000c                   # provider's tag: VLAN 12
                        8100 001e                   # customer's tag: VLAN 30
                        0800
                        """),
                link("QinQ before 802.1ad", 1, V6, "vlan 12/30", "020000000002 020000000001 9100000c 8100001e 86dd"),
                link("802.1ah", 1, V4, "", """
                        020000000002 020000000001
                        88e7 00012345               # backbone tag: service 0x012345
                        020000000004 020000000003   # customer's destination, source
                        0800
                        """),
                link("802.3, LLC, SNAP", 1, V4, "", """
                        020000000002 020000000001
                        0033                        # length 51
                        aa aa 03 000000 0800        # LLC: SNAP, unnumbered; SNAP: ethertype IPv4
                        """),
                link("802.3 in 802.1Q", 1, V4, "vlan 30", """
                        020000000002 020000000001
                        8100 001e 0033
                        aa aa 03 0000f8 0800        # SNAP as bridges write it
                        """),
                link("802.3, IP in LLC", 1, V4, "", "020000000002 020000000001 002e 06 06 03"),
                link("MPLS, two labels", 1, V4, "mpls 17", """
                        020000000002 020000000001
                        8847
                        00010040                    # label 16, more
                        00011140                    # label 17, bottom
                        """),
                link("MPLS, IPv6", 1, V6, "mpls 2", "020000000002 020000000001 8847 00002140"),
                link("MPLS, Ethernet pseudowire", 1, V4, "mpls 18", """
                        020000000002 020000000001
                        8847 00012140               # label 18, bottom
                        00000000                    # control word
                        020000000004 020000000003 0800
                        """),
                link("MPLS, Ethernet pseudowire without control word", 1, V4, "mpls 18", """
                        020000000002 020000000001 8847 00012140
                        020000000004 020000000003 0800
                        """),
                link("PPPoE", 1, V4, "pppoe 4660", """
                        020000000002 020000000001
                        8864
                        11 00 1234 002d             # version and type 1; session data; session; length 45
                        0021                        # PPP: IPv4
                        """),
                link("null, big-endian", 0, V4, "", "00000002"),
                link("null, little-endian", 0, V4, "", "02000000"),
                link("null, FreeBSD IPv6", 0, V6, "", "1c000000"),
                link("null, macOS IPv6", 0, V6, "", "1e000000"),
                link("null, OpenBSD IPv6", 108, V6, "", "00000018"),
                link("PPP", 9, V4, "", "ff03 0021"),
                link("PPP, compressed header", 9, V4, "", "21"),
                link("PPP, IPv6", 9, V6, "", "0057"),
                link("PPP, MPLS", 9, V4, "mpls 16", "0281 00010140"),
                link("PPP, bridged Ethernet", 9, V4, "", "ff03 0031 00 01 020000000002 020000000001 0800"),
                link("PPP in HDLC", 50, V4, "", "ff03 0021"),
                link("PPP in HDLC, in fact Cisco's", 50, V4, "", "0f00 0800"),
                link("PPPoE without Ethernet", 51, V4, "pppoe 1", "1100 0001 002d 0021"),
                link("PPP of pppd", 166, V4, "", "01 ff03 0021"),
                link("PPP with direction", 204, V4, "", "00 ff03 0021"),
                link("raw, BSD", 12, V4, "", ""),
                link("raw, OpenBSD", 14, V6, "", ""),
                link("raw IPv4", 101, V4, "", ""),
                link("raw IPv6", 101, V6, "", ""),
                link("IPv4", 228, V4, "", ""),
                link("IPv6", 229, V6, "", ""),
                link("LLC of ATM", 100, V4, "", "aaaa03 000000 0800"),
                link("Cisco HDLC", 104, V4, "", "8f00 0800"),
                link("Frame Relay", 107, V4, "", """
                        1841                        # DLCI 100
                        03 cc                       # unnumbered; IPv4
                        """),
                link("Frame Relay, SNAP", 107, V6, "", "1841 03 00 80 000000 86dd"),
                link("Frame Relay of Cisco", 107, V4, "", "1841 0800"),
                link("Linux cooked", 113, V4, "", """
                        0000 0001                   # to us; ARPHRD_ETHER
                        0006 0200000000010000       # address
                        0800
                        """),
                link("Linux cooked, VLAN", 113, V4, "vlan 30", "0000 0001 0006 0200000000010000 8100 001e 0800"),
                link("Linux cooked, second version", 276, V6, "", """
                        86dd 0000                   # protocol; reserved
                        00000002                    # interface
                        0001 04 06                  # ARPHRD_ETHER; sent by us; address length
                        0200000000010000
                        """),
                link("IP over FireWire", 138, V4, "", "0000000000000001 0000000000000002 0800"),
                link("802.11, to the access point", 105, V4, "", """
                        08 01                       # data; to DS
                        0000                        # duration
                        020000000003 020000000001 020000000002
                        3012                        # fragment 0, sequence number
                        aaaa03 000000 0800
                        """),
                link("802.11, QoS", 105, V6, "", """
                        88 02                       # QoS data; from DS
                        0000
                        020000000003 020000000001 020000000002 3012
                        0000                        # QoS control
                        aaaa03 000000 86dd
                        """),
                link("802.11, QoS with HT control", 105, V4, "", """
                        88 82                       # order: HT control follows
                        0000
                        020000000003 020000000001 020000000002 3012
                        0000 00000000               # QoS control; HT control
                        aaaa03 000000 0800
                        """),
                link("802.11, four addresses", 105, V4, "", """
                        08 03                       # between access points
                        0000
                        020000000003 020000000001 020000000002 3012 020000000004
                        aaaa03 000000 0800
                        """),
                link("802.11, aggregated", 105, V4, "", """
                        88 02
                        0000
                        020000000003 020000000001 020000000002 3012
                        8000                        # QoS control: A-MSDU
                        020000000002 020000000001 0033   # first subframe: 51 bytes
                        aaaa03 000000 0800
                        """),
                link("radiotap", 127, V4, "", """
                        00 00 0900                  # version 0; length 9
                        02000000 00                 # flags present; none set
                        08010000 020000000003 020000000001 020000000002 3012
                        aaaa03 000000 0800
                        """),
                link("radiotap, two words, time stamp, padded body", 127, V4, "", """
                        00 00 1900
                        03000080 00000000           # time stamp, flags, and a second word
                        00000000                    # alignment of the time stamp
                        0102030405060708
                        20                          # flags: the body begins at a multiple of four
                        88010000 020000000003 020000000001 020000000002 3012 0000
                        0000                        # that padding
                        aaaa03 000000 0800
                        """),
                link("PPI", 192, V4, "", """
                        00 00 0800 69000000         # version, flags, length 8; 802.11
                        08010000 020000000003 020000000001 020000000002 3012
                        aaaa03 000000 0800
                        """),
                link("Prism", 119, V4, "", "44000000 90000000" + "00".repeat(136) + """
                         08010000 020000000003 020000000001 020000000002 3012
                        aaaa03 000000 0800
                        """),
                link("AVS", 119, V4, "", "80211001 00000040" + "00".repeat(56) + """
                         08010000 020000000003 020000000001 020000000002 3012
                        aaaa03 000000 0800
                        """),
                link("netfilter log", 239, V4, "", """
                        02 00 0000                  # IPv4; version; resource
                        0800 0100 08000103          # packet header
                        0500 0a00 41000000          # prefix "A", padded
                        2f00 0900                   # payload: 47 bytes with this
                        """));
    }

    private static Arguments link(String name, int link, byte[] packet, String path, String before) {
        return arguments(name, link, join(hex(before), packet), path);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("frames")
    void thePacketIsFound(String name, int link, byte[] frame, String path) {
        Block block = Wire.decoded(link, join(frame, hex("0000"))); // two bytes of padding or checksum
        assertEquals(Block.TCP, block.kind[0], () -> Unread.text(block.network[0]));
        assertEquals("hey", Wire.payload(block, 0));
        assertEquals(3, block.payloadLength[0]);
        assertEquals(path, Path.text(block.path[0]));
    }

    @ParameterizedTest(name = "{0}, cut anywhere")
    @MethodSource("frames")
    void aCutFrameSaysSo(String name, int link, byte[] frame, String path) {
        for (int captured = 0; captured < frame.length - 23; captured++) {
            Block block = Wire.block();
            Wire.add(block, link, java.util.Arrays.copyOf(frame, captured), frame.length, 0);
            new Decoder().decode(block);
            assertEquals(Block.OTHER, block.kind[0]);
            assertEquals("truncated", Unread.text(block.network[0]).split(" ", 2)[0], "captured " + captured);
        }
    }

    static Stream<Arguments> unread() {
        return Stream.of(
                arguments(147, "00", "link type 147"),
                arguments(1, "020000000002 020000000001 88cc 0000", "ethertype 0x88cc"),
                arguments(
                        1, "020000000002 020000000001 0806 0006 0800 06 04 0001" + "00".repeat(20), "ethertype 0x0806"),
                arguments(1, "0180c2000000 020000000001 0026 42 42 03 0000", "llc 0x4242"),
                arguments(1, "01000ccccccc 020000000001 0026 aaaa03 00000c 2000", "snap protocol 0x2000"),
                arguments(1, "020000000002 020000000001 8864 1109 0001 0000", "ethertype 0x8864"),
                arguments(1, "020000000002 020000000001 8864 2100 0001 0000", "malformed pppoe header"),
                arguments(9, "ff03 c021 01", "ppp protocol 0xc021"),
                arguments(9, "00fd 9000", "ppp protocol 0x00fd"),
                arguments(104, "8f00 8035 0000", "ethertype 0x8035"),
                arguments(0, "07000000 00", "address family 7"),
                arguments(101, "50", "malformed ipv4 header"),
                arguments(105, "8000 0000", "802.11 type 0 subtype 8"),
                arguments(105, "4801 0000", "802.11 type 2 subtype 4"),
                arguments(105, "0841 0000", "802.11 encrypted"),
                arguments(105, "0805" + "00".repeat(22), "802.11 fragment"),
                arguments(105, "0801" + "00".repeat(20) + "0100", "802.11 fragment"),
                arguments(127, "0000 0900 02000000 40 0801", "802.11 bad checksum"),
                arguments(127, "0100 0800 00000000", "malformed 802.11 capture header"),
                arguments(192, "0000 0800 c0000000", "malformed 802.11 capture header"),
                arguments(113, "0000 0338 0000 0000000000000000 0000", "link type 253"));
    }

    @ParameterizedTest(name = "link type {0}: {2}")
    @MethodSource("unread")
    void whatIsNotReadIsNamed(int link, String frame, String reason) {
        Block block = Wire.decoded(link, hex(frame));
        assertEquals(Block.OTHER, block.kind[0]);
        assertEquals(reason, Unread.text(block.network[0]));
    }
}
