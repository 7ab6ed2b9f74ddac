/// TOC and TOC2 ("talk to OSCAR"): AIM in one line of text a command, for programs too small for OSCAR. The Java
/// applets (Quick Buddy, AIM Express), TiK, TAC, naim, gaim and many bots, 1998 to 2012, and servers that run today.
///
/// **Layers.** A client says `FLAPON`, then both sides send [earshot.dissect.toc.Sflap] frames: `*`, channel,
/// sequence, length. Channel 1 opens, channel 2 carries one line, 3 is an error, 4 signs off, 5 keeps alive. A
/// client's line is a [earshot.dissect.toc.Command], words between blanks with quotes, braces and backslashes, ended
/// by NUL; a server's is a [earshot.dissect.toc.Line], fields between colons, the last of which may hold colons.
///
/// **Read:** [earshot.dissect.toc.Login] (roasted passwords, which anybody can turn back, and password changes in
/// clear), [earshot.dissect.toc.ContactLists] (the list kept by the server, changes, permit and deny),
/// [earshot.dissect.toc.Presences] (who is there, away, idle, profiles, warnings, look-ups),
/// [earshot.dissect.toc.Speech] (messages, automatic answers, typing), [earshot.dissect.toc.Rooms] (chat rooms,
/// whispers, invitations), [earshot.dissect.toc.Rendezvous] (offers of files and calls). Both versions of each line,
/// with and without stated encoding. Messages are HTML.
///
/// **Who is who.** A connection is that of the account that signed on; the server's `NICK` spells it as its owner
/// does. Joined in the middle, the client stays unnamed until a line names it.
///
/// **Which names are contacts.** The list is what the server keeps: `CONFIG`, `toc_set_config`, and TOC2's changes of
/// it. `toc_add_buddy` only asks for news of names during this session: mostly it announces an entry that the next
/// `toc_set_config` then saves, so it is held back until that comes, for a minute at most. A name that is watched
/// but not saved is a look-up, not a contact: some libraries watch their own author.
///
/// **Gaps.** The account outlives them. Presence that was said is forgotten. Rooms are numbers that `CHAT_JOIN`
/// names; the names are forgotten where a room may have been entered unseen.
///
/// **Not read:** profiles and directory answers, which a browser fetches over HTTP (`GOTO_URL`); buddy icons; the
/// "CP" connections without frames that the manual of TiK mentions. TOC servers answer HTTP on the same port; that
/// is `http`. The numeric code of `toc2_signon` is not kept: the roasted password beside it says more.
///
/// **Recognition.** `FLAPON` and a line end are certain. Without them the frames look like OSCAR's, whose channel 2
/// begins with a family below 0x100; here it begins with `toc_`, `toc2_` or a server's verb and a colon, and that
/// also tells which side is which.
///
/// Sources: `protocols/toc.md` of the project's sheets, which names its own (AOL's TOC description as quoted in
/// public servers, naim, libpurple), and a capture of Net::AIM against retro-aim-server. That server ends a
/// message at an escaped quote and passes a whisper on as a common message: it is shown as it went over the wire.
package earshot.dissect.toc;
