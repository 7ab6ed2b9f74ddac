package earshot.flow;

/// What reads one flow. Called by one thread at a time; within a direction in stream order (TCP) or order of
/// arrival
/// (UDP).
public interface FlowReader {
    /// Bytes of a direction: for TCP the next of the stream, for UDP one datagram. The array is only lent for this
    /// call.
    ///
    /// @param ref the frame that carried them, a [earshot.capture.FrameRef]
    /// @param time when that frame was captured
    /// @return false when this flow need not be read any further: from now on it is only counted
    boolean data(Direction from, byte[] bytes, int offset, int length, long ref, long time);

    /// The capture lacks the next `bytes` bytes of this direction; 0 where it is not known how many.
    ///
    /// @return false when this flow need not be read any further
    boolean gap(Direction from, long bytes);

    /// Whether the protocol is known: bytes sent twice are compared from then on.
    boolean known();

    /// Bytes kept for this flow between calls, about: counted against the limits.
    default int heldBytes() {
        return 0;
    }

    /// Bytes sent twice differ from what was delivered first.
    void conflict(Direction from, long ref);

    /// Nothing more will come: closed, reset, idle, evicted, or the input ended.
    void end();
}
