/// Multicast DNS (RFC 6762): the names that machines of a local network announce for their addresses.
///
/// Recognised by a plausible DNS header and, as host evidence may, by port 5353. Each address record of an answer is a
/// [earshot.event.ImEvent.Host] event: its owner is the machine's name. Questions and probes claim nothing yet, and a
/// record taken back (time to live 0) nothing any more. Where a service is offered (SRV), and the addresses of that
/// host,
/// go to the engine by [earshot.dissect.Out#answer], so that connections to a messenger of the local network have a
/// name.
///
/// Records of `_presence._tcp` say who is there to chat with (XEP-0174); the chat itself is read by XMPP.
///
/// **Framing:** a datagram, read by [earshot.dns.DnsMessage]. **Not covered:** what services say of themselves (TXT),
/// reverse names,
/// answers to one-shot questions, whose identifier is not 0.
package earshot.dissect.mdns;
