package earshot.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/// Where files being recovered are written: one folder of the run, under numbers and never under names from the
/// wire.
///
/// Without a folder only digests are kept; a file whose blocks come out of order is then held in memory up to a
/// bound. Any thread.
public final class FileSpool {
    private final Path folder;
    private final AtomicLong numbers = new AtomicLong();

    private FileSpool(Path folder) {
        this.folder = folder;
    }

    /// Keeps the bytes in this folder, which must exist.
    public static FileSpool in(Path folder) {
        return new FileSpool(folder);
    }

    /// Keeps no bytes, only digests.
    public static FileSpool none() {
        return new FileSpool(null);
    }

    SpooledFile recover() {
        return new SpooledFile(this);
    }

    /// A new file, null where none are kept.
    Path create() {
        if (folder == null) return null;
        try {
            return Files.createFile(folder.resolve("recovering-" + numbers.incrementAndGet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
