/// Recovered files, shown to virus scanners that the policy names: a ClamAV daemon (clamd's INSTREAM command, by TCP
/// or a Unix socket) and any ICAP server (RFC 3507, RESPMOD with `Allow: 204`).
///
/// Every engine gives a verdict of its own; one that is down or does not answer is said, never taken for "clean".
/// Not covered: ICAP over TLS and its OPTIONS and previews; files larger than [Engine#MOST].
package earshot.scan;
