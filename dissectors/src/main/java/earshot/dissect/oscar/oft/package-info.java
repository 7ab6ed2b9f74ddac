/// What AIM and ICQ clients say to each other directly: OFT file transfer (`OFT2`, `OFT3`), direct IM
/// (`ODC2`), and the ARS proxy that both may go through.
///
/// **OFT.** The sender of files begins, whichever side connected: a header ([earshot.dissect.oscar.oft.OftHeader])
/// that prompts for the next file, answered by one that accepts it, then the file's bytes without any
/// framing, then one that says it is done; then the next file. A transfer may resume at an offset; a folder
/// comes as its files one by one, with the path in their names (0x01 between the parts). Browsing of shared
/// files has header types of its own and the same course. Bytes are recovered exactly, put where the agreed
/// offset says, and held against the checksum in the header: `checksum-mismatch` is an anomaly. Where the
/// acceptance was not captured, what follows the prompt and is no header is the file.
///
/// **Direct IM.** Headers with a payload each: HTML, in which files ride as `<DATA ID= SIZE=>` blocks of raw
/// bytes (images, sounds, anything). The blocks are cut by their size and are files of their own; the rest is
/// a message.
///
/// **ARS.** A few frames ([earshot.dissect.oscar.oft.Ars]) that name both accounts, then OFT or direct IM on the
/// same connection. Each side sees only its own leg: they are tied by the cookie and the pin.
///
/// **Who is who.** From and to come from the proposal that went over the server:
/// [earshot.dissect.oscar.oft.Agreement] tells later flows at the address and port, and binds the offer to cookie
/// and address for those that are found by their content. Direct IM and ARS name accounts themselves.
/// Otherwise the parties are unnamed; the sender is always the side that prompts.
///
/// **Names** are what was offered, never a path: a name that climbs or is absolute is said to
/// (`path-in-file-name`).
///
/// Not covered: Mac resource forks (a second part is read as a file of its own, with the same name),
/// compression and encryption (fields that no known client sets), OFT over TLS (TLV 11 of the proposal),
/// voice and video.
///
/// Sources: `protocols/oft.md` of the project's sheets (libpurple, joscar, Jonathan Clark's description) and
/// the captures it names. Big-endian throughout.
package earshot.dissect.oscar.oft;
