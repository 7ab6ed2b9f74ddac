/// From what chat programs put on the wire to the text that a person read: charsets and chat HTML.
///
/// - [earshot.text.TextDecoding] reads bytes whose charset nobody stated: strict UTF-8 first, then evidence,
///   then windows-1252. [earshot.text.TextDecoding.Speaker] does so for one speaker, whose earlier lines are
///   evidence for the next one.
/// - [earshot.text.ChatHtml] takes the markup out of messages of clients that send HTML (AIM, direct IM,
///   Yahoo! and others later). Only real tags go: what merely looks like one is what somebody typed.
/// - [earshot.text.MircFormatting] takes out the control characters and colours of IRC.
/// - [earshot.text.IcqFields] splits the texts of ICQ's typed messages.
/// - [earshot.text.Overlays] says which lines are ciphertext that users laid over a readable protocol (OTR, FiSH,
///   PGP and others), and takes the invisible offer of OTR out of plain ones. The engine
///   asks it of every message that is said, so that no reader can forget to.
///
/// All keep to linear time whatever the input, and none throws for any bytes. Not covered: XHTML-IM (an
/// XMPP message carries its plain text beside it), RTF, wiki markup and Markdown (shown as written).
///
/// Depends on jsoup (entities) and ICU4J (charset evidence) only.
package earshot.text;
