/// YMSG 8 to 19: Yahoo! Messenger, its web version, and everybody who speaks as they do.
///
/// **Covered.** Login in its four forms ([earshot.dissect.ymsg.Login]), contact lists of both kinds with groups and
/// ignored people ([earshot.dissect.ymsg.Lists]), presence and away texts ([earshot.dissect.ymsg.Presences]), messages,
/// mass messages, SMS, offline messages, typing, buzz and audibles ([earshot.dissect.ymsg.Speech]), conferences
/// ([earshot.dissect.ymsg.Conferences]), chat rooms ([earshot.dissect.ymsg.ChatRooms]), offers of files of all three
/// kinds and files uploaded in HTTP requests ([earshot.dissect.ymsg.Files]), webcam and voice announcements
/// ([earshot.dissect.ymsg.Calls]), direct connections between clients. In HTTP: packets in bodies and uploads
/// ([earshot.dissect.ymsg.HttpTunnel]), files through the relay, from the sender and from the server
/// ([earshot.dissect.ymsg.HttpFiles]), logins that are not inside TLS ([earshot.dissect.ymsg.HttpLogin]).
/// Beside it: the older chat applet's YCHT ([earshot.dissect.ymsg.Ycht]) and who watches whose webcam
/// ([earshot.dissect.ymsg.Webcam]).
///
/// **Not covered.** The pager's first protocol (YHOO, YPNS, before 2000), games, doodles (IMVironments), pictures of
/// friends, mail notices, profiles. Pictures of webcams and voice: calls are said, not played. The login over HTTPS of
/// versions 15 and later is seen only where that is opened. Through HTTP a challenge and its answer that go over two
/// connections are not put together.
///
/// **Framing.** A header of 20 bytes, big-endian: `YMSG`, version (16 bits; clients of versions 8 to 10 write it little
/// end first, servers often 0), vendor (16), length of what follows (16), service (16), status (32), session (32). What
/// follows are fields: a decimal key, C0 80, a value, C0 80. Keys repeat, and their order is their meaning. After lost
/// bytes reading goes on at the next `YMSG` whose header makes sense.
///
/// **Who speaks.** Packets of a client name it (key 1, or 0), packets of the server name the other one (key 4). A
/// connection without anything that names its client is that of an unnamed party.
///
/// **Secrets.** What a login exposes is written so: `$ymsg$md5$ACCOUNT$CHALLENGE$KEY6$KEY96` (versions 9 and 10: enough
/// to try passwords, see the test of the vector), `$ymsg$sha1$…` the same of versions 11 to 14, and
/// `$ymsg$crumb$ACCOUNT$CHALLENGE$RESPONSE` (15 and later: proves a ticket that was fetched over HTTPS, not the
/// password). Versions up to 8 send `$1$_2S43d5f$…`, MD5crypt with a salt that never changes. The cookies Y and T, by
/// which whoever has them is the account for a day, come from the server and are therefore not told as credentials.
///
/// **Text** is plain: escape sequences and the tags `<font …>`, `<fade …>`, `<alt …>` are taken out, whatever else
/// looks like a tag was written so. UTF-8 where key 97 says so, otherwise by evidence.
///
/// Sources: the sheet on YMSG; captures; the documentation of libyahoo2; what libpurple and Escargot are known to send.
package earshot.dissect.ymsg;
