/// Block lists: what to write into a firewall, a name server or a proxy so that a service of messaging is no longer
/// reached.
///
/// A [earshot.report.block.BlockList] holds what the knowledge base says of some services: names, ports, addresses.
/// Each
/// [earshot.report.block.Format] writes it in one program's language and says in comments what that language cannot
/// stop, so that nobody believes a port rule to be a wall. Names are used where names can be matched; addresses only
/// where the knowledge base has addresses that serve nothing else; names that others share only on request, since
/// blocking them breaks more than messaging.
///
/// Names and ids come from the project's own data or from a file of the user's, never from the network: still nothing
/// but letters, digits, `-`, `_`, `.` and `*` is ever written.
package earshot.report.block;
