/// Retention: which lines of a case are old enough to go, and which a legal hold keeps.
///
/// A hold errs on the side of keeping: on an account it keeps every line in which the account stands anywhere but in
/// the text; on a conversation its messages and files; and with them the alerts that rest on a line that is kept, and
/// the lines that such an alert rests on. [earshot.report.casefile.Expiry] does the work.
package earshot.report.upkeep;
