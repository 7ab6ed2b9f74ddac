package earshot.capture.file;

import earshot.capture.CaptureInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The SHA-256 of whole files, computed beside the reading on a thread that reads them again: the reader
/// never waits.
final class Digests {
    private static final class Task {
        final CaptureInfo info;
        final Path path;
        final long size;
        String sha256 = "", trouble;

        Task(CaptureInfo info, Path path, long size) {
            this.info = info;
            this.path = path;
            this.size = size;
        }
    }

    private final List<Task> tasks = new ArrayList<>();
    private Thread thread;

    /// @param size how many bytes the file had when it was opened
    void add(CaptureInfo info, Path path, long size) {
        tasks.add(new Task(info, path, size));
    }

    void start() {
        if (tasks.isEmpty()) return;
        thread = Thread.ofPlatform().daemon().name("capture digest").start(this::run);
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
        MessageDigest digest = CaptureFiles.sha256();
        for (Task task : tasks) {
            long bytes = 0;
            try (FileChannel channel = FileChannel.open(task.path, StandardOpenOption.READ)) {
                while (channel.read(buffer.clear()) >= 0) {
                    bytes += buffer.flip().remaining();
                    digest.update(buffer);
                }
                task.sha256 = HexFormat.of().formatHex(digest.digest());
                if (bytes != task.size)
                    task.trouble = "the file changed while it was read: it had " + task.size
                            + " bytes, its digest is of " + bytes;
            } catch (ClosedByInterruptException e) {
                return;
            } catch (IOException e) {
                task.trouble = "its digest could not be computed: " + Failure.text(e);
                digest.reset();
            }
        }
    }

    /// Waits for the digests and enters them.
    void await() throws InterruptedException {
        if (thread == null) return;
        thread.join();
        thread = null;
        for (Task task : tasks) {
            task.info.sha256 = task.sha256;
            if (task.trouble != null) task.info.damage.add(task.trouble);
        }
    }

    void cancel() {
        if (thread != null) thread.interrupt();
    }
}
