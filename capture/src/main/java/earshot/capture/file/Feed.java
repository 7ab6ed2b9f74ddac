package earshot.capture.file;

import java.io.Closeable;

/// The bytes of one capture, unpacked where it is stored compressed. One thread.
interface Feed extends Closeable {
    /// Fills the range as far as the capture goes, however slowly the bytes arrive.
    ///
    /// @return how many bytes were put there; fewer than asked for only at the end, see [#trouble]
    int read(byte[] into, int at, int length);

    /// Why the bytes ended before their time, a sentence; null where they did not.
    String trouble();

    @Override
    void close();
}
