package earshot.net;

import static earshot.net.Wire.ETHERNET;
import static earshot.net.Wire.ascii;
import static earshot.net.Wire.hex;
import static earshot.net.Wire.ipv4;
import static earshot.net.Wire.ipv6;
import static earshot.net.Wire.join;
import static earshot.net.Wire.udp;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.capture.Block;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpReassemblyTest {
    private static final String ALICE = "c0a80001", BOB = "c0a80002";
    private static final String ALICE6 = "20010db8000000000000000000000001", BOB6 = "20010db8000000000000000000000002";
    private static final byte[] IPV4 = hex("020000000002 020000000001 0800"),
            IPV6 = hex("020000000002 020000000001 86dd");
    private static final int MORE = 0x2000;
    private static final long SECOND = 1_000_000_000L;

    /// 8 bytes of UDP header, then 32 of text: five units of eight.
    private static final byte[] DATAGRAM = udp(5060, 5060, ascii("MESSAGE sip:bob@example SIP/2.0.."));

    private final Block block = Wire.block();
    private final IpReassembly reassembly = new IpReassembly();

    /// Takes bytes `from` to `until` of the datagram as an IPv4 fragment.
    private boolean fragment(byte[] datagram, int id, int from, int until, long time) {
        int more = until < datagram.length ? MORE : 0;
        byte[] part = Arrays.copyOfRange(datagram, from, until);
        return take(reassembly, join(IPV4, ipv4(17, id, more | from >> 3, ALICE, BOB, part)), time);
    }

    private boolean fragment(int from, int until) {
        return fragment(DATAGRAM, 1, from, until, 0);
    }

    private boolean take(IpReassembly reassembly, byte[] frame, long time) {
        int i = Wire.add(block, ETHERNET, frame, frame.length, time);
        new Decoder().decode(block);
        assertEquals(Block.FRAGMENT, block.kind[i]);
        return reassembly.accept(block, i);
    }

    private int latest() {
        return block.count - 1;
    }

    private String text() {
        return Wire.payload(block, latest());
    }

    @ParameterizedTest(name = "in the order {0}")
    @ValueSource(strings = {"012", "021", "102", "120", "201", "210"})
    void fragmentsMayComeInAnyOrder(String order) {
        int[] cuts = {0, 16, 32, DATAGRAM.length};
        for (int n = 0; n < 3; n++) {
            int piece = order.charAt(n) - '0';
            assertEquals(n == 2, fragment(cuts[piece], cuts[piece + 1]));
        }
        assertEquals(Block.UDP, block.kind[latest()]);
        assertEquals("MESSAGE sip:bob@example SIP/2.0..", text());
        assertEquals(block.payloadCaptured[latest()], block.payloadLength[latest()]);
        assertArrayEquals(new long[] {block.ref[0], block.ref[1], block.ref[2]}, block.reassembled[latest()].refs());
        assertNull(block.reassembled[0]);
        assertEquals(1, reassembly.completed());
    }

    @Test
    void ipv6DatagramsKeepWhatStandsBeforeTheFragmentHeader() {
        byte[] options = hex("2c 00 0104 00000000"); // destination options: next is the fragment header
        byte[] first = hex("11 00 0001 00000007"); // UDP, offset 0, more
        byte[] second = hex("11 00 0010 00000007"); // UDP, offset 16, last
        byte[] head = join(options, first, Arrays.copyOf(DATAGRAM, 16));
        byte[] tail = join(options, second, Arrays.copyOfRange(DATAGRAM, 16, DATAGRAM.length));
        assertFalse(take(reassembly, join(IPV6, ipv6(60, ALICE6, BOB6, head)), 0));
        assertTrue(take(reassembly, join(IPV6, ipv6(60, ALICE6, BOB6, tail)), 0));
        assertEquals("MESSAGE sip:bob@example SIP/2.0..", text());
    }

    @Test
    void theHashIsThatOfTheWholePacket() {
        fragment(0, 16);
        fragment(16, DATAGRAM.length);
        int whole = Wire.decoded(ETHERNET, join(IPV4, ipv4(17, ALICE, BOB, DATAGRAM))).hash[0];
        assertEquals(whole, block.hash[latest()]);
    }

    @Test
    void aTunnelInsideAndAFragmentInsideThatAreRead() {
        byte[] inner = udp(5060, 5060, ascii("across two layers of fragments, each cut in two"));
        byte[] innerHead = ipv4(17, 9, MORE, "0a000001", "0a000002", Arrays.copyOf(inner, 32));
        byte[] innerTail = ipv4(17, 9, 4, "0a000001", "0a000002", Arrays.copyOfRange(inner, 32, inner.length));
        // GRE without options around each, itself cut in two.
        byte[] outerHead = join(hex("0000 0800"), innerHead), outerTail = join(hex("0000 0800"), innerTail);
        assertFalse(take(reassembly, join(IPV4, ipv4(47, 1, MORE, ALICE, BOB, Arrays.copyOf(outerHead, 24))), 0));
        assertFalse(take(reassembly, join(IPV4, ipv4(47, 1, 3, ALICE, BOB, rest(outerHead, 24))), 0));
        assertEquals(Block.FRAGMENT, block.kind[latest()]);
        assertFalse(take(reassembly, join(IPV4, ipv4(47, 2, MORE, ALICE, BOB, Arrays.copyOf(outerTail, 24))), 0));
        assertTrue(take(reassembly, join(IPV4, ipv4(47, 2, 3, ALICE, BOB, rest(outerTail, 24))), 0));
        assertEquals("across two layers of fragments, each cut in two", text());
        assertEquals("gre", Path.text(block.path[latest()]));
        assertEquals(4, block.reassembled[latest()].refs().length);
    }

    private static byte[] rest(byte[] bytes, int from) {
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }

    @Test
    void theByteCapturedFirstStandsAndDisagreementIsCounted() {
        byte[] forged = DATAGRAM.clone();
        forged[16] = 'X'; // the first letter of "sip:bob" after eight of header and eight of text
        fragment(0, 24);
        fragment(forged, 1, 16, 32, 0);
        assertTrue(fragment(32, DATAGRAM.length));
        assertEquals("MESSAGE sip:bob@example SIP/2.0..", text());
        assertEquals(1, reassembly.overlaps());
    }

    @Test
    void aFrameCapturedTwiceIsReadOnce() {
        int[] cuts = {0, 16, DATAGRAM.length};
        for (int piece = 0; piece < 2; piece++) {
            assertEquals(piece == 1, fragment(cuts[piece], cuts[piece + 1]));
            assertFalse(fragment(cuts[piece], cuts[piece + 1]));
        }
        reassembly.end();
        assertEquals(2, reassembly.duplicates());
        assertEquals(1, reassembly.completed());
        assertEquals(0, reassembly.incomplete());
    }

    @Test
    void anIdentificationUsedAgainBeginsANewDatagram() {
        byte[] other = udp(5060, 5060, ascii("MESSAGE sip:eve@example SIP/2.0.."));
        fragment(0, 16);
        assertTrue(fragment(16, DATAGRAM.length));
        fragment(other, 1, 16, other.length, 0);
        assertTrue(fragment(other, 1, 0, 16, 0));
        assertEquals("MESSAGE sip:eve@example SIP/2.0..", text());
    }

    @Test
    void whatIsNeverCompletedIsCounted() {
        fragment(0, 16);
        fragment(DATAGRAM, 2, 16, DATAGRAM.length, SECOND);
        fragment(DATAGRAM, 3, 0, 16, 31 * SECOND);
        assertEquals(1, reassembly.incomplete(), "the first was given up after 30 s");
        assertFalse(fragment(DATAGRAM, 1, 16, DATAGRAM.length, 31 * SECOND), "its rest comes too late");
        reassembly.end();
        assertEquals(2, reassembly.incomplete());
        assertEquals(2, reassembly.headless());
        assertEquals(0, reassembly.evicted());
    }

    @Test
    void theOldestIsGivenUpWhenThereAreTooMany() {
        IpReassembly small = new IpReassembly(2, 1 << 20);
        for (int id = 1; id <= 3; id++) {
            take(small, join(IPV4, ipv4(17, id, MORE, ALICE, BOB, Arrays.copyOf(DATAGRAM, 16))), 0);
        }
        assertEquals(1, small.evicted());
        assertEquals(1, small.incomplete());
        byte[] rest = rest(DATAGRAM, 16);
        assertTrue(take(small, join(IPV4, ipv4(17, 3, 2, ALICE, BOB, rest)), 0));
        assertFalse(take(small, join(IPV4, ipv4(17, 1, 2, ALICE, BOB, rest)), 0));
    }

    @Test
    void theOldestIsGivenUpWhenTheirBytesAreTooMany() {
        IpReassembly small = new IpReassembly(1000, 10_000);
        for (int id = 1; id <= 20; id++) {
            take(small, join(IPV4, ipv4(17, id, MORE, ALICE, BOB, new byte[1000])), 0);
        }
        assertEquals(20 - 10_000 / (1000 + 2 * 128), small.evicted());
    }

    @Test
    void piecesThatCannotBeAreRefused() {
        byte[] odd = new byte[13];
        assertFalse(take(reassembly, join(IPV4, ipv4(17, 1, MORE, ALICE, BOB, odd)), 0));
        assertEquals(1, reassembly.malformed(), "not the last, and no multiple of eight");
        byte[] beyond = new byte[16];
        assertFalse(take(reassembly, join(IPV4, ipv4(17, 2, 0x1fff, ALICE, BOB, beyond)), 0));
        assertEquals(2, reassembly.malformed(), "ends beyond 65,535");
        fragment(16, DATAGRAM.length);
        assertFalse(take(reassembly, join(IPV4, ipv4(17, 1, 40, ALICE, BOB, odd)), 0));
        assertEquals(3, reassembly.malformed(), "a second end");
    }

    @Test
    void anEndInsideWhatIsThereIsRefused() {
        assertFalse(take(reassembly, join(IPV4, ipv4(17, 1, MORE, ALICE, BOB, Arrays.copyOf(DATAGRAM, 16))), 0));
        assertFalse(take(reassembly, join(IPV4, ipv4(17, 1, 1, ALICE, BOB, new byte[4])), 0));
        assertEquals(1, reassembly.malformed());
    }

    @Test
    void aFragmentCutByTheSnapLengthIsOfNoUse() {
        byte[] whole = join(IPV4, ipv4(17, 1, MORE, ALICE, BOB, Arrays.copyOf(DATAGRAM, 16)));
        Wire.add(block, ETHERNET, Arrays.copyOf(whole, whole.length - 1), whole.length, 0);
        new Decoder().decode(block);
        assertFalse(reassembly.accept(block, 0));
        assertFalse(fragment(16, DATAGRAM.length));
        assertEquals(1, reassembly.truncated());
    }

    @Test
    void sourcesAreKeptApart() {
        fragment(0, 16);
        byte[] rest = join(IPV4, ipv4(17, 1, 2, ALICE, BOB, rest(DATAGRAM, 16)));
        block.source[Wire.add(block, ETHERNET, rest)] = 1;
        new Decoder().decode(block);
        assertFalse(reassembly.accept(block, latest()));
    }

    @Test
    void aWrongChecksumOverTheWholeIsCounted() {
        byte[] wrong = DATAGRAM.clone();
        wrong[6] = 1;
        fragment(wrong, 1, 0, 16, 0);
        assertTrue(fragment(wrong, 1, 16, wrong.length, 0));
        assertEquals(1, reassembly.badChecksums());
    }
}
