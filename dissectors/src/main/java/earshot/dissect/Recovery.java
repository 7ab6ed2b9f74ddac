package earshot.dissect;

import earshot.bytes.Cursor;
import earshot.event.ImEvent.Recovered;

/// Bytes of a file being recovered. Bounded in memory: what is large goes to the run's store, and without one only
/// digests are kept.
public interface Recovery {
    /// The next bytes, at the place where the last ones ended.
    void write(byte[] bytes, int offset, int length);

    default void write(Cursor piece) {
        write(piece.array(), piece.position(), piece.remaining());
    }

    /// So many bytes are missing here.
    void skip(long bytes);

    /// The next bytes belong at this offset of the file: a resumed transfer, blocks out of order.
    void position(long offset);

    /// How many bytes have been written so far.
    long written();

    /// Closes the file and says what was recovered.
    ///
    /// @param size the size that was agreed, -1 where none was: tells what is missing at the end
    Recovered finish(long size);

    /// Nothing is to be kept.
    void discard();
}
