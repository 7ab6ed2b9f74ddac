/// TLS over TCP: which service a connection belongs to, and what is inside where the investigator holds keys.
///
/// **Names.** The server name, the protocols offered (ALPN) and the fingerprint of the client; before TLS 1.3 also
/// the names in the server's certificate, where the client named no host. Only services of messaging are named:
/// of other connections nothing is said. A ClientHello may lie in any number of records and segments.
///
/// **Price.** Without keys a connection is read up to its ClientHello or, where that names nobody and the version
/// may be below 1.3, up to the certificate; from there on it is only counted. A connection joined in the middle is
/// recognised by its first record and only counted.
///
/// **Decryption** with a key log (SSLKEYLOGFILE, also inside pcapng) or the server's RSA key is
/// [earshot.tls.Decryption]: SSL 3.0 to TLS 1.3. Each record is verified before a byte of it is used; one that
/// does not verify is an anomaly. What is inside goes to recognition like any connection. After lost bytes the
/// reading goes on where the next record verifies, and says so where none does.
///
/// **Not covered.** Encrypted names (ECH) are not recovered: the outer name is shown as what it is. Resumed
/// sessions can be read with a key log, not with an RSA key alone. SSL 2.0 and its ciphers; QUIC and DTLS are
/// protocols of their own.
///
/// **Framing.** Records: type, version, 16-bit length.
///
/// Sources: those of [earshot.tls], and RFC 6066, RFC 7366, RFC 7627; the key log format of NSS
/// (draft-ietf-tls-keylogfile); the sheet on encrypted traffic.
package earshot.dissect.tls;
