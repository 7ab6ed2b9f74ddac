/// STUN and TURN: the prelude of calls, from which many a messenger can be named although the call itself is sealed.
///
/// A message is recognised only where it names a service: by attributes of the maker ([earshot.dissect.stun.Mark]), by
/// the realm of a relay, which is looked up in [earshot.services.Services], or by Zoom's probe in the classic form. A
/// message that names nobody claims nothing, and leaves the flow to whoever speaks on it next: DTLS and RTP share the
/// port (RFC 7983). The endpoint that was seen in a service's exchange is then *expected*: what else it sends within
/// two minutes, to other relays and to the other party, belongs to the same call.
///
/// **A call** is said where a relay or a peer of a named service has passed media in both directions, not where it was
/// only asked: clients ask a dozen relays and use one.
///
/// **Framing:** a datagram is a message; over TCP messages follow each other, plain (RFC 8489 section 6.2.2) or behind
/// a 16-bit length (RFC 4571); Microsoft's multiplex puts `ff 10` and a 16-bit length in front.
///
/// **Versions:** RFC 8489, 5389 and 3489; TURN (RFC 8656, 5766, MS-TURN). **Not covered:** who speaks with whom (the
/// addresses inside are those of relays), integrity and fingerprints, what TURN carries.
///
/// Microsoft's attributes are shared by Skype, Lync and Teams and do not tell them apart: such flows are called
/// `teams`, the present service of the family, and are probable only. The servers `stun.*.google.com` serve every
/// WebRTC program: no evidence.
///
/// Sources: the RFCs, the sheet on encrypted traffic (sections 5 and 6).
package earshot.dissect.stun;
