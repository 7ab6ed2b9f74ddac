package earshot.engine;

import earshot.bytes.Cursor;
import earshot.event.ImEvent;
import earshot.event.Seen;
import earshot.flow.Address;
import java.util.HexFormat;
import java.util.List;

/// Which hardware address claims which IPv4 address, by ARP requests, answers and announcements (RFC 826).
final class ArpHosts {
    private static final HexFormat MAC = HexFormat.ofDelimiter(":");

    private ArpHosts() {}

    /// The sender's claim, empty where there is none (probes claim nothing: RFC 5227).
    static List<ImEvent.Host> read(byte[] bytes, int offset, int length, Provenance provenance) {
        Cursor in = new Cursor(bytes, offset, length);
        boolean ethernet = in.u16() == 1;
        boolean ipv4 = in.u16() == 0x0800;
        boolean sizes = in.u16() == (6 << 8 | 4);
        int operation = in.u16();
        byte[] hardware = in.take(6);
        Address address = Address.v4((int) in.u32());
        boolean claims = operation == 1 || operation == 2;
        if (in.truncated() || !ethernet || !ipv4 || !sizes || !claims || address.low() == 0) return List.of();
        Seen seen = new Seen(provenance.time(), provenance.frames(), null, "", "arp", "", "");
        return List.of(new ImEvent.Host(seen, address.toString(), MAC.formatHex(hardware), "", "arp"));
    }
}
