/// Programs that take orders over chat: the control channels of botnets on IRC.
///
/// What sets such a room apart: names that a program made up, a topic or messages that are orders, and several
/// members who report on them in the same form. The orders are data (`orders.txt`).
///
/// Not covered: orders that are encrypted, bots that are driven over today's services' interfaces.
package earshot.detect.bot;
