/// Lotus Sametime, later IBM's and HCL's: the Virtual Places protocol (VP) of the community server, TCP 1533 by custom.
///
/// **Read:** logins and what they expose (passwords in clear or under a key that travels with them, tokens); which
/// program; contact lists as they are watched and as they are stored, privacy lists, presence; messages in text, HTML
/// and MIME, typing; conferences; announcements; files; directory look-ups. Channels under RC2/40 are opened: each
/// side's key is the beginning of its login id, which the server tells everybody ([earshot.dissect.sametime.Rc2]).
///
/// **Not read:** channels under RC2/128 (their keys are agreed by Diffie-Hellman over a 512-bit prime: weak, but not
/// solved here; that there are messages, between whom and how large, is said); TLS; meetings, places, voice and video;
/// the server's HTTP tunnel where it carries more than VP ([earshot.dissect.sametime.Tunnel]).
///
/// **Framing.** A 32-bit length and a message: type, options, channel, then what the type says; attributes come first
/// where an option says so. Between messages either side may send single bytes with their top bit set.
///
/// **Who is who.** The account is the user's id as the server tells it on acceptance (`CN=Ann Lee/O=Acme`); the name
/// that was typed at login is another name of the same. A channel has one peer: whom it is made for, or who made it.
///
/// **Gaps.** Who the client is outlives them. Channels are forgotten on both sides: a number may be used again. Behind
/// a gap three messages must fit end to end before they are believed.
///
/// Sources: the project's sheet `sametime.md`, from libmeanwhile's published description of the protocol; its worked
/// examples, which tshark's dissector accepts.
package earshot.dissect.sametime;
