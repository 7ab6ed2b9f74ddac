package earshot.capture.file;

import io.airlift.compress.v3.xxhash.XxHash64JavaHasher;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.IOException;

/// Unpacks zstd (RFC 8878), any number of frames one after the other, with windows up to 8 MiB.
///
/// The library's decoder holds back as much as its window until a frame ends, and loses it where the frame
/// is damaged: then a file is unpacked once more, up to the last sound block, for what was held back.
final class Zstd implements Feed {
    private final Stored stored;
    private ZstdFrames frames;
    private ZstdInputStream frame;
    private final XxHash64JavaHasher check = new XxHash64JavaHasher(0);
    /// Unpacked bytes given of the current frame.
    private long given;
    /// What is given after [#given] comes from a second attempt, and is the last.
    private boolean rescuing;

    private boolean over;
    private String trouble;

    Zstd(Stored stored) {
        this.stored = stored;
        frames = new ZstdFrames(stored, Long.MAX_VALUE);
    }

    @Override
    public int read(byte[] into, int at, int length) {
        int had = 0;
        while (had < length && !over) {
            if (frame == null && !begin()) break;
            int n = unpack(into, at + had, length - had);
            if (n > 0) {
                check.update(into, at + had, n);
                given += n;
                had += n;
            } else if (n < 0) {
                finished();
            }
        }
        return had;
    }

    private boolean begin() {
        if (!frames.next()) {
            over = true;
            note(frames.trouble());
            return false;
        }
        frame = new ZstdInputStream(frames);
        check.reset();
        given = 0;
        return true;
    }

    /// Unpacks no more than what needs no further block, so that nothing is lost where that one is damaged.
    ///
    /// @return how many bytes, 0 to try again, -1 at the end of the frame
    private int unpack(byte[] into, int at, int length) {
        try {
            return frame.read(into, at, Math.min(length, Math.max(1, frame.available())));
        } catch (IOException | RuntimeException e) {
            // the decoder tells damaged data in several ways, and checks its own state with exceptions too
            damaged("zstd data damaged before byte " + frames.position());
        } catch (OutOfMemoryError e) {
            damaged("zstd data before byte " + frames.position() + " needs more memory than is allowed");
        }
        return 0;
    }

    private void finished() {
        frame = null;
        note(frames.trouble());
        if (rescuing || frames.trouble() != null) {
            over = true;
        } else if (frames.checked() && frames.checksum() != (int) check.digest()) {
            note("zstd data before byte " + frames.position()
                    + " does not have the checksum it should: something in it is wrong");
        }
    }

    private void damaged(String what) {
        note(frames.trouble() == null ? what : frames.trouble());
        frame = null;
        Stored again = rescuing || frames.blocks() < 2 ? null : stored.again(frames.start());
        if (again == null) {
            over = true;
            return;
        }
        rescuing = true;
        frames = new ZstdFrames(again, frames.blocks() - 1);
        frames.next();
        frame = new ZstdInputStream(frames);
        byte[] known = new byte[64 * 1024];
        for (long left = given; left > 0 && frame != null; ) {
            int n = unpack(known, 0, (int) Math.min(left, known.length));
            if (n < 0) frame = null;
            left -= Math.max(0, n);
        }
        over = frame == null;
    }

    private void note(String what) {
        if (trouble == null) trouble = what;
    }

    @Override
    public String trouble() {
        return trouble == null ? stored.trouble() : trouble;
    }

    @Override
    public void close() {
        frames.close();
        stored.close();
    }
}
