package earshot.net;

import earshot.capture.Block;
import earshot.net.Path.Tunnel;
import earshot.net.Unread.Part;

/// One frame on its way through the layers, and what was found in the end. Reused; belongs to one [Decoder].
///
/// A layer reads its header at [#at], narrows the frame by the length the header states, moves [#at] on and calls the
/// next layer. Every way ends in exactly one of [#other], [#deliver], [#fragment] and [#arp].
final class Frame {
    /// Layers that may repeat (tunnels, LLC inside VLAN and their like) in one frame.
    static final int DEEPEST = 8;

    byte[] bytes;
    /// Where the next header stands.
    int at;
    /// Where the captured bytes end.
    int end;
    /// Where the frame ends by its length on the wire and by the headers passed: at [#end], or beyond it where the
    /// snap length cut the frame.
    int wire;

    long path;
    private int depth;

    /// Whether a sound IP header or ARP packet has been met since this was last cleared: what makes a tunnel plausible.
    boolean sound;
    /// IPv4 headers with a wrong checksum, over all frames.
    long badChecksums;

    byte kind;
    int network, transport, payload, hash;
    private int payloadCaptured, payloadLength;

    void begin(byte[] bytes, int at, int captured, int length, long path) {
        this.bytes = bytes;
        this.at = at;
        this.end = at + captured;
        this.wire = (int) Math.min((long) at + Math.max(captured, length), Integer.MAX_VALUE);
        this.path = path;
        this.depth = 0;
        this.sound = false;
    }

    /// Goes one repeatable layer deeper. False, and the frame is finished, where that is too deep.
    boolean deeper() {
        if (depth < DEEPEST) {
            depth++;
            return true;
        }
        other(Unread.TOO_DEEP);
        return false;
    }

    boolean deepest() {
        return depth >= DEEPEST;
    }

    int depth() {
        return depth;
    }

    /// Steps back out of a tunnel that turned out to be none.
    void surface(int depth) {
        this.depth = depth;
    }

    /// Goes into a tunnel; as [#deeper]. What tells address spaces apart is never forgotten for what does not.
    boolean enter(Tunnel tunnel, int id) {
        if (!deeper()) return false;
        if (tunnel.overlay || !Path.tunnel(path).overlay) path = Path.tunnel(path, tunnel, id);
        return true;
    }

    /// The header at [#at] says that it and what follows have this many bytes; what is beyond is padding.
    void limit(int length) {
        wire = (int) Math.min((long) at + length, Integer.MAX_VALUE);
        end = Math.min(end, wire);
    }

    /// Whether fewer bytes are left than this part needs; the frame is then finished, truncated or malformed.
    boolean lacks(int length, Part part) {
        if (end - at >= length) return false;
        other(wire - at >= length ? Unread.truncated(part) : Unread.malformed(part));
        return true;
    }

    /// What comes next is not understood, and this is it: an [Unread] code.
    void other(int unread) {
        kind = Block.OTHER;
        network = unread;
        transport = payload = Math.min(at, end);
        payloadCaptured = payloadLength = hash = 0;
    }

    /// A TCP or UDP packet, its header at `transport` and its payload at `payload`, under the IP header at [#network].
    void deliver(byte kind, int transport, int payload) {
        this.kind = kind;
        this.transport = transport;
        place(payload);
        int protocol = kind == Block.TCP ? Ip.TCP : Ip.UDP;
        hash = FlowHash.of(bytes, network, Bytes.i32(bytes, transport), protocol, Path.overlay(path));
    }

    /// A fragment: `transport` is the IPv6 fragment header, or for IPv4 the data as well.
    void fragment(int transport, int data, int protocol) {
        kind = Block.FRAGMENT;
        this.transport = transport;
        place(data);
        hash = FlowHash.of(bytes, network, 0, protocol, Path.overlay(path));
    }

    /// An ARP packet of `length` bytes at [#at].
    void arp(int length) {
        sound = true;
        kind = Block.ARP;
        network = transport = payload = at;
        payloadCaptured = payloadLength = length;
        hash = 0;
    }

    private void place(int payload) {
        this.payload = Math.min(payload, end);
        payloadCaptured = end - this.payload;
        payloadLength = wire - payload;
    }

    void store(Block block, int i) {
        block.kind[i] = kind;
        block.network[i] = network;
        block.transport[i] = transport;
        block.payload[i] = payload;
        block.payloadCaptured[i] = payloadCaptured;
        block.payloadLength[i] = payloadLength;
        block.hash[i] = hash;
        block.path[i] = path;
    }
}
