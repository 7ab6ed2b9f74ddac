/// The name and datagram services of NetBIOS over UDP (RFC 1001, RFC 1002): what Windows machines call themselves.
///
/// Recognised by the header and an encoded name and, as host evidence may, by the ports 137 and 138. A registration or
/// refresh claims a name for an address, an answer to a query confirms one, a node status lists a machine's names with
/// its hardware address, a datagram names its sender: each is a [earshot.event.ImEvent.Host] event. Only names that are
/// one machine's own count (unique, of the workstation or server service), not those of workgroups or users.
///
/// **Framing:** a datagram; the name service's are read by [earshot.dns.DnsMessage]. **Not covered:** sessions (TCP
/// 139),
/// releases and conflicts, what datagrams carry.
package earshot.dissect.netbios;
