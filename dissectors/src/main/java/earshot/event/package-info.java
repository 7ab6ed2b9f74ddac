/// The vocabulary of the product: what was said, by whom, to whom, and which frames prove it. Depends on
/// nothing but
/// the names of flows.
///
/// [earshot.event.ImEvent] is sealed: a consumer's `switch` has no `default`, so that a new kind of event is a
/// compile
/// error wherever it matters.
package earshot.event;
