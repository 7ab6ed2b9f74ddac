/// IP Messenger (and FeiQ, which follows it): chat in a local network without a server, on UDP and TCP 2425.
///
/// **Covered.** Who is there and away, with the names of users and machines; messages, to one and to all; receipts;
/// versions; files offered with a message, and their bytes as the receiver fetches them over TCP, one by one or as a
/// folder.
///
/// **Not covered.** Enciphered messages (RSA with Blowfish or AES): that they were sent is told. Lists of hosts.
///
/// **Framing.** A datagram is `version:number:user:machine:command:rest`, all but the rest in decimal or as text. The
/// command's lowest byte says what it is, the others are options. The rest is text, and what is attached behind a zero.
/// Over TCP the same line asks for a file, and the answer is nothing but its bytes.
///
/// **Names.** `user@machine`, as the datagram says. Whom a message is for the datagram does not say; who has spoken
/// from
/// that address before is taken for the reader.
///
/// **Charset.** UTF-8 where an option says so, otherwise that of the sender's machine, by evidence.
///
/// Sources: the sheet on first bytes; the protocol's own description (ipmsg.org, versions 1 to 12 of the draft).
package earshot.dissect.ipmsg;
