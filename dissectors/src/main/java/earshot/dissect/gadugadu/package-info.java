/// Gadu-Gadu, versions 4 to 11, on any port (8074 and 443 usually).
///
/// **Covered.** Login in all its forms with the digest it exposes; contacts, also those in the list that is kept on the
/// server (CSV and XML); presence and descriptions; messages with their HTML, in conferences, kept for the absent, of
/// other sessions of the same account; typing; pictures in messages; directory questions; files offered and sent
/// ([earshot.dissect.gadugadu.Dcc] up to version 7, [earshot.dissect.gadugadu.DirectFile] later, directly and by the
/// relay); the way to the server by HTTP, which has number and version in clear, and registration, which has the
/// password ([earshot.dissect.gadugadu.HttpHub]).
///
/// **Not covered.** Voice; files of version 11.2 and later, which are on a web server; what is inside TLS.
///
/// **Framing.** Type (32 bits), length (32), the rest; little-endian. The same type means one thing from the server and
/// another from the client: the server is who says WELCOME. In the middle of a connection packets are believed only
/// where what is inside fits and another one follows.
///
/// **Charset.** Windows-1250 until version 8, UTF-8 later; in one message of version 8 both: the plain text in the one
/// and the HTML in the other.
///
/// **Secrets.** SHA-1 of password and challenge is hashcat's mode 110 with `--hex-salt`: `digest:challenge`. The older
/// 32-bit digest has no mode: `$gg32$challenge$digest`.
///
/// Sources: the sheet on Gadu-Gadu; libgadu's description of the protocol.
package earshot.dissect.gadugadu;
