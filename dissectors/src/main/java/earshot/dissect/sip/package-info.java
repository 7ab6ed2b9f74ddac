/// SIP and what it carries for messengers: SIMPLE (any client), Live Communications Server, Office Communications
/// Server and their Communicator, Windows Messenger, and voice and video calls by any program.
///
/// **Read:** messages (RFC 3428) in every content type, also inside sessions set up by INVITE, and the first one that
/// Microsoft's clients hide in the INVITE itself; typing and receipts; presence (PIDF with RPID, XPIDF, Microsoft's
/// presence documents and categories) published and notified; who watches whom (subscriptions, watcher lists,
/// resource lists, Microsoft's contact and block lists); REGISTER with what its credentials expose (Digest, NTLM,
/// Kerberos, Basic); programs by User-Agent; calls with their media; files offered (MSRP, Messenger's invitations);
/// conferences and who is in them; group chat in the manner of Parlano (XCCOS).
///
/// [earshot.dissect.sip.msrp] reads the message sessions that SDP announces, [earshot.dissect.sip.media] the media
/// (real-time text; of voice and video only that they flow), [earshot.dissect.sip.body] what bodies say, and
/// [earshot.dissect.sip.presence] the documents about people.
///
/// **Not read:** SIP compressed by SigComp; what TLS hides (OCS 2007 and later use nothing else by default); voice and
/// video themselves; contact lists over XCAP, which is HTTP; whiteboards and application sharing.
///
/// **Framing.** A start line, fields, an empty line, a body of Content-Length bytes. Over TCP a message without
/// Content-Length has no body; a datagram's body ends with the datagram at the latest. Between messages empty lines
/// keep the connection alive.
///
/// **Once.** Over UDP a request is repeated until it is answered, a proxy may fork it, and a client challenged with
/// 401 or 407 says the same again with credentials: none of these is said twice ([earshot.dissect.sip.Once]). Each hop
/// of a message is an event of its own. A request with one Via stands on its first hop; one whose target is still the
/// address of record is on its way between servers.
///
/// **Gaps.** A message stands on its own: it names both parties, so a gap changes nobody's name. Requests without an
/// answer stay open, because an answer names its request; challenges are forgotten.
///
/// **Between flows.** `msrp HOST:PORT/SESSION` stands for the account that offered this path in its SDP, `msrp-file
/// PATH` for the file offered on it, `msrp-room PATH` for the conference at one of its ends, `msnftp COOKIE` for a file
/// offered in Messenger's manner. Media and message
/// sessions are expected at the addresses that SDP names.
///
/// **Names.** Accounts are addresses of record, `user@host` without scheme, port and parameters. Where an exchange
/// writes the place at which somebody registered on the same flow, that account is meant. Events carry no
/// network: the address names its server itself. The service is `sip-simple`.
///
/// Sources: RFC 3261, 3428, 3856-3863, 3903, 3994, 4480, 4575, 4660, 4662, 4826, 5547, 8760; MS-SIPRE, MS-SIPAE,
/// MS-CONFIM, MS-PRES, MS-XCCOSIP; captures of Kamailio with libpurple and baresip, of Asterisk and of gateways.
package earshot.dissect.sip;
