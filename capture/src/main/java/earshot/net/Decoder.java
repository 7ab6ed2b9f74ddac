package earshot.net;

import earshot.capture.Block;
import earshot.capture.FrameRef;
import java.util.Arrays;

/// Fills the second group of a [Block]'s columns: what each record is, where its headers and payload stand, and which
/// flow it belongs to.
///
/// One decoder a thread; any thread may decode any block, since a record's columns depend on that record alone. What
/// a decoder counts are sums that may be added up over all decoders in any order ([#badIpChecksums]). What was not
/// understood shows in the columns and is counted, in frame order, by [UnreadCounts].
///
/// Allocates nothing after it has met a capture for the first time.
public final class Decoder {
    private static final int ETHERNET = 1;
    /// Bytes of an Ethernet header and an IPv4 header without options.
    private static final int HEADERS = 34;

    private final Frame frame = new Frame();
    private long[] badChecksums = new long[16];
    private int capture = -1;

    /// Decodes every record of the block.
    public void decode(Block block) {
        byte[] bytes = block.bytes;
        long[] refs = block.ref;
        for (int i = 0, n = block.count; i < n; i++) {
            if ((int) (refs[i] >>> 40) != capture) turnTo(FrameRef.capture(refs[i]));
            if (!usual(block, bytes, i)) general(block, bytes, i);
        }
        settle();
    }

    /// IPv4 headers with a wrong checksum in this capture, as [FrameRef#capture] numbers it; inside tunnels too. A
    /// checksum of 0, left to the network card, is not wrong.
    public long badIpChecksums(int capture) {
        return capture < badChecksums.length ? badChecksums[capture] : 0;
    }

    /// Decodes the IP packet that fills `block.data(i)`, put together from fragments.
    ///
    /// @param path what was around the fragments
    void packet(Block block, int i, long path) {
        byte[] bytes = block.data(i);
        turnTo(FrameRef.capture(block.ref[i]));
        frame.begin(bytes, 0, bytes.length, bytes.length, path);
        Ip.any(frame);
        frame.store(block, i);
        settle();
    }

    /// The straight way for what most records are: TCP, or UDP that is no tunnel, in an unfragmented IPv4 packet
    /// without options, in plain Ethernet. False where the record is anything else, or odd in any way.
    private boolean usual(Block block, byte[] bytes, int i) {
        int at = block.offset[i], captured = block.captured[i];
        if (block.link[i] != ETHERNET || captured < HEADERS + 8) return false;
        // Ethertype, version and header length.
        if ((Bytes.i32(bytes, at + 12) & 0xffff_ff00) != 0x0800_4500) return false;
        int network = at + 14, transport = at + HEADERS;
        long first = Bytes.i64(bytes, network), second = Bytes.i64(bytes, network + 8);
        int destination = Bytes.i32(bytes, network + 16);
        int total = (int) (first >>> 32) & 0xffff;
        boolean fragment = (first & 0x3fff) != 0;
        if (total < 28 || fragment) return false;
        int wire = network + total, end = Math.min(wire, at + captured);
        int protocol = (int) (second >>> 48) & 0xff;
        int payload;
        byte kind;
        if (protocol == Ip.TCP) {
            if (end - transport < 20) return false;
            int header = Bytes.u8(bytes, transport + 12) >>> 2 & 0x3c;
            payload = transport + header;
            if (header < 20 || payload > end) return false;
            kind = Block.TCP;
        } else if (protocol == Ip.UDP) {
            int length = Bytes.u16(bytes, transport + 4);
            payload = transport + 8;
            if (length != total - 20 || payload > end) return false;
            if (UdpTunnels.mayBe(Bytes.u16(bytes, transport)) || UdpTunnels.mayBe(Bytes.u16(bytes, transport + 2))) {
                return false;
            }
            kind = Block.UDP;
        } else {
            return false;
        }
        long sum = (first >>> 32) + (first & 0xffff_ffffL) + (second >>> 32) + (second & 0xffff_ffffL);
        sum += destination & 0xffff_ffffL;
        boolean stated = (second >>> 32 & 0xffff) != 0;
        if (stated && Checksums.fold(sum) != 0xffff) frame.badChecksums++;
        block.kind[i] = kind;
        block.network[i] = network;
        block.transport[i] = transport;
        block.payload[i] = payload;
        block.payloadCaptured[i] = end - payload;
        block.payloadLength[i] = wire - payload;
        block.hash[i] = FlowHash.v4((int) second, destination, Bytes.i32(bytes, transport), protocol, 0);
        block.path[i] = 0;
        return true;
    }

    private void general(Block block, byte[] bytes, int i) {
        frame.begin(bytes, block.offset[i], block.captured[i], block.length[i], 0);
        Links.read(frame, block.link[i]);
        frame.store(block, i);
    }

    private void turnTo(int capture) {
        settle();
        this.capture = capture;
        if (capture >= badChecksums.length) {
            badChecksums = Arrays.copyOf(badChecksums, Math.max(capture + 1, badChecksums.length * 2));
        }
    }

    private void settle() {
        if (frame.badChecksums == 0) return;
        badChecksums[capture] += frame.badChecksums;
        frame.badChecksums = 0;
    }
}
