/// The PROXY protocol: a load balancer tells the server behind it, in front of the client's first byte, who the client
/// is. What follows is read as if the header were not there; the addresses it names stand in `via`.
///
/// **Read:** version 1 (one line of text), version 2 (binary, with IPv4 and IPv6), UDP and unix sockets named as such;
/// `UNKNOWN` and `LOCAL`, which name nobody. **Not read:** the further fields of version 2 (its host name,
/// certificates).
///
/// **Recognition:** `PROXY ` and a family, or twelve bytes that no other protocol begins with; only at the beginning of
/// a connection. Servers that speak first may do so before the header comes.
///
/// Source: "The PROXY protocol, versions 1 & 2" of HAProxy; the sheet on proxies.
package earshot.dissect.proxyprotocol;
