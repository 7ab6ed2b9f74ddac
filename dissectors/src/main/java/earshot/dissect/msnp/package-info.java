/// MSNP 2 to 21: MSN Messenger, Windows Messenger, Windows Live Messenger and everybody who speaks as they do.
///
/// **Covered.** The notification server of all versions: versions and client ([earshot.dissect.msnp.Login]: MD5,
/// Passport, SSO), the contact list in its four spellings ([earshot.dissect.msnp.ContactLists]), presence,
/// personal messages and endpoints ([earshot.dissect.msnp.Presences]), messages that go by way of it (UUM, UBM,
/// SDG). The switchboard: who is in it and what they say ([earshot.dissect.msnp.Switchboard]). What messages hold
/// ([earshot.dissect.msnp.Speech]): text, several chunks of one text, typing, nudges, the name of the client,
/// invitations ([earshot.dissect.msnp.Invitations]), and the peer-to-peer layer with its sessions
/// ([earshot.dissect.msnp.p2p]). MSNFTP ([earshot.dissect.msnp.MsnFtp]). In HTTP: the gateway, whose bodies are the
/// streams of its sessions ([earshot.dissect.msnp.Gateway]); login, address book and offline messages in SOAP
/// ([earshot.dissect.msnp.WebServices]).
///
/// **Not covered.** Pictures of webcams (Mimic) and voice: calls are said, not played. Ink stays ink. The login at
/// Passport is a matter of TLS and seen only where that is opened.
///
/// **Framing.** A line ends at CR LF; the commands in [earshot.dissect.msnp.Line] end with the number of bytes that
/// follow it, without a line end after them. At most 64 KiB follow. After lost bytes reading goes on at a line
/// whose command has the arguments it must have and which is followed by another, or at a `MSG` whose body begins
/// as one must; a length is never trusted across a gap.
///
/// **Who speaks.** On a switchboard the client is who it says in USR or ANS, which the server checks; what the
/// server sends names its sender. Readers are all others in it: JOI and IRO less BYE. Lost bytes of the server
/// may have held either, so after them the others are unknown until they are named again. A switchboard or
/// notification connection whose beginning is missing has an unnamed client, until a typing notice or a change of
/// its own names it.
///
/// **Lists.** Five lists: forward (who is shown), allow, block, reverse (who shows me), pending. A reverse entry is
/// somebody else's contact, and said as such: its owner is the other one.
///
/// Sources: the sheet on MSNP, and the captures; hypothetic.org's description of MSNP8; the MSNPiki.
package earshot.dissect.msnp;
