package earshot.web;

import earshot.flow.Direction;

/// Takes the messages of one WebSocket: unmasked, put together, inflated.
public interface WebMessages {
    /// @param text whether the message says that it is text (UTF-8)
    void message(Direction from, boolean text, byte[] message);

    /// Messages of this side are missing.
    default void gap(Direction from) {}

    /// Bytes kept between calls, about.
    default int heldBytes() {
        return 0;
    }

    /// Nothing more will come.
    default void end() {}
}
