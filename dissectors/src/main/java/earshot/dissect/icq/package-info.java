/// ICQ before OSCAR: Mirabilis' clients of 1996 to 2000, and the programs that spoke to their servers, in datagrams
/// (versions 1 to 5); and the TCP connections between two ICQ clients (versions 2 to 10), which outlived them.
///
/// **To the server.** A datagram is a header and the body of one command; all integers are little-endian, texts are
/// counted with their final NUL. [earshot.dissect.icq.IcqPacket] reads the five kinds of header. Clients hide parts of
/// versions 4 and 5 by a table that everybody has: [earshot.dissect.icq.Scramble] opens them, no secret is involved.
/// Servers hide nothing. Which side of a flow is the client is told by the packets, not by who was seen first.
///
/// **Between clients.** [earshot.dissect.icq.DirectFlow]: frames with a length, an opening that names its sender, then
/// messages ([earshot.dissect.icq.DirectMessage], hidden likewise from version 4 on), a file transfer
/// ([earshot.dissect.icq.DirectFiles]) or a chat ([earshot.dissect.icq.DirectChat]).
///
/// **Read:** logins with their password (in clear; in version 5 behind the table: `reversible`), registration,
/// changes of password; contact, visible and invisible lists; presence; messages of all types by way of the server,
/// stored ones, and directly: text, links, contacts, requests for consent and their answers, web and mail pagers,
/// away texts; searches and look-ups with the commoner answers; packets of several; files byte-exact; chats.
///
/// **Who is who.** A client's datagram names its account, a server's of versions 3 and 5 too. Old servers believed
/// the number in the packet, so an account that changes within a flow is said (`sender-changed`). On a direct
/// connection the one who connects names himself; the other one is whoever a datagram said to listen at that address,
/// else unnamed.
///
/// **Losses.** Datagrams stand alone: what is lost is lost, nothing else becomes doubtful. Both sides repeat a
/// datagram until it is acknowledged; a repetition is not a second message.
///
/// **Not read:** voice and games beyond their announcement; most of the white pages; the groupware server's
/// departments; datagrams that version 3 cut in pieces (command 05D2).
///
/// **Recognition.** Versions 4 and 5 by opening a packet and finding its check code right; the others by a command
/// whose body fits to the byte. Direct connections by an opening whose length, version and mode agree.
///
/// Sources: `protocols/icq-legacy.md` of the project's sheets and the public programs it names (Wireshark 1.8, licq,
/// mICQ, iserverd), Net::ICQ and open-oscar-server; the layout of direct chats is from general knowledge. No real
/// capture was at hand: dialogues are
/// made from the sheet's worked examples.
package earshot.dissect.icq;
