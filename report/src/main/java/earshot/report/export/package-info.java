/// Conversations and alerts for other programs and for people who have none of this.
///
/// An [earshot.report.export.Exhibit] is what was chosen of a case; each [earshot.report.export.Format] writes it. The
/// same
/// exhibit gives the same bytes, whenever it is written: identifiers are derived (UUID version 5), zip entries have no
/// times,
/// and nothing of the hour or the machine goes in.
///
/// **Redaction** ([earshot.report.export.Redaction]) takes out chosen accounts and words before any format sees them,
/// and the
/// export says so. Secrets are masked in every format.
///
/// Sources: Relativity Short Message Format 2.0; the CASE and UCO ontologies 1.x; STIX 2.1 (OASIS); the MISP core
/// format;
/// Elastic Common Schema 8; Suricata's EVE.
package earshot.report.export;
