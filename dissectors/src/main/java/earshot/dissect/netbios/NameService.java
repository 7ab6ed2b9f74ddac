package earshot.dissect.netbios;

import earshot.bytes.Cursor;
import earshot.dissect.netbios.NetBios.Named;
import earshot.dns.DnsMessage;
import earshot.dns.DnsRecord;
import earshot.flow.Address;
import earshot.net.Arp;

/// A message of the name service (RFC 1002 §4.2): a DNS message with names and records of its own.
final class NameService {
    private static final int QUERY = 0, REGISTRATION = 5, REFRESH = 8, REFRESH_TOO = 9, MULTI_HOMED = 15;
    private static final int GROUP = 0x8000;
    /// Names of a status, and addresses of a name, that are read.
    private static final int MOST = 16;

    private NameService() {}

    /// A header with few records, then an encoded name.
    static boolean plausible(Cursor in) {
        return DnsMessage.plausible(in) && in.peek16(4) <= 1 && in.peek16(6) <= 1 && NetBiosName.encoded(in, 12);
    }

    /// @param sender whose names a status lists
    static void read(Cursor in, String sender, Named to) {
        if (!plausible(in)) return;
        DnsMessage message = DnsMessage.readNetbios(in);
        if (message == null || !message.whole() || message.responseCode() != 0) return;
        switch (message.opcode()) {
            case QUERY -> {
                if (!message.response()) return;
                for (DnsRecord record : message.answers()) {
                    if (record.type() == DnsRecord.NB) addresses(record, to);
                    else if (record.type() == DnsRecord.NBSTAT) status(record, sender, to);
                }
            }
            case REGISTRATION, REFRESH, REFRESH_TOO, MULTI_HOMED -> {
                // A server's answer repeats the name without having it.
                if (!message.response()) message.additional().forEach(record -> addresses(record, to));
            }
            default -> {}
        }
    }

    /// Flags and an address, as often as the name's owner has addresses.
    private static void addresses(DnsRecord record, Named to) {
        NetBiosName name = NetBiosName.decode(record.owner());
        if (name == null || !name.machine() || !(record.data() instanceof DnsRecord.Data.Raw(var bytes))) return;
        Cursor data = new Cursor(bytes);
        for (int n = 0; n < MOST && data.remaining() >= 6; n++) {
            boolean group = (data.u16() & GROUP) != 0;
            Address address = Address.v4((int) data.u32());
            if (!group && address.low() != 0) to.named(address.toString(), "", name.text());
        }
    }

    /// How many names, each of sixteen bytes with flags, then the hardware address and figures nobody fills in.
    private static void status(DnsRecord record, String sender, Named to) {
        if (!(record.data() instanceof DnsRecord.Data.Raw(var bytes))) return;
        Cursor data = new Cursor(bytes);
        int count = data.u8();
        String machine = "";
        for (int n = 0; n < count; n++) {
            byte[] name = data.take(16);
            boolean group = (data.u16() & GROUP) != 0;
            if (data.truncated()) return;
            NetBiosName one = NetBiosName.of(name);
            if (machine.isEmpty() && !group && one.machine()) machine = one.text();
        }
        long mac = (long) data.u16() << 32 | data.u32();
        if (data.truncated() || machine.isEmpty()) return;
        // Samba has none to give.
        to.named(sender, mac == 0 ? "" : Arp.mac(mac), machine);
    }
}
