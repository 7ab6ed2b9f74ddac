package earshot.capture.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/// Lets any thread end a reading, also one that waits for a pipe in which nothing comes: whoever waits there is woken
/// and finds the pipe at its end.
public final class Cutoff {
    private final List<FileChannel> pipes = new ArrayList<>();
    private volatile boolean cut;

    /// Ends the reading. Again and again does no harm.
    public synchronized void cut() {
        cut = true;
        for (FileChannel pipe : pipes) close(pipe);
        pipes.clear();
    }

    public boolean isCut() {
        return cut;
    }

    /// A pipe is going to be read.
    synchronized void add(FileChannel pipe) {
        if (cut) close(pipe);
        else pipes.add(pipe);
    }

    private static void close(FileChannel pipe) {
        try {
            pipe.close();
        } catch (IOException e) {
            // Nobody reads from it any more, which is all that is wanted.
        }
    }
}
