/// How text that came from the traffic is shown to people and to their programs.
///
/// Whoever prints anything that somebody else wrote passes it through [Shown] (terminals) or [Csv]
/// (spreadsheets): chat text, names of accounts, rooms and files, the names of captures, reasons, client
/// names.
package earshot.report.text;
