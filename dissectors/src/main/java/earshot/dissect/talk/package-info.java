/// unix `talk`: the negotiation between talk daemons over UDP and the stream of characters over TCP; and `finger`.
///
/// **Read:** `ntalk` (4.3BSD, usually UDP 518) and old `talk` (4.2BSD and SunOS, usually UDP 517, in the byte
/// order of its sender):
/// look-ups, announcements, their answers; the TCP stream, from which lines are put together as the reader's
/// screen shows
/// them (erase, kill and word-erase applied); `finger` questions and answers (RFC 1288).
///
/// **Not read:** ytalk's out-of-band commands; rwho; the Message Send Protocol.
///
/// **Names:** `user@address`. Host names are not on the wire. The inviter's address is where his program
/// listens, the other's is where
/// the request was sent from or to.
///
/// **Framing:** a datagram is a control message: 84 bytes (ntalk) or 76 (talk) for a request, 24 for an answer.
/// The TCP stream has no frames:
/// each side first sends its three editing characters, then what is typed. A line is told when it ends, or with
/// the connection.
///
/// **Which TCP connection it is** stands in the announcement or in the answer to a look-up; that is an expectation
/// ([earshot.dissect.Out#expect]). By its content alone it is believed only where both sides begin with editing
/// characters.
///
/// **Gaps:** the line they fall into is told with its gap.
///
/// Sources: 4.3BSD `protocols/talkd.h`, 4.2BSD `talk/ctl.h`, RFC 1288; the sheet on talk and finger; a capture
/// of in.ntalkd 0.17.
package earshot.dissect.talk;
