/// Programs that take orders over chat: the control channels of botnets on IRC.
///
/// What sets such a room apart: names that a program made up, a topic or messages that are orders, and several
/// members who report on them in the same form. The orders are data (`orders.txt`).
///
/// And hosts that use what today's services offer to programs only.
///
/// Not covered: orders that are encrypted; the address notifications of backdoors.
package earshot.detect.bot;
