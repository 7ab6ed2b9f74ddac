/// DNS messages (RFC 1035) as every protocol of the family writes them: DNS itself, multicast DNS, LLMNR.
///
/// [earshot.dns.DnsMessage] is one message read whole, its names decompressed. Records are
/// [earshot.dns.DnsRecord]s whose data is an address, a name, a service, or bytes that nobody asked for yet. Reading
/// is bounded: a name by its 255 bytes and by pointers that may only lead back, a message by its number of records.
/// What is damaged ends the reading; what stands before it is kept, and [earshot.dns.DnsMessage#whole] is false.
///
/// **Not covered:** EDNS options and the OPT record's flags, DNSSEC records (their data stays bytes), dynamic update's
/// own meaning of the sections, DNS over HTTPS, QUIC and TLS.
///
/// **Framing** is the caller's: a datagram, or over TCP two bytes of length before each message.
package earshot.dns;
