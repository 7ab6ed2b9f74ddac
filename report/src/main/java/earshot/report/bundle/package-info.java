/// The evidence bundle: everything that proves a choice of conversations, files and alerts, in one folder or zip.
///
/// ```
/// manifest.json           what is in it: every other file with its length and SHA-256; of what case, tool, options
/// manifest.sig            the Ed25519 signature over manifest.json, 64 bytes (RFC 8032), where it was signed
/// completeness.txt        what was read, what was lost, and what of the choice could not be put in
/// transcript.html, .txt   what was said, to be read by people
/// conversations.rsmf      Relativity Short Message Format 2.0
/// case-uco.jsonld         CASE/UCO
/// events.jsonl            the event lines behind it all, secrets masked
/// packets.pcapng          the packets that prove them, byte for byte: **not** masked
/// files/abcdef…           recovered files, named by SHA-256
/// ```
///
/// The **bundle digest** is the SHA-256 of `manifest.json`, and so commits to all of it. Nothing in a bundle tells
/// when,
/// where or under what name it was made: the same choice out of the same case, with the same captures and version of
/// Earshot, gives the same digest. Zips are stored without compression, with one fixed time, as another version of zlib
/// would compress differently.
///
/// [earshot.report.bundle.BundleCheck] holds a bundle against its manifest. Whoever can write into a bundle can make
/// it anew: only its digest or a signature from outside says "unchanged".
package earshot.report.bundle;
