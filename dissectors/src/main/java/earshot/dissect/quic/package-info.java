/// QUIC: the server's name out of the first packets, which are encrypted with keys that everybody can compute.
///
/// A connection begins with *Initial* packets under keys derived from the connection id that the client chose (RFC 9001
/// section 5.2). [earshot.dissect.quic.InitialKeys] takes them off, [earshot.tls.Fragments] puts the CRYPTO
/// frames together whatever their order and over however many packets and datagrams, and the ClientHello is the one of
/// TLS. Packets that share a datagram are read one after the other; after a Retry the keys come from the server's
/// connection id; after the server's answer the client's id changes and the keys do not.
///
/// **Versions:** 1 (RFC 9000), 2 (RFC 9369), drafts 22 to 34, Facebook's mvfst of the drafts 22 and 27, Google's T050
/// and
/// T051 with TLS, Q050 and, in clear, Q024 to Q046 with Google's own handshake, whose message names the server too.
/// A version sent to force a negotiation (`?a?a?a?a`) is tried with the keys of version 1 and of draft 29.
///
/// **Not covered:** connections joined in their middle, what the server says, anything behind the handshake. Other
/// versions claim nothing.
///
/// **Framing:** a datagram holds one or more packets. **Cost:** only Initial packets are decrypted, ciphers are made
/// once
/// a thread, and once the name is known the flow is only counted.
///
/// Sources: RFC 9000, 9001, 9369; the sheet on encrypted traffic (salts of the drafts and of Google's versions).
package earshot.dissect.quic;
