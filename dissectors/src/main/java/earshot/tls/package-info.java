/// TLS as every protocol of the family writes it: over TCP, inside QUIC's CRYPTO frames, as DTLS in datagrams.
///
/// **The handshake.** [earshot.tls.ClientHello], [earshot.tls.ServerHello] and [earshot.tls.CertificateNames] are
/// single messages, read whole and boundedly; [earshot.tls.Handshakes] puts messages together however the bytes
/// below were cut. [earshot.tls.Ja3] and [earshot.tls.Ja4] are fingerprints of a ClientHello. JA4 is the client
/// method only, which is freely licensed (BSD); the other methods of that family are not and are left out.
///
/// **Versions.** SSL 3.0, TLS 1.0 to 1.3 with its drafts, DTLS 1.0 to 1.3 (messages only), and the
/// ClientHello in the form of SSL 2.0 that their first clients sent.
///
/// **Hostile input.** Everything is checked against the bytes that are there. What is cut gives null, never half a
/// value; an extension whose inside does not hold together keeps its number and loses its content.
///
/// Sources: RFC 8446 (TLS 1.3), RFC 5246, 4346, 2246 (TLS 1.2, 1.1, 1.0), RFC 6101 (SSL 3.0), RFC 6066
/// (server name), RFC 7301 (ALPN), RFC 8701 (GREASE), RFC 9147 and 6347 (DTLS), draft-ietf-tls-esni (ECH); the
/// descriptions of JA3 (github.com/salesforce/ja3) and JA4 (github.com/FoxIO-LLC/ja4, technical_details/JA4.md);
/// the sheet on encrypted traffic.
package earshot.tls;
