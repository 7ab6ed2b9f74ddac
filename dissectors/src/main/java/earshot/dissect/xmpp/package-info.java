/// XMPP, the protocol of Jabber, from its first servers (1999) to today's.
///
/// **Read:** client and server streams (RFC 6120), streams of components (XEP-0114) and between two machines
/// without a server (XEP-0174); every way to log in and what it exposes; contact lists, presence,
/// subscriptions; messages and the copies of messages; rooms; files in-band and over SOCKS5; offers of files
/// and calls by Jingle and Google Talk; which programs are used; compressed streams. What the specifications
/// are called stands at the classes that read them. `body` elements of BOSH (XEP-0206) and the frames of
/// WebSocket (RFC 7395) are read like stanzas: whoever reads HTTP or WebSocket hands them in as bytes of an
/// inner connection.
///
/// **Not read:** what TLS or an end-to-end scheme hides (it is said that there is something, between whom,
/// and how large); files over ICE; published items (mood, tune, avatars); WhatsApp's binary variant, which is
/// another protocol.
///
/// **Framing.** A stream is one XML document that lasts for hours; a stanza is an element directly inside it,
/// and has no length in front. [earshot.dissect.xmpp.Framer] counts depth to find its end. Unlike other
/// framers it remembers how far it looked, because a stanza may have megabytes and comes in small pieces:
/// every byte is looked at once. The stanza is then read as a whole by [earshot.dissect.xmpp.XmlReader]. That
/// is an own reader of the small part of XML that XMPP allows, not a library: a library's parser wants the
/// document from its beginning, which a stream joined in the middle or with a gap does not have, and stops
/// for good at the first error, where evidence goes on.
///
/// **Gaps.** A stream's XML cannot be continued behind a gap. The next thing that can stand directly inside a
/// stream is looked for ([earshot.dissect.xmpp.Resync]) and read with the namespaces that every stream
/// declares. Who the client is outlives a gap, since a stream has one account; who is behind a room nick does
/// not, where the gap may hide a change ([earshot.dissect.xmpp.Rooms]); a half-read login, requests without
/// their answer, and the id that digests are salted with are forgotten.
///
/// **Between flows.** `muc:room@service/nick` stands for the account that bears the nick; `s5b:digest` for
/// the offer of the file on that SOCKS5 connection; `xmpp-bosh:sid` for the account of a BOSH session that
/// uses several connections.
///
/// **Names.** Accounts are bare addresses, local part and domain in lower case. The service is `xmpp`, or one
/// of those that are XMPP with a known domain. Events carry no network: an address is the same everywhere and
/// names its server itself, and a conversation between servers is one conversation on all its hops.
///
/// Sources: RFC 3920, 3921, 6120, 6121, 7395, 7622 and the XEPs named; captures of Prosody, ejabberd,
/// BitlBee, Pidgin, xmpp.js and slixmpp.
package earshot.dissect.xmpp;
