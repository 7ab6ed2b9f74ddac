/// The knowledge base: which services of messaging there are, and which hosts, ports and addresses are theirs.
///
/// [earshot.services.Services] is the whole, [earshot.services.Service] one entry of it. What it knows stands in the
/// text file `services.txt` beside this package, whose head documents the format; a user's own file of the same form
/// goes on top of it. A host stands there only with a source. Whatever sees a name (TLS, QUIC, DNS, HTTP, a proxy)
/// asks [earshot.services.Services#host]; the answer says how sure it is and whether the host is one for chat, calls,
/// media or pages.
///
/// **Not here:** signatures, which are code of the dissectors; who may use what, which is policy.
package earshot.services;
