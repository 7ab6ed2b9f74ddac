/// The pretence of TLS that libjingle (Google Talk, and clients built on it) puts in front of a connection on port 443,
/// so that firewalls let it through: one constant message each way, 72 bytes and 79, then the stream in clear. Taken
/// off, what is inside is recognised anew.
///
/// **Recognition:** the client's message to the byte; its "random" challenge is constant. Only at the beginning of a
/// connection.
///
/// Source: libjingle and WebRTC, as `protocols/xmpp.md` of the project's sheets says.
package earshot.dissect.pseudossl;
