/// Alerts told elsewhere, while a run goes on.
///
/// ```
/// run's thread                     one thread a receiver
/// Alert -> Outbox -> Notice -> Post (bounded queue, pace, back-off) -> Receiver
/// ```
///
/// The run's thread only puts a notice into queues; it never waits for a receiver. What a full queue refuses and what
/// a receiver does not take is counted and said at the end. These connections are the only ones that Earshot ever
/// opens, and only where the user names a receiver.
///
/// Receivers: syslog (RFC 5424 in datagrams of RFC 5426, over TCP with the octet counting of RFC 6587, over TLS of
/// RFC 5425), a file of lines, a webhook (HTTP POST), a command. Forms: Earshot's own JSON as in `--json`, and the
/// Common Event Format (ArcSight, version 25). Not covered: syslog over DTLS, RELP, HTTP authentication other than
/// what stands in the address.
package earshot.app.alert;
