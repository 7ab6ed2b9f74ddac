package earshot.dissect;

import earshot.bytes.Cursor;
import earshot.flow.Direction;
import earshot.flow.Flow;

/// What is known of a young flow: the first bytes of both directions (TCP), or one datagram (UDP).
///
/// The bytes of a direction only ever grow from one question to the next, however the packets were cut.
public interface Opening {
    /// The flow: its endpoints are hints, never reasons.
    Flow flow();

    /// The first bytes of this direction seen so far, from their beginning; for UDP the datagram where `side`
    /// sent it,
    /// else nothing.
    Cursor bytes(Direction side);

    /// Whether [#bytes] begin at the beginning of the connection; if not, they may begin in the middle of a
    /// message.
    default boolean fromStart() {
        return !flow().midStream;
    }
}
