/// SOCKS 4, 4a and 5: a proxy that carries connections. What is inside is read as if the client had connected to
/// the target itself; the proxy's login is a credential.
///
/// **Covered.** SOCKS 4 and 4a CONNECT and BIND with their user id; SOCKS 5 CONNECT and BIND with no login or
/// user name and password (RFC 1929); clients that send inner bytes before they were told that they may; the
/// datagrams of SOCKS 5 UDP ASSOCIATE.
///
/// **Not covered.** GSSAPI (RFC 1961: the connection may be encrypted inside it) and other methods;
/// fragments of UDP ASSOCIATE; connections joined in the middle, which are read as what is inside.
///
/// **Recognition** needs the first words of both sides, with exact lengths: three bytes `05 01 00` alone say
/// nothing. SOCKS 5 towards a name of 40 hexadecimal digits and port 0 is an XMPP bytestream (XEP-0065), which
/// says no here: the dissector that knows those streams reads it.
///
/// **Framing.** Each message says its own length. The server's last reply is read only after the client's
/// request, because what follows both belongs to the connection inside.
///
/// Sources: RFC 1928, RFC 1929, the SOCKS 4 and 4a memos, the sheet on proxies.
package earshot.dissect.socks;
