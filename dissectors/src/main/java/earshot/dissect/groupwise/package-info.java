/// Novell GroupWise Messenger (and its later owners'): TCP 8300, under TLS from the first byte as a rule. In clear it
/// is
/// read here; under TLS it is told by its port at most.
///
/// **Read:** logins with their passwords, programs, the contact list, presence, messages (RTF), conferences and
/// automatic answers, typing.
///
/// **Not read:** files (only that one is offered is on this wire); histories; what TLS hides.
///
/// **Framing.** The client writes what looks like HTTP and is not: `POST /command HTTP/1.0`, an empty line, and fields
/// as in a form, ended by a line end; no length is stated. The server answers with a status line like HTTP's, an empty
/// line and fields in binary, little-endian, ended by a zero; in between come events, a number from 101 to 121 and
/// what belongs to it. Nothing states a length there either: fields are walked to find the end.
///
/// **Who is who.** People are directory names (`CN=bob,O=example`); the account is the name that logged in, until the
/// server tells its directory name. A conversation is a number; who is in it is known from its making and from who
/// spoke there.
///
/// **Gaps.** The account outlives them; conversations and requests under way are forgotten.
///
/// The knowledge base has one entry for this and Zephyr, so the service is `zephyr`.
///
/// Sources: the project's sheet `groupwise.md`, from libpurple's published reading of the protocol; its worked
/// examples.
package earshot.dissect.groupwise;
