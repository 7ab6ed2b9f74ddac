/// What should not be in what people say and send: secrets of the organisation and of persons, deceptive links,
/// dangerous
/// files, words nobody wants to read.
///
/// Texts are gone through once, by hand-written scanners in linear time; numbers are believed only when their check
/// digits
/// hold and nothing around them says that they are something else. Patterns of the user's own run on RE2, which is
/// linear,
/// too. What was found is never in the alert: only what kind it is, and a few of its characters.
///
/// Sources: ISO/IEC 7812 (cards), ISO 13616 (IBAN), the agencies' rules for national numbers, PCI DSS 3.3 (what may be
/// shown), UTS 39 (confusables); `protocols/detections.md`.
package earshot.detect.content;
