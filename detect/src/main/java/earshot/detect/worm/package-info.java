/// Worms that travel along buddy lists.
///
/// A worm is not told by how much one account sends: newsletters, bots and announcements send more. It is told by
/// what those do who *receive* something: a program passes it on to many, as fast as it can or as steadily as a
/// clock, in the same words, also to those it came from; people pass on to one, two or three, when it suits them.
///
/// ```
/// message, file -> Sending (who, to whom, what it carries: Marks)
///    -> Payload, one a mark: who received it, who passes it on (Spreader), the evidence in sum
///       -> Outbreak: the alert, and the tree of who had it from whom (Descent)
/// ```
///
/// What a sending carries is looked at in several ways at once, because worms vary what they send: the exact link,
/// its path without parameters and numbers, its host, the words around it (exact, and near by min-hash), a file's
/// name, size and digest. Each of these marks is a state machine of its own; those that ring together are one
/// outbreak.
///
/// The evidence of an account that passes a payload on is the sum of what sets it apart from a person: how many
/// it reaches, how fast, how regularly, whether it answers whoever writes with the same thing, whether it sends to
/// those it has it from, how much of its contact list it covers and in which order, and a change-point test
/// against its own past. What several accounts come up with by themselves is ordinary (a popular host); who
/// has sent other things to many before is a newsletter or a bot, and counts little.
///
/// Not covered: worms that post into rooms only; links said in words ("dot com"); what happens on encrypted
/// sessions.
///
/// Sources: the published work on instant-messaging worms: change-point detection (Yan, Xiao, Eidenbenz, LEET 2008),
/// throttling links and files rather than text (Mannan, van Oorschot, WORM 2005), decoy accounts (Xie, Wu, Wang,
/// ACSAC 2007), virus throttling (Williamson, Parry, Byde, 2004).
package earshot.detect.worm;
