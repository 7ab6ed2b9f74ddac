/// Internet Relay Chat: clients and servers, of any age.
///
/// **Covered.** RFC 1459, 2812 and 2813; the IRCv3 extensions that change what a line means (tags, `time`,
/// `account`, `msgid`, batches with chat history and multi-line messages, replies, reactions, typing,
/// redaction, echo-message, extended JOIN, away-notify, MONITOR); services (NickServ, ChanServ, Q, X, AuthServ
/// and their aliases); SASL; WEBIRC; STARTTLS; CTCP; offers of DCC (the connections themselves:
/// [earshot.dissect.irc.dcc]); links between servers of the families RFC 2813, TS6 (hybrid, ratbox, charybdis,
/// solanum), InspIRCd, UnrealIRCd and P10 (ircu), whose users are known by numbers that are mapped to nicks.
///
/// **Not covered.** Compressed server links (after the hand-shake their bytes are not IRC any more); tokens of
/// old UnrealIRCd links; what ran inside a TLS connection (STARTTLS is handed over); IRC over WebSocket (its
/// carrier takes lines apart; each is one [earshot.dissect.irc.Line]).
///
/// **Framing.** A line ends at CR LF, at LF or at CR, whichever comes first; empty lines mean nothing. Lines of
/// up to 16 KiB are read: 8,191 bytes of tags and what today's servers allow for the rest. A longer one is
/// skipped up to the next line end, and counted. After lost bytes reading goes on behind the next line end,
/// because the rest of a line may look like a line of its own, and somebody may have written it so. A client's
/// lines come whole, one packet each: there, and at the start of a capture, a line that begins with a known
/// command is believed.
///
/// **Recognition** is by the score of the lines of both directions ([earshot.dissect.irc.Signs]), never by port.
///
/// **Who speaks.** A client's own lines carry no name. Its nick is what it asked for with NICK until the server
/// says 001; then what the numerics, MODE and NICK of the server say. Lost bytes of the server may have held a
/// change of nick, forced ones included: after them the nick is unknown until a line of the server names it
/// again, and what is said meanwhile is by an unnamed party ([earshot.event.ImEvent.Identity] tells later who
/// that was). Lost bytes of the client matter only where the server's side is not captured at all. Names of
/// other people stand in every line and are never remembered, except on server links: there lost bytes make
/// all numbers unknown again.
///
/// That bytes are lost is only known when the engine has given them up (a second, or sixteen packets, later):
/// until then the client goes by the nick it had.
///
/// **Networks.** NETWORK= of ISUPPORT, else the server's name; set at the end of the welcome, so that the
/// events of one session belong together. PASS comes before NICK: its credential waits for the nick.
///
/// **History.** Lines of a playback batch, between a bouncer's markers, or with a `time` tag more than a minute
/// behind the server's own clock are history.
///
/// Sources: RFC 1459, 2810-2813, 7194; the IRCv3 specifications; modern.ircdocs.horse; draft-oakley-irc-ctcp;
/// the sheet on IRC. Where clients differ from them (irssi's `JOIN :` before it registers, mIRC's quoted
/// parameters of USER, texts without colon) the captures decided.
package earshot.dissect.irc;
