package earshot.dns;

import earshot.flow.Address;

/// A resource record.
///
/// @param owner the name it belongs to, see [DnsMessage]
/// @param type its number: 1 for A
/// @param dnsClass its class, 1 for the Internet; multicast DNS sets the top bit where older answers are to be
/// forgotten
/// @param ttl seconds it stays true; in multicast DNS 0 takes it back
public record DnsRecord(String owner, int type, int dnsClass, long ttl, Data data) {
    public static final int A = 1, NS = 2, CNAME = 5, PTR = 12, TXT = 16, AAAA = 28, SRV = 33;
    /// Of NetBIOS: a name's addresses, and a node's names (RFC 1002 §4.2.1.3).
    public static final int NB = 32, NBSTAT = 33;

    /// What a record says.
    public sealed interface Data {
        /// A and AAAA.
        record Host(Address address) implements Data {}

        /// NS, CNAME and PTR.
        record Name(String name) implements Data {}

        /// SRV (RFC 2782).
        record Service(int priority, int weight, int port, String target) implements Data {}

        /// Any other type, or one that does not say what its type should: its bytes, names in them not decompressed.
        record Raw(byte[] bytes) implements Data {}
    }

    /// Whether it is of the Internet class, multicast DNS's top bit aside.
    public boolean internet() {
        return (dnsClass & 0x7fff) == 1;
    }
}
