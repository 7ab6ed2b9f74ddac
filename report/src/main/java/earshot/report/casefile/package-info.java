/// The case: a folder that holds what was recovered, sealed so that a change shows.
///
/// ```
/// case.json            format, case number, examiner, runs with what went in; sealed by its own last member
/// log/00000001.jsonl.gz   the event lines: gzip, many members, each a block of whole lines (`zcat` reads it)
/// log/00000001.seal       how many lines, their Merkle root, the seal before it; then what the file itself is made of
/// log/00000001.marks      the first four bytes of each line's digest: they tell which line was changed
/// files/ab/abcdef…        recovered files, named by SHA-256
/// custody.log          who read, searched, exported or unlocked what, chained line by line
/// notes.log            notes and tags on ids, chained line by line
/// holds.log            legal holds, and what lifted them, chained line by line
/// expired.log          what was expired, and why, chained line by line
/// index/               the search index: built from the log, may be thrown away at any time
/// lock                 held by whoever writes
/// ```
///
/// **Format 1.** [CaseFolder] reads, [CaseWriter] adds one run, [Verification] recomputes every seal.
///
/// *Seals.* A line's digest is SHA-256 of a zero byte and the line without its line feed; a segment's root is
/// the Merkle tree hash of RFC 9162 §2.1.1 over them. The first line of a `.seal` holds it with the digest of
/// the segment before it; `case.json` holds the digest of the last one, and its own digest is the **case
/// seal**, which commits to all of it (recovered files by the digests in their lines). A line that had to be
/// deleted leaves `{"expired":"…its digest…"}`, and the root still holds. Nothing sealed holds a time of day:
/// the same inputs with the same options and case number give the same case seal on any machine.
///
/// *What a verdict means.* Whoever can write into the folder can also seal it anew. So without anything from
/// outside the verdict is at best "consistent"; "unchanged" is said only against the case seal that was
/// printed when the run ended.
///
/// *Killed runs.* A run that never finished leaves a segment without a seal: its complete blocks are read,
/// the rest is cut off by the next writer, which seals it as recovered. An unfinished run stays visible until
/// a run that shares an input with it has finished.
///
/// *Custody* and notes are logs of their own, so that reading never alters the exhibit. They do hold times of
/// day. Cutting off their end cannot be seen.
///
/// Gzip and not zstd: measured on event lines, the JDK's own at level 1 writes 200 MB/s and has no start-up
/// cost, where the zstd in pure Java writes 310 MB/s and costs 30 ms of start-up.
///
/// *Signatures.* `case.json.sig`, where there is one, is a signature over `case.json`; see [earshot.report.sign].
///
/// *Expiry.* [Expiry] takes lines and recovered files out; the seals, which are over digests, still hold, and so does
/// a case seal that was printed before. A line that is gone without a word in `expired.log` is a change.
///
/// Not covered: encryption of the case.
package earshot.report.casefile;
