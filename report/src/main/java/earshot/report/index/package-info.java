/// The search index of a case: Apache Lucene over the event log. Everything in it can be built again from the
/// log, and is, when it is missing, of another schema, of another state of the log, or damaged ([CaseIndex]).
///
/// One document a line of the visible runs, all types but `capture` and `completeness`. [Schema] has the
/// fields. Secrets are masked before a line is indexed, so nobody finds a password by guessing at it. Each
/// message carries its talk and its saying (`earshot.report.talk`): the hops of one message are one hit.
///
/// **Text of any language** ([ChatTokenizer], [Folding]): words are runs of letters, digits and marks, so
/// `pic.pif`, `#tea` and `foo_bar` are found by their parts. Scripts that are written without spaces, or in
/// which a word's end changes (Han, kana, Hangul, Thai, Lao, Khmer, Myanmar), are indexed character by
/// character and searched as phrases: any stretch of such a text is found, without a dictionary to disagree
/// with. Case, width and accents make no difference (Unicode NFKC casefold, then marks of combining classes
/// that are accents or points are dropped); of those letters that Unicode does not take apart, `ø đ ł ħ ı æ œ
/// þ ð` fold as people type them.
///
/// Lucene's classes are loaded when this package is first used, and not before: a run prints its digest
/// first. ASCII needs no Unicode tables; they are loaded for the first letter beyond it.
///
/// Not covered: word stems, synonyms, partitions by day.
package earshot.report.index;
