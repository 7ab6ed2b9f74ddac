/// Capture files, in pure Java: what is in them, however damaged, in the order of time.
///
/// [CaptureFiles] opens what the user named and merges it; a [Lane] is one capture of it; a [Walk] finds
/// the records in the capture's bytes, which a [Feed] delivers, unpacking what is compressed.
///
/// **Covered.** pcap with micro- and nanoseconds in both byte orders; the modified forms of 1999 (magic
/// `a1b2cd34`, and the one that kept the standard magic), of Nokia, Ixia (`lcap`) and AIX; files older than
/// version 2.4 with the lengths in either order; captures joined like texts. pcapng with any number of
/// sections and interfaces, all three packet blocks, time resolutions by powers of ten and of two, time
/// offsets, name resolution, comments, decryption secrets, interface statistics; custom and unknown blocks
/// are passed over. Both also packed with gzip (several members) or zstd (several frames), and through
/// pipes. The form is told by the first bytes, never by a name.
///
/// **Not covered.** Frames in custom blocks and the entries of systemd journal blocks (Wireshark numbers
/// the latter as frames, Earshot does not); snoop, ERF and other formats; other compressions, zstd windows
/// over 8 MiB (`--long`, `--ultra`) and dictionaries. These are said to be no captures.
///
/// **Damage** is said in [earshot.capture.CaptureInfo#damage()], never thrown. A walk that loses its way
/// looks ahead for a chain of records that hold together, says how many bytes it passed over, and goes on
/// there. What was given before that is what the undamaged file gives there.
///
/// **Sources.** draft-ietf-opsawg-pcap, draft-ietf-opsawg-pcapng, the registry of link types at
/// tcpdump.org, RFC 1952 (gzip), RFC 8878 (zstd).
package earshot.capture.file;
