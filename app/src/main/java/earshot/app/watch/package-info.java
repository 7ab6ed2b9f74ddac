/// What a person sees who waits at a terminal: how far a run or an index is, on one line that is wiped when it is over.
///
/// Only standard error, only a terminal, never with `--quiet`; looks at the clock of this machine, which no result
/// depends on.
package earshot.app.watch;
