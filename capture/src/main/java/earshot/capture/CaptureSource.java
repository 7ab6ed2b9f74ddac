package earshot.capture;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// A run of captured records in the order in which they are to be read: one file, several merged by time, or an
/// interface.
///
/// One thread reads. Damage in the input is never an exception: what can be read is delivered, the rest is said in
/// [CaptureInfo#damage()].
public interface CaptureSource extends Closeable {
    /// Clears the block and fills it with the next records, as many as fit; with none where nothing came for a while.
    ///
    /// @return false when there are none left
    boolean fill(Block block);

    /// Whether more records can be had without waiting. Where not, what has been read is worked on first.
    default boolean ready() {
        return true;
    }

    /// Ends the source soon: what it has read already still comes, then [#fill] returns false. Any thread.
    default void stop() {}

    /// All has been read: what can only be said then (digests, losses) is in [#captures] afterwards.
    default void finish() throws IOException, InterruptedException {}

    /// The captures read so far, at the index that [FrameRef#capture] gives. Grows while reading.
    List<CaptureInfo> captures();

    @Override
    void close();
}
