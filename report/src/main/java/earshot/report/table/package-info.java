/// Tables of what a case holds: alerts, files, accounts, services, credentials. Each reads the log once or
/// twice and puts together what belongs together ([Tables]); [TableWriter] prints them as text, CSV and JSON
/// lines.
///
/// Secrets are masked unless the caller asks for them, and writes that down
/// (`earshot.report.casefile.Custody`).
package earshot.report.table;
