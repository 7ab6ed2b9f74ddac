/// DHCP for IPv4 (RFC 2131, options of RFC 2132 and RFC 4702): which machine has which address, and its name.
///
/// Recognised by the fixed part of a BOOTP message for Ethernet, its magic cookie, and, as host evidence may, by the
/// ports 67 and 68. A REQUEST says which address a client takes and what it calls itself, an ACK which it was given,
/// an INFORM which it has: each is a [earshot.event.ImEvent.Host] event. Discovery and offers come to nothing yet, and
/// what a NAK refuses, or a client declines or releases, is no evidence of who has it.
///
/// **Framing:** a datagram. **Not covered:** DHCPv6, plain BOOTP without a message type, options that overflow into the
/// server name and file fields, other hardware than Ethernet.
package earshot.dissect.dhcp;
