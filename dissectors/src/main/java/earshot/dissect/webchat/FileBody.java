package earshot.dissect.webchat;

import earshot.dissect.Recovery;
import earshot.event.ImEvent.Recovered;
import earshot.web.WebBody;
import java.util.function.Consumer;

/// A body that is a file: its bytes go to the run's store as they come.
final class FileBody implements WebBody {
    /// @param size how many bytes the file has, -1 where the end was not seen
    /// @param whole whether all of them are there
    record Ended(Recovered bytes, long size, boolean whole) {}

    private final Recovery recovery;
    private final Consumer<Ended> ended;
    private long missing;

    FileBody(Recovery recovery, Consumer<Ended> ended) {
        this.recovery = recovery;
        this.ended = ended;
    }

    @Override
    public void data(byte[] bytes, int offset, int length) {
        recovery.write(bytes, offset, length);
    }

    @Override
    public void gap(long bytes) {
        missing += Math.max(1, bytes);
        recovery.skip(bytes);
    }

    @Override
    public void end(boolean whole) {
        long written = recovery.written();
        if (written == 0) {
            recovery.discard();
            return;
        }
        long size = whole ? written + missing : -1;
        ended.accept(new Ended(recovery.finish(size), size, whole && missing == 0));
    }
}
