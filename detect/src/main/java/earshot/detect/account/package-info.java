/// Accounts that somebody else uses, imitates or tries to open: two hosts in turn, a session ended by another
/// sign-on, two machines that claim one address, names that look like another's, passwords tried one after the
/// other.
///
/// Not covered: behaviour that is unusual for its owner (hours, language), reused session tokens.
package earshot.detect.account;
