package earshot.report.casefile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The event log of a case, for reading. Lines are numbered from 0 through all segments.
///
/// What cannot be read (a damaged block) is left out and said in [#damage]; the numbers of the lines after it
/// hold. One thread; holds native memory until closed.
public final class EventLog implements AutoCloseable {
    /// Takes one line.
    @FunctionalInterface
    public interface Visitor {
        /// @param bytes lent for this call; the line has no line feed
        /// @return false to stop
        boolean line(long number, byte[] bytes, int offset, int length) throws IOException;
    }

    /// One block and where it stands.
    private record Place(int segment, long at, int length, long first, int lines) {}

    private final Layout layout;
    private final List<Place> places = new ArrayList<>();
    private final List<String> damage = new ArrayList<>();
    private final LogBlocks blocks = new LogBlocks();
    private long lines;
    private int segments, sealed;
    private long sealedLines;
    /// The digests of the seals, by segment from 1.
    private final List<String> seals = new ArrayList<>(List.of(""));

    /// The block that [#line] read last.
    private Place last;
    private int lastSize;

    EventLog(Layout layout) throws IOException {
        this.layout = layout;
        while (Files.exists(layout.lines(segments + 1))) {
            segments++;
            Seal seal =
                    Files.exists(layout.seal(segments)) ? Seal.parse(Files.readAllBytes(layout.seal(segments))) : null;
            if (seal == null) {
                scan(segments);
            } else if (Files.size(layout.lines(segments)) != packed(seal)) {
                // Cut off, or left between two states by an expiry that was killed: what is whole is still read.
                sealed = segments;
                scan(segments);
                sealedLines = lines;
                while (seals.size() < segments) seals.add("");
                seals.add(seal.digest());
            } else {
                sealed = segments;
                long at = 0;
                for (Seal.Block block : seal.blocks()) {
                    places.add(new Place(segments, at, block.length(), lines, block.lines()));
                    at += block.length();
                    lines += block.lines();
                }
                sealedLines = lines;
                while (seals.size() < segments) seals.add("");
                seals.add(seal.digest());
            }
        }
    }

    private static long packed(Seal seal) {
        return seal.blocks().stream().mapToLong(Seal.Block::length).sum();
    }

    /// Finds the blocks of a segment without a (readable) seal.
    private void scan(int segment) throws IOException {
        byte[] file = Files.readAllBytes(layout.lines(segment));
        int at = 0;
        for (int size; (size = blocks.unpack(file, at, file.length - at)) >= 0; at += blocks.packedLength()) {
            int count = 0;
            for (int i = 0; i < size; i++) if (blocks.bytes()[i] == '\n') count++;
            places.add(new Place(segment, at, blocks.packedLength(), lines, count));
            lines += count;
        }
    }

    /// How many lines there are.
    public long lines() {
        return lines;
    }

    /// How many segments there are, and the last of them that is sealed.
    public int segments() {
        return segments;
    }

    public int sealed() {
        return sealed;
    }

    /// How many lines there are in segments that are sealed.
    public long sealedLines() {
        return sealedLines;
    }

    /// The digest of a segment's seal, "" where it has none. It commits to all segments before it.
    public String seal(int segment) {
        return segment < seals.size() ? seals.get(segment) : "";
    }

    /// What could not be read so far, one sentence each.
    public List<String> damage() {
        return List.copyOf(damage);
    }

    /// Visits the lines of a range in order.
    public void each(long from, long until, Visitor visitor) throws IOException {
        last = null;
        for (int i = find(from); i < places.size() && places.get(i).first < until; i++) {
            Place place = places.get(i);
            int size = unpack(place);
            byte[] raw = blocks.bytes();
            long number = place.first;
            for (int start = 0, at = 0; at < size && number < until; at++) {
                if (raw[at] != '\n') continue;
                if (number >= from && !visitor.line(number, raw, start, at - start)) return;
                start = at + 1;
                number++;
            }
        }
    }

    /// One line without its line feed; null where it cannot be read. Lines close together are read from one
    /// block.
    public byte[] line(long number) throws IOException {
        if (number < 0 || number >= lines) return null;
        Place place = places.get(find(number));
        if (!place.equals(last)) {
            lastSize = unpack(place);
            last = place;
        }
        byte[] raw = blocks.bytes();
        long at = place.first;
        for (int start = 0, i = 0; i < lastSize; i++) {
            if (raw[i] != '\n') continue;
            if (at++ == number) return Arrays.copyOfRange(raw, start, i);
            start = i + 1;
        }
        return null;
    }

    /// The block that holds the line, or the first after it.
    private int find(long number) {
        int low = 0, high = places.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            Place place = places.get(middle);
            if (place.first + place.lines <= number) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// @return how many bytes the block holds, 0 where it is damaged
    private int unpack(Place place) throws IOException {
        byte[] packed = slice(layout.lines(place.segment), place.at, place.length);
        int size = packed == null ? -1 : blocks.unpack(packed, 0, packed.length);
        if (size >= 0) return size;
        if (damage.size() < 100) {
            damage.add("log segment " + place.segment + ": lines " + place.first + " to "
                    + (place.first + place.lines - 1) + " cannot be read");
        }
        return 0;
    }

    private static byte[] slice(Path file, long at, int length) throws IOException {
        try (var in = Files.newByteChannel(file)) {
            if (in.size() - at < length) return null;
            in.position(at);
            java.nio.ByteBuffer buffer = java.nio.ByteBuffer.allocate(length);
            while (buffer.hasRemaining()) if (in.read(buffer) < 0) return null;
            return buffer.array();
        }
    }

    @Override
    public void close() {
        blocks.close();
    }
}
