/// MSRP (RFC 4975): the sessions in which SIP clients chat and send files, over TCP on any port.
///
/// **Read:** SEND in any number of chunks, interleaved or not; text in every content type and CPIM (RFC 3862); files,
/// byte-exact at the offsets that Byte-Range states; what AUTH towards a relay exposes (RFC 4976). Answers, REPORT and
/// empty SENDs (which bind a connection to a session) say nothing of people.
///
/// **Framing.** `MSRP tid METHOD`, fields, and where there is a body an empty line and the body; then `-------tid` and
/// one of `$` (the message is whole), `+` (more chunks follow), `#` (given up). No length is stated: the end of a body
/// is wherever its end line stands, so bodies are passed on as they come, but for the few bytes that may begin it.
///
/// **Who.** The paths of a session are random: the SIP flow binds them to accounts ([Msrp#KEY]) and to offered files
/// ([Msrp#FILE_KEY]). CPIM names the parties itself. Without either they stay unnamed.
///
/// **Gaps.** Inside a body whose chunk states its range a gap is skipped and said in the file; elsewhere what was
/// begun is unfinished, and reading goes on at the next request.
///
/// Sources: RFC 4975, 4976, 5547, 6135, 7701, 7977; GSMA RCC.07.
package earshot.dissect.sip.msrp;
