/// Conversations: who said what to whom, each thing once, with every frame that shows it.
///
/// An event line is one message on one hop ([Hop]); what was said once is a [Saying], with the hops it was
/// seen on; what the same people say to each other on the same service is a [Talk].
///
/// **Which talk.** Service, network, and the room or else the set of accounts, sender and readers alike.
/// Accounts are compared without case and white space. A party that has no name is one of its flow only; when
/// an `identity` event names it, what it said moves to the talk of that account ([Names]).
///
/// **Which hops are one saying.** Same talk, sender, text (of encrypted ones: kind and size) within
/// [Folder#WINDOW], no hop twice, and no way on that goes backwards: a `sent` that comes after its
/// `delivered` is another saying of the same words. So saying "ok" three times is three lines however many
/// hops were captured. History that a server plays back is told apart by its stated time and is one saying
/// however often it is played.
///
/// **Ids.** `chat-7k3q9x2mfd` is made of the talk's service, network and parties: the same in every run and
/// case, live and from the log.
///
/// [Talks] collects them from live events in bounded memory (the digest of a run), or, given the [Names]
/// beforehand and no bounds, from a case's log.
package earshot.report.talk;
