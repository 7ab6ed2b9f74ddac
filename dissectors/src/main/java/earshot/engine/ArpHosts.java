package earshot.engine;

import earshot.event.ImEvent;
import earshot.event.Seen;
import earshot.flow.Address;
import earshot.net.Arp;

/// Which hardware address claims which IPv4 address, by ARP requests, answers and announcements (RFC 826).
///
/// [Hosts] decides what is news. But most ARP packets repeat what their sender said before, and some captures hold
/// little else: what stands here already costs nothing further. One for each shard.
final class ArpHosts {
    private static final int SLOTS = 4096;

    /// The claim last made, at a place that follows from its address: the address, 0 for none yet, ...
    private final int[] addresses = new int[SLOTS];
    /// ... and its source, over 48 bits of hardware address.
    private final long[] owners = new long[SLOTS];

    /// The sender's claim, null where it makes none or repeats its last one.
    ///
    /// @param at where the ARP packet begins, which the decoder has checked
    ImEvent.Host read(byte[] bytes, int at, int source, long ref, long time) {
        int operation = Arp.operation(bytes, at);
        boolean usual = operation == Arp.REQUEST || operation == Arp.REPLY;
        if (!usual || !Arp.claims(bytes, at)) return null;
        int address = Arp.senderIp(bytes, at);
        long mac = Arp.senderMac(bytes, at), owner = (long) source << 48 | mac;
        int slot = address * 0x9e37_79b1 >>> 20;
        if (addresses[slot] == address && owners[slot] == owner) return null;
        addresses[slot] = address;
        owners[slot] = owner;
        Seen seen = new Seen(time, Provenance.of(ref, time).frames(), null, "", "arp", "", "");
        return new ImEvent.Host(seen, Address.v4(address).toString(), Arp.mac(mac), "", "arp");
    }
}
