/// The digest: what a run found, on one screen for a small capture and on a few for a million messages.
///
/// It is gathered while the run goes on ([earshot.app.digest.Digest] listens) and printed before the
/// index is touched. Everything gathered is bounded: of many conversations the ones with most said are
/// shown, and how much is not.
package earshot.app.digest;
