package earshot.capture.file;

import java.io.Closeable;

/// The bytes of one capture, unpacked where it is stored compressed. One thread.
interface Feed extends Closeable {
    /// The bytes of the capture itself, told by the first bytes of the file.
    static Feed of(Stored stored) {
        return switch (Form.of(stored.head(), stored.head().length)) {
            case GZIP -> new Gzip(stored);
            case ZSTD -> new Zstd(stored);
            default -> stored;
        };
    }

    /// Fills the range as far as the capture goes, however slowly the bytes arrive.
    ///
    /// @return how many bytes were put there; fewer than asked for only at the end, see [#trouble]
    int read(byte[] into, int at, int length);

    /// Why the bytes ended before their time, a sentence; null where they did not.
    String trouble();

    @Override
    void close();
}
