package earshot.engine;

import earshot.bytes.Cursor;
import earshot.dissect.Opening;
import earshot.flow.Direction;
import earshot.flow.Flow;
import java.util.Arrays;

/// Finds out what a byte stream is, by its first bytes in both directions; what was seen meanwhile is then read
/// from the
/// beginning.
///
/// Candidates only ever drop out, and are asked about prefixes that only grow, so how packets were cut does not
/// matter.
/// A flow that is still nothing after [#MOST] bytes of one direction is only counted.
final class Recognition implements Layer, Opening {
    /// Bytes of a direction that are looked at.
    static final int MOST = 4096;

    private static final byte[] NOTHING = {};

    private final Connection connection;
    private final Recognisers recognisers;
    private final boolean startSeen;
    private final long excluded;
    private final byte[][] seen = {NOTHING, NOTHING};
    private final int[] offset = {0, 0};
    private final int[] count = {0, 0};
    private Log log;
    private boolean fromStart;
    private long candidates;
    /// Bytes seen when the candidates are asked again: prefixes are asked about as they grow by an eighth, not
    /// at every byte.
    private int askAt;

    private boolean reversed;

    Recognition(Connection connection, boolean fromStart, long excluded) {
        this.connection = connection;
        this.recognisers = connection.reading.recognisers();
        this.startSeen = fromStart;
        this.fromStart = fromStart;
        this.excluded = excluded;
        this.candidates = recognisers.candidates(true) & ~excluded;
    }

    @Override
    public Flow flow() {
        return connection.reading.flow();
    }

    @Override
    public boolean fromStart() {
        return fromStart;
    }

    @Override
    public Cursor bytes(Direction side) {
        int s = side.ordinal();
        return new Cursor(seen[s], offset[s], count[s]);
    }

    @Override
    public boolean data(Direction from, byte[] bytes, int offset, int length, Provenance provenance) {
        int s = from.ordinal();
        boolean first = count[s] == 0;
        if (first && fromStart) candidates &= recognisers.candidates(true, from, bytes[offset] & 0xff);
        if (candidates == 0) return false;
        int take = Math.min(length, MOST - count[s]);
        if (first) {
            // Looked at where it stands: most flows are settled here, without a copy.
            seen[s] = bytes;
            this.offset[s] = offset;
            count[s] = take;
        } else {
            append(s, bytes, offset, take);
        }
        boolean full = count[s] >= MOST;
        int chosen = full || first || count[0] + count[1] >= askAt ? ask() : -1;
        if (chosen < 0 && (candidates == 0 || full)) return false;
        if (log == null) log = new Log();
        boolean logged = log.data(from, bytes, offset, length, provenance);
        if (chosen >= 0) {
            boolean wanted = begin(chosen);
            if (logged || !wanted) return wanted;
            return connection.data(reversed ? from.other() : from, bytes, offset, length, provenance);
        }
        if (first) {
            seen[s] = Arrays.copyOfRange(bytes, offset, offset + take);
            this.offset[s] = 0;
        }
        return logged;
    }

    private void append(int s, byte[] bytes, int from, int length) {
        if (count[s] + length > seen[s].length) {
            seen[s] = Arrays.copyOf(seen[s], Math.min(MOST, Math.max(2 * seen[s].length, count[s] + length)));
        }
        System.arraycopy(bytes, from, seen[s], count[s], length);
        count[s] += length;
    }

    /// Asks the candidates; those that say no drop out.
    ///
    /// @return the number of the one that says yes, -1 for none
    private int ask() {
        int total = count[0] + count[1];
        askAt = total + total / 8 + 1;
        for (long left = candidates; left != 0; left &= left - 1) {
            int d = Long.numberOfTrailingZeros(left);
            switch (recognisers.dissector(d).recognise(this)) {
                case NO -> candidates &= ~(1L << d);
                case MORE -> {}
                case YES -> {
                    return d;
                }
                case REVERSED -> {
                    if (!fromStart && connection.depth == 0) {
                        reversed = true;
                        return d;
                    }
                    candidates &= ~(1L << d);
                }
            }
        }
        return -1;
    }

    private boolean begin(int chosen) {
        if (reversed) connection.reading.reverse();
        var dissector = recognisers.dissector(chosen);
        StreamLayer layer = new StreamLayer(connection, dissector.name(), dissector::begin, startSeen);
        // A reversed log would be read the wrong way round by whoever comes next.
        layer.provisional(reversed ? null : log, excluded | 1L << chosen);
        connection.read(layer);
        boolean wanted = log.replay(connection, reversed);
        layer.replayed();
        return wanted;
    }

    @Override
    public boolean gap(Direction from, long bytes) {
        // The bytes behind the gap may begin anywhere: everything is possible again, judged by what follows.
        fromStart = false;
        candidates = recognisers.candidates(true) & ~excluded;
        count[from.ordinal()] = 0;
        seen[from.ordinal()] = NOTHING;
        if (log == null) log = new Log();
        return log.gap(from, bytes);
    }

    @Override
    public int heldBytes() {
        return log == null ? 0 : 2 * log.heldBytes();
    }

    /// The last bytes were perhaps too few to ask again.
    @Override
    public void end() {
        if (log == null || candidates == 0) return;
        int chosen = ask();
        if (chosen < 0) return;
        begin(chosen);
        if (!connection.layer().rejected()) connection.layer().end();
    }
}
