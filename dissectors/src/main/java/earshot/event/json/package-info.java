/// Events as lines: each [earshot.event.ImEvent] becomes one JSON object on a line of its own, field by field
/// as the public contract (docs: "Event lines") lists them.
///
/// - [EventType] names the sixteen kinds of line.
/// - [EventIds] gives each event its id, once; everybody who mentions the event uses that id.
/// - [EventWriter] writes the lines into one growing buffer of UTF-8, masked or with secrets.
/// - [Completeness] is what the last lines of a run say: what went in, and what could not be read of it.
///
/// A line is plain to look at as well: control characters, line separators that are not `\n` and characters
/// that turn the direction of writing are written as numbered escapes, so that a line is one line for every
/// program and cannot play tricks on a terminal. Unpaired surrogates become U+FFFD.
///
/// Not covered: reading lines back, which is the case's work (`earshot.report`).
package earshot.event.json;
