package earshot.report.casefile;

import earshot.report.line.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A file of JSON lines that only grows, each with a seal over itself and the seal before it. Several
/// processes may add to it.
final class ChainedLog {
    /// A longer file is not read: nobody takes so many notes.
    private static final long LONGEST = 1 << 30;

    private static final String SEAL = ",\"seal\":\"";
    /// What the first line follows.
    private static final String START = "0".repeat(64);

    private final Path file;

    ChainedLog(Path file) {
        this.file = file;
    }

    /// The time by this machine's clock, RFC 3339. Not by way of a formatter, which takes long to load.
    static String now() {
        String now = LocalDateTime.now(ZoneOffset.UTC).withNano(0).toString();
        // It leaves out a zero second.
        return now + (now.length() == 16 ? ":00Z" : "Z");
    }

    /// Adds an entry.
    void add(Map<String, Object> entry) throws IOException {
        // The lock on the file keeps other processes out, this one other threads.
        synchronized (ChainedLog.class) {
            append(entry);
        }
    }

    private void append(Map<String, Object> entry) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            long size = channel.size();
            String previous = lastSeal(channel, size);
            byte[] json = Json.bytes(entry);
            byte[] open = Arrays.copyOf(json, json.length - 1);
            String end = SEAL + seal(previous, open) + "\"}\n";
            // A line that a killed process left unfinished stays what it is, on a line of its own.
            String begin = endsLine(channel, size) ? "" : "\n";
            ByteBuffer out = ByteBuffer.allocate(begin.length() + open.length + end.length());
            out.put(begin.getBytes(StandardCharsets.US_ASCII)).put(open).put(end.getBytes(StandardCharsets.US_ASCII));
            out.flip();
            while (out.hasRemaining()) size += channel.write(out, size);
        }
    }

    /// An entry that holds, or the number (from 1) of a line that does not.
    sealed interface Read {
        record Entry(Map<String, Object> fields) implements Read {}

        record Broken(int line) implements Read {}
    }

    List<Read> read() throws IOException {
        if (!Files.exists(file)) return List.of();
        if (Files.size(file) > LONGEST) throw new CaseException(file.getFileName() + " is too long to be read");
        byte[] bytes = Files.readAllBytes(file);
        List<Read> entries = new ArrayList<>();
        String previous = START;
        int number = 0;
        for (int start = 0; start < bytes.length; number++) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') end++;
            byte[] line = Arrays.copyOfRange(bytes, start, end);
            int cut = line.length - SEAL.length() - 66;
            String stated = cut < 0 ? "" : new String(line, cut, line.length - cut, StandardCharsets.ISO_8859_1);
            Map<String, Object> fields = Json.object(line);
            boolean holds = end < bytes.length
                    && fields != null
                    && stated.equals(SEAL + seal(previous, Arrays.copyOf(line, Math.max(0, cut))) + "\"}");
            entries.add(holds ? new Read.Entry(fields) : new Read.Broken(number + 1));
            // One changed line breaks its own link and the next: from there on the chain is followed as it stands.
            String seal = lastSeal(new String(line, StandardCharsets.ISO_8859_1));
            if (!seal.isEmpty()) previous = seal;
            start = end + 1;
        }
        return entries;
    }

    private static String seal(String previous, byte[] open) {
        var digest = Digests.sha256();
        digest.update(previous.getBytes(StandardCharsets.UTF_8));
        return Digests.hex(digest.digest(open));
    }

    /// The seal of the last line that has one.
    private static String lastSeal(FileChannel channel, long size) throws IOException {
        long from = size;
        ByteBuffer tail = ByteBuffer.allocate(1 << 16);
        while (from > 0) {
            from = Math.max(0, from - (1 << 15));
            tail.clear();
            for (int n = 0; tail.hasRemaining() && n >= 0; ) n = channel.read(tail, from + tail.position());
            String text = new String(tail.array(), 0, tail.position(), StandardCharsets.ISO_8859_1);
            String seal = lastSeal(text);
            if (!seal.isEmpty()) return seal;
        }
        return START;
    }

    /// The last whole seal in a text, "" where there is none.
    private static String lastSeal(String text) {
        for (int at = text.lastIndexOf(SEAL); at >= 0; at = text.lastIndexOf(SEAL, at - 1)) {
            int begin = at + SEAL.length();
            if (begin + 64 <= text.length()) return text.substring(begin, begin + 64);
        }
        return "";
    }

    private static boolean endsLine(FileChannel channel, long size) throws IOException {
        if (size == 0) return true;
        ByteBuffer last = ByteBuffer.allocate(1);
        channel.read(last, size - 1);
        return last.get(0) == '\n';
    }
}
