package earshot.engine;

import earshot.flow.Direction;

/// One level of the reading of a connection: recognition, or a dissection behind its feeders.
interface Layer {
    /// @return false when nothing of the connection is wanted any more
    boolean data(Direction from, byte[] bytes, int offset, int length, Provenance provenance);

    /// @return false when nothing of the connection is wanted any more
    boolean gap(Direction from, long bytes);

    void end();

    /// Bytes kept between calls, about.
    default int heldBytes() {
        return 0;
    }

    /// Whether the dissector here has found that the connection is not its protocol.
    default boolean rejected() {
        return false;
    }
}
