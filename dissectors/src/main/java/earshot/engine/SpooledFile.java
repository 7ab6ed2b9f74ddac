package earshot.engine;

import earshot.dissect.Recovery;
import earshot.event.ImEvent.Recovered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// A file being recovered. Bytes that come in order are digested as they come; small files stay in memory until
/// they are finished.
///
/// Bytes written twice to one place: the first ones stay. Holes are bytes of value zero in what is stored and
/// digested, and are listed.
final class SpooledFile implements Recovery {
    private static final int IN_MEMORY = 64 * 1024;
    /// Files without a folder to go to that need their bytes kept.
    private static final int MOST_IN_MEMORY = 16 << 20;

    private static final int MOST_RANGES = 4096;
    /// Farther than any file reaches; offsets beyond are not believed.
    private static final long MOST_OFFSET = 1L << 42;

    private final FileSpool spool;
    private final TreeMap<Long, Long> ranges = new TreeMap<>();
    private final MessageDigest sha256 = digest("SHA-256"), md5 = digest("MD5");
    private boolean inOrder = true;
    private byte[] memory = new byte[0];
    private byte[] head = new byte[0];
    private Path path;
    private FileChannel channel;
    private long position, written, end;
    private boolean truncated;

    SpooledFile(FileSpool spool) {
        this.spool = spool;
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        while (length > 0) {
            Map.Entry<Long, Long> before = ranges.floorEntry(position);
            if (before != null && before.getValue() > position) {
                int covered = (int) Math.min(length, before.getValue() - position);
                position += covered;
                offset += covered;
                length -= covered;
                continue;
            }
            Long next = ranges.higherKey(position);
            int n = next == null ? length : (int) Math.min(length, next - position);
            put(bytes, offset, n);
            offset += n;
            length -= n;
        }
    }

    private void put(byte[] bytes, int offset, int length) {
        if (position > MOST_OFFSET || (ranges.size() >= MOST_RANGES && ranges.floorKey(position) == null)) {
            truncated = true;
            position += length;
            return;
        }
        if (position != end) inOrder = false;
        if (inOrder) {
            sha256.update(bytes, offset, length);
            md5.update(bytes, offset, length);
        }
        if (head.length < FileType.NEEDED && position == head.length) {
            int n = Math.min(length, FileType.NEEDED - head.length);
            int was = head.length;
            head = Arrays.copyOf(head, was + n);
            System.arraycopy(bytes, offset, head, was, n);
        }
        store(bytes, offset, length);
        Map.Entry<Long, Long> before = ranges.floorEntry(position);
        long from = before != null && before.getValue() == position ? before.getKey() : position;
        long to = position + length;
        Long joined = ranges.remove(to);
        ranges.put(from, joined == null ? to : joined);
        position = to;
        end = Math.max(end, to);
        written += length;
    }

    private void store(byte[] bytes, int offset, int length) {
        try {
            long to = position + length;
            if (channel == null && to <= IN_MEMORY) {
                if (memory.length < to)
                    memory = Arrays.copyOf(memory, (int) Math.max(to, Math.min(IN_MEMORY, 2L * to)));
                System.arraycopy(bytes, offset, memory, (int) position, length);
                return;
            }
            if (channel == null && path == null) path = spool.create();
            if (path == null) {
                if (inOrder) return;
                if (to > MOST_IN_MEMORY) {
                    truncated = true;
                    return;
                }
                memory = Arrays.copyOf(memory, (int) Math.max(to, memory.length));
                System.arraycopy(bytes, offset, memory, (int) position, length);
                return;
            }
            if (channel == null) {
                channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
                writeAll(ByteBuffer.wrap(memory, 0, (int) Math.min(memory.length, end)), 0);
                memory = new byte[0];
            }
            writeAll(ByteBuffer.wrap(bytes, offset, length), position);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeAll(ByteBuffer bytes, long at) throws IOException {
        while (bytes.hasRemaining()) at += channel.write(bytes, at);
    }

    @Override
    public void skip(long bytes) {
        position = Math.min(MOST_OFFSET, position + Math.max(0, bytes));
    }

    @Override
    public void position(long offset) {
        position = Math.clamp(offset, 0, MOST_OFFSET);
    }

    @Override
    public long written() {
        return written;
    }

    @Override
    public Recovered finish(long size) {
        try {
            if (path == null && end <= IN_MEMORY && written > 0) path = spool.create();
            if (path != null && channel == null) {
                channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
                writeAll(ByteBuffer.wrap(memory, 0, (int) end), 0);
            }
            if (!inOrder) digestStored();
            if (channel != null) channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        HexFormat hex = HexFormat.of();
        return new Recovered(
                written,
                hex.formatHex(sha256.digest()),
                hex.formatHex(md5.digest()),
                written == 0 ? "" : FileType.of(head),
                missing(size),
                path);
    }

    private void digestStored() throws IOException {
        sha256.reset();
        md5.reset();
        if (channel == null) {
            memory = Arrays.copyOf(memory, (int) Math.min(end, MOST_IN_MEMORY));
            sha256.update(memory);
            md5.update(memory);
            return;
        }
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        for (long at = 0; at < end; ) {
            buffer.clear();
            int n = channel.read(buffer, at);
            if (n < 0) break;
            at += n;
            sha256.update(buffer.array(), 0, n);
            md5.update(buffer.array(), 0, n);
        }
    }

    private String missing(long size) {
        StringBuilder text = new StringBuilder();
        long at = 0;
        for (Map.Entry<Long, Long> range : ranges.entrySet()) {
            if (range.getKey() > at) add(text, at + "-" + (range.getKey() - 1));
            at = range.getValue();
        }
        if (size > at) add(text, at + "-" + (size - 1));
        else if (truncated) add(text, at + "-");
        return text.toString();
    }

    private static void add(StringBuilder text, String range) {
        if (!text.isEmpty()) text.append(',');
        text.append(range);
    }

    @Override
    public void discard() {
        try {
            if (channel != null) channel.close();
            if (path != null) Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
