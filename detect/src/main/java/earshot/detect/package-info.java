/// From events to alerts.
///
/// A [earshot.detect.Detector] is a keyed state machine: it says what it groups by, keeps bounded state a key
/// ([earshot.detect.Expiring]), and
/// knows no clock but the events'. It sees events only, never protocols; what it finds goes into the stream of
/// events as
/// an [earshot.event.ImEvent.Alert]. An alert that grows is raised again with the same key and a higher revision.
///
/// Alerts rest on [earshot.detect.Evidence]; accounts are told apart by [earshot.detect.Party]; every threshold
/// stands by name in [earshot.detect.Tuning]. The families are packages: worm, account, flood, bot, and what stands
/// alone in rule.
package earshot.detect;
