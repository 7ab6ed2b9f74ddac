/// Event lines read back: what `earshot.event.json` wrote into a case's log, as an object whose fields can be
/// asked for.
///
/// An [EventLine] is only as trustworthy as the file it came from: a field that is missing or of another kind
/// reads as having no value, and never fails. Lines of later versions may have more fields and other types.
package earshot.report.line;
