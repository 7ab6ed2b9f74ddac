/// DNS answers (RFC 1035) over UDP and TCP: which name a client was told for an address, so that its later flows to
/// that address have a name even where they hide whose they are.
///
/// Nothing is said of the questions and answers themselves: looking up a name is no use of a service. Read are
/// successful answers of the Internet class: A and AAAA records under the name that was asked for, through its chain
/// of aliases, and SRV records (RFC 2782) with the host and port that they lead to. Each goes to the engine with its
/// time to live by [earshot.dissect.Out#answer].
///
/// **Framing:** a datagram, or over TCP two bytes of length before each message. **Recognised** by a plausible header
/// and port 53 on either side. **Not covered:** HTTPS and SVCB records (the addresses in them are asked for anyway),
/// DNS over TLS, HTTPS and QUIC, dynamic updates and zone transfers.
package earshot.dissect.dns;
