package earshot.engine;

import earshot.event.ImEvent;
import earshot.event.Seen;
import earshot.flow.Address;
import earshot.net.Arp;
import java.util.List;

/// Which hardware address claims which IPv4 address, by ARP requests, answers and announcements (RFC 826).
final class ArpHosts {
    private ArpHosts() {}

    /// The sender's claim, empty where there is none.
    ///
    /// @param at where the ARP packet begins, which the decoder has checked
    static List<ImEvent.Host> read(byte[] bytes, int at, Provenance provenance) {
        int operation = Arp.operation(bytes, at);
        boolean usual = operation == Arp.REQUEST || operation == Arp.REPLY;
        if (!usual || !Arp.claims(bytes, at)) return List.of();
        Seen seen = new Seen(provenance.time(), provenance.frames(), null, "", "arp", "", "");
        String address = Address.v4(Arp.senderIp(bytes, at)).toString();
        return List.of(new ImEvent.Host(seen, address, Arp.mac(Arp.senderMac(bytes, at)), "", "arp"));
    }
}
