/// OSCAR: AIM (1997-2017), ICQ 2000 and later, iChat and the Java clients, on any port.
///
/// **Layers.** A connection is a chain of [earshot.dissect.oscar.Flap] frames (`*`, channel, sequence,
/// length). Channel 1 opens it and may log in, channel 2 carries one [earshot.dissect.oscar.Snac] (family and
/// subtype) a frame, channel 4 signs off, channel 5 keeps alive. A SNAC's body is fixed fields and
/// [earshot.dissect.oscar.Tlvs]. Big-endian; the ICQ parts inside (family 15, ICBM channel 4, the server
/// relay) are little-endian. Each group of families has a reader of its own: [earshot.dissect.oscar.Login]
/// (channel 1, 07, 17), [earshot.dissect.oscar.Presences] (01, 02, 03), [earshot.dissect.oscar.ContactLists]
/// (03, 09, 13), [earshot.dissect.oscar.Icbm] with [earshot.dissect.oscar.IcqMessage] and
/// [earshot.dissect.oscar.Rendezvous] (04), [earshot.dissect.oscar.Chat] (0D, 0E),
/// [earshot.dissect.oscar.IcqExtensions] (15). They share a [earshot.dissect.oscar.Connection].
///
/// **Who is who.** A message to the server names no sender and one from it no reader: that is the account of
/// the connection. It is known from a login on the same connection, from the server's 01/0F, from ICQ's own
/// number in family 15, or across connections: the server hands out a cookie (17/03, channel 4, 01/05) and
/// the next connection shows it, so a SHA-256 of the cookie is bound to the account and claimed by the
/// unnamed party. Where nothing says it, the party stays unnamed. The account of a connection cannot change
/// while it lasts (there is no SNAC that changes it; 07/04 only changes its spelling), so it outlives a gap.
/// What does not: the login challenge, the names of contact groups, the last known presence, requests waiting
/// for answers.
///
/// **Secrets.** Roasted passwords (channel 1) are `reversible` and shown as typed; the MD5 answer of 17/02 is
/// a `digest`, written for John the Ripper's dynamic compiler: `@dynamic=EXPRESSION,c1=CONSTANT@HASH$SALT`
/// with the expression `md5($s.$p.$c1)` (weak) or `md5($s.md5_raw($p).$c1)` (strong, TLV 4C), the constant
/// `AOL Instant Messenger (SM)`, and the challenge of 17/07 as salt (`HEX$…` where it has other than letters,
/// digits and dashes). A digest whose challenge was not captured exposes nothing and is only said to be there
/// (`challenge-missing`). No hashcat mode is known. Passwords of 07/04, 15/02 042E and 17/04 are `cleartext`,
/// a SecurID code is a `token`. ICQ cuts passwords to 8 bytes before any of this.
///
/// **Text.** AIM sends HTML, ICQ plain text; an ICQ client's message is taken for HTML only where it is a
/// whole document (`<HTML>…`), as some multi-protocol clients send to both. Charset 2 is UTF-16BE; 0 and 3
/// are bytes of whatever the sender's machine used: UTF-8 if they are, else as the speaker's lines give
/// evidence.
///
/// **Sessions.** A sign-on is seen up to twice: at the authorizer (with how the client proved itself) and at
/// the main connection (`login` is `cookie`, where its 01/0F names the account). Service connections are no
/// sessions.
///
/// **In HTTP:** the proxy that carries whole connections ([earshot.dissect.oscar.ProxyTunnel]), and the web API in
/// JSON ([earshot.dissect.oscar.WebApi]).
///
/// **Not covered:** the web API in XML, Kerberos login over HTTP (05 0C), TLS,
/// FLAP version 2 multiplexing, buddy icons and other BART items (not files that somebody sent), e-mail
/// alerts (18), ICQ's white pages beyond the common queries, UDP ICQ (v2-v5, a protocol of its own). TOC
/// shares FLAP and is refused here.
///
/// Sources: `protocols/oscar.md` of the project's sheets, which names its own (Shutko's OSCAR documents,
/// joscar, the Wireshark and libpurple sources, open-oscar-server), and the captures there.
package earshot.dissect.oscar;
