/// The usage survey: which services and clients are used, by how many, for what, with whom, when; how much of it
/// anybody
/// can read; beside every figure what it was taken from.
///
/// [earshot.report.survey.Gathering] goes through the case's log once and counts; [earshot.report.survey.Survey] is
/// what it
/// counted, as sections that each are a table and may be drawn; the writers put them on a page, into CSV files, or into
/// JSON.
///
/// **No content.** Nothing of what was said goes in: no text, no file name, no secret. Gathering asks event lines for
/// nothing else than the fields it lists, and a test holds every output against every text of its case.
///
/// **No names, unless asked for.** Accounts and people stand under pseudonyms ([earshot.report.survey.Pseudonyms]),
/// groups of
/// fewer than a stated number are put together with others, so that nobody is singled out.
package earshot.report.survey;
