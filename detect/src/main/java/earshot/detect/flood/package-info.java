/// Too much of something: messages to one reader, to a room, to many; contact requests, sign-ons, room joins and
/// changes of name.
///
/// Each kind is a window of the latest times a key. A message that is seen on several hops counts once: hops are
/// counted apart. What is sent to many, once to each, is no flood: newsletters and announcements do that.
///
/// Not covered: the servers' own rate complaints, where the dissectors do not tell them.
package earshot.detect.flood;
