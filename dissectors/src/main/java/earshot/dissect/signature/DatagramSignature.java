package earshot.dissect.signature;

import earshot.bytes.Cursor;
import earshot.flow.Direction;
import earshot.flow.Flow;

/// What a service's datagrams look like. Immutable and shared by all threads.
interface DatagramSignature {
    /// Whether a datagram may begin with this byte.
    boolean mayBegin(int firstByte);

    /// Looks at a datagram.
    ///
    /// @param before the first datagram of the flow for which this signature said [Sign#MORE]; null for none
    Sign of(Datagram now, Datagram before);

    /// @param bytes at their beginning; of a datagram kept from before the first [#KEPT]
    /// @param length of the whole
    record Datagram(Flow flow, Direction from, Cursor bytes, int length) {
        static final int KEPT = 64;

        /// The same, to keep.
        Datagram kept() {
            Cursor copy = bytes.copy();
            return new Datagram(flow, from, new Cursor(copy.take(Math.min(KEPT, copy.remaining()))), length);
        }

        /// Whether either side's port is one of these: a hint that lets a short mark count.
        boolean port(int first, int last) {
            return in(flow.client().port(), first, last) || in(flow.server().port(), first, last);
        }

        private static boolean in(int port, int first, int last) {
            return port >= first && port <= last;
        }
    }
}
