package earshot.capture.file;

/// Unpacks what is stored compressed.
final class Packed {
    private Packed() {}

    /// The bytes of the capture itself.
    static Feed unpack(Stored stored) {
        return switch (Form.of(stored.head(), stored.head().length)) {
            case GZIP -> new Gzip(stored);
            case ZSTD -> new Zstd(stored);
            default -> stored;
        };
    }
}
