package earshot.capture.file;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/// The bytes of a file or pipe as they are stored.
///
/// Reads into one direct buffer and copies once to the caller's array: mapping measured no faster, and a
/// mapped file that shrinks kills its reader.
final class Stored implements Feed {
    /// How many first bytes tell captures apart, see [earshot.capture.CaptureInfo#head].
    static final int HEAD = 64 * 1024;

    private final FileChannel channel;
    private final ByteBuffer stage;
    private final boolean regular;
    private final long size;
    private byte[] head;
    /// Bytes of a pipe's head that were not asked for yet stand behind this.
    private int replayed;

    private long read;
    private String trouble;
    private MessageDigest digest;

    private final Path file;
    private final Cutoff cutoff;

    private Stored(Path file, FileChannel channel, ByteBuffer stage, boolean regular, Cutoff cutoff)
            throws IOException {
        this.file = file;
        this.cutoff = cutoff;
        this.channel = channel;
        this.stage = stage;
        this.regular = regular;
        size = regular ? channel.size() : -1;
        if (!regular) cutoff.add(channel);
        byte[] first = new byte[HEAD];
        int had = 0;
        for (int n; had < HEAD; had += n) {
            stage.clear().limit(Math.min(stage.capacity(), HEAD - had));
            n = next();
            if (n < 0) break;
            stage.flip().get(first, had, n);
        }
        if (regular) channel.position(0);
        head = had == HEAD ? first : Arrays.copyOf(first, had);
    }

    /// @param file null for standard input
    /// @param stage the direct buffer to read through; may be shared by all that one thread reads
    /// @param cutoff ends the reading where it is a pipe
    static Stored open(Path file, ByteBuffer stage, Cutoff cutoff) throws IOException {
        FileChannel channel = file == null
                ? new FileInputStream(FileDescriptor.in).getChannel()
                : FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new Stored(file, channel, stage, file != null && Files.isRegularFile(file), cutoff);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// The first [#HEAD] bytes, or all there are. Not to be changed; gone once [#forget] was called.
    byte[] head() {
        return head;
    }

    /// Lets the head go, where it can be read again.
    void forget() {
        if (regular) head = new byte[0];
    }

    /// Whether it is a pipe that was cut off: there was more, or might have been.
    boolean isCut() {
        return !regular && cutoff.isCut();
    }

    boolean isPipe() {
        return !regular;
    }

    /// Reads into the stage.
    ///
    /// @return how many bytes, -1 at the end
    private int next() throws IOException {
        try {
            return channel.read(stage);
        } catch (ClosedChannelException e) {
            if (isCut()) return -1;
            throw e;
        }
    }

    /// How many bytes there are, -1 where that is not known before the end.
    long size() {
        return size;
    }

    /// How many bytes were read.
    long position() {
        return read;
    }

    /// From now on all bytes read are also digested.
    void digest(MessageDigest digest) {
        this.digest = digest;
    }

    @Override
    public int read(byte[] into, int at, int length) {
        int had = 0;
        if (!regular && replayed < head.length) {
            had = Math.min(length, head.length - replayed);
            System.arraycopy(head, replayed, into, at, had);
            replayed += had;
        }
        try {
            while (had < length && trouble == null) {
                stage.clear().limit(Math.min(stage.capacity(), length - had));
                int n = next();
                if (n < 0) break;
                stage.flip().get(into, at + had, n);
                had += n;
            }
        } catch (IOException e) {
            trouble = "reading failed at byte " + (read + had) + ": " + Failure.text(e);
        }
        if (digest != null) digest.update(into, at, had);
        read += had;
        if (had < length && trouble == null && read < size)
            trouble = "the file shrank while it was read: it ends at byte " + read + " and had " + size;
        return had;
    }

    @Override
    public String trouble() {
        return trouble;
    }

    /// The same file once more, from a byte on; null where it is a pipe, or cannot be opened again.
    Stored again(long from) {
        if (!regular) return null;
        try {
            Stored again = open(file, stage, cutoff);
            again.channel.position(from);
            again.read = from;
            return again;
        } catch (IOException e) {
            return null;
        }
    }

    /// The digest of all there is, reading on to the end; empty where none was asked for, or not all could
    /// be read.
    String digest() {
        if (digest == null) return "";
        byte[] rest = new byte[HEAD];
        while (read(rest, 0, rest.length) == rest.length) {}
        String text = HexFormat.of().formatHex(digest.digest());
        digest = null;
        return trouble == null && !isCut() ? text : "";
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            if (trouble == null) trouble = Failure.text(e);
        }
    }
}
