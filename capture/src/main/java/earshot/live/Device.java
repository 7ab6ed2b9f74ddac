package earshot.live;

import earshot.capture.Block;
import java.io.IOException;

/// One interface being listened to, or what stands for one. One thread reads; it is closed by that thread.
interface Device extends AutoCloseable {
    String name();

    /// Whether packets are there to be read without waiting.
    boolean ready();

    /// Waits until packets are there.
    ///
    /// @param millis how long at most
    void await(int millis);

    /// Appends packets to the block, as many as are there and fit; the columns of the source but for [Block#ref].
    ///
    /// @return how many
    int read(Block block) throws IOException;

    /// Whether all has been read and nothing will come. An interface never ends.
    default boolean ended() {
        return false;
    }

    /// What went wrong, a sentence; null where nothing did. Once it has [#ended].
    default String trouble() {
        return null;
    }

    /// What became of the packets so far. Any thread.
    Counts counts();

    @Override
    void close();
}
