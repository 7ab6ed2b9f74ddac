/// Skype before 2014: what can be told of it. Everything that people said is encrypted; who they are is not on the
/// wire.
///
/// **Identified:** connections that pretend to be TLS towards peers (a constant hello with a constant "random" answer)
/// and towards login servers (records without content), as probable. **Read:** the question for the newest version, in
/// clear HTTP, that every start asks: the program's version and a hash that is the installation's own; and the account
/// that the edition for China (TOM-Skype) named in clear.
///
/// **Elsewhere:** probes between peers over UDP are a signature of `earshot.dissect.signature`; host names are in the
/// knowledge base. **Not claimed:** flows with random first bytes, which only statistics over many flows could give
/// away. **Not possible:** contents, names and sizes of files, who calls whom.
///
/// Source: `protocols/skype-classic.md` of the project's sheets; the constants of the disguise are from general
/// knowledge and were not checked against a capture.
package earshot.dissect.skype;
