/// DTLS: TLS in datagrams, with which calls agree on the keys of their media (DTLS-SRTP), and some services do more.
///
/// The ClientHello names the server where the client says it; else the server's certificate does, before DTLS 1.3. Both
/// may come in fragments, in any order and more than once, and several records share a datagram;
/// [earshot.dissect.dtls.Messages] puts them together. In calls between two parties neither is a server, and the
/// certificates are made for the call: nothing is claimed then by DTLS itself.
///
/// **Versions:** 1.0 (RFC 4347), 1.2 (RFC 6347), 1.3 (RFC 9147; its hello), and the one before them that Cisco's VPN
/// speaks
/// is passed over. **Not covered:** connections joined in their middle; what follows the handshake.
///
/// **Framing:** a datagram holds one or more records.
///
/// Sources: the RFCs; RFC 5764 (use_srtp); the sheet on encrypted traffic.
package earshot.dissect.dtls;
