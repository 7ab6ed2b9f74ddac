package earshot.dissect;

import earshot.bytes.Cursor;
import earshot.flow.Direction;

/// The reading of one flow. Called by one thread at a time; stream order within a direction. Keeps fields,
/// never bytes.
///
/// For TCP the feeder calls [#frame] and [#message] in turn; for UDP each datagram is one [#message] and
/// [#frame] is
/// not called.
public interface Dissection {
    /// More bytes are needed to say how long the message is.
    int MORE = 0;
    /// No message begins here.
    int LOST = -1;

    /// How many bytes the message has that begins at the cursor: [#MORE], [#LOST] or the length, which may be
    /// longer
    /// than what
    /// is there. Cheap; remembers nothing; may be asked again with more bytes.
    int frame(Direction from, Cursor in);

    /// Reads exactly the bytes that [#frame] asked for. What the cursor still holds afterwards is ignored.
    void message(Direction from, Cursor in);

    /// A piece of a body that [Out#body] asked for, as it arrives.
    default void body(Direction from, Cursor piece) {}

    /// The body that [Out#body] asked for is over: all its bytes were given, or accounted for as missing.
    default void bodyEnd(Direction from) {}

    /// Bytes of the body are missing from the capture: they belong between the last piece and the next.
    default void bodyGap(Direction from, long bytes) {}

    /// The capture lacks bytes here, 0 where it is not known how many; what they may have changed is unknown
    /// from
    /// now on. [#resync] follows.
    default void gap(Direction from, long bytes) {}

    /// Where the next message begins, after a gap, after LOST, or in a flow whose beginning was not seen.
    ///
    /// @return n >= 0: a message begins n bytes on. `~n` (negative): none was found; the first n bytes can be
    ///     dropped, the rest is asked again when more has come
    default int resync(Direction from, Cursor in) {
        int n = 0;
        for (; in.remaining() > 0; n++, in.skip(1)) {
            int length = frame(from, in.copy());
            if (length == MORE) return ~n;
            if (length != LOST) return n;
        }
        return ~n;
    }

    /// The longest message [#frame] may ask for; a longer one is LOST. Bounds what the feeder holds.
    default int longestMessage() {
        return 64 * 1024;
    }

    /// Bytes this dissection keeps between calls, about: bodies being put together. Counted against the run's
    /// limits.
    default int heldBytes() {
        return 0;
    }

    /// Nothing more will come on this flow. Say what is unfinished.
    default void end() {}
}
