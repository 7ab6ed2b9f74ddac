/// Vouching from outside: Ed25519 signatures (RFC 8032), and requests for RFC 3161 time stamps.
///
/// Keys are PEM files as OpenSSL writes them (RFC 7468): `openssl genpkey -algorithm ed25519 -out key.pem`, then
/// `openssl pkey -in key.pem -pubout -out pub.pem`. A signature is the bare 64 bytes, so that
/// `openssl pkeyutl -verify -pubin -inkey pub.pem -rawin -in manifest.json -sigfile manifest.sig` checks it without
/// Earshot. Ed25519 signatures are deterministic: the same key and bytes give the same signature.
///
/// A time stamp is asked for by sending the request file to an authority, which Earshot leaves to the user: it never
/// sends anything. `openssl ts -verify -queryfile FILE -in ANSWER -CAfile …` checks the answer.
///
/// Not covered: keys with a passphrase, other kinds of keys, certificates, checking time stamps.
package earshot.report.sign;
