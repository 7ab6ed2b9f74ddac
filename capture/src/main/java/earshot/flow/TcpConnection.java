package earshot.flow;

/// Puts the segments of one connection in order, both directions, and hands them to its reader.
///
/// A hole is given up, and said as a gap, when the other side has acknowledged the missing bytes and they still
/// do not come
/// (the capture lost them); when more is held behind it than the limits allow; when only one side was captured and
/// the bytes do not come; or when the connection ends. A hole that nobody acknowledged waits: the network lost
/// those bytes, and they will be sent again.
final class TcpConnection implements TcpHalf.Sink {
    static final int FIN = 1, SYN = 2, RST = 4, PSH = 8, ACK = 16;
    /// How far from the expected sequence number a reset may be to be believed.
    private static final int RESET_WINDOW = 65_536;

    private final FlowReader reader;
    private final Limits limits;
    private final Counters counters;
    private final TcpHalf client = new TcpHalf(Direction.CLIENT, this);
    private final TcpHalf server = new TcpHalf(Direction.SERVER, this);
    private boolean wanted = true;
    private boolean ended;

    TcpConnection(FlowReader reader, Limits limits, Counters counters) {
        this.reader = reader;
        this.limits = limits;
        this.counters = counters;
    }

    /// The first sequence number of a direction, from its SYN.
    void synchronize(Direction from, int initialSequence) {
        half(from).start(initialSequence + 1);
    }

    /// From now on the connection is read for its content: repeated bytes are compared with what came first.
    void watch() {
        client.watch();
        server.watch();
    }

    /// Whether the reader still wants bytes.
    boolean wanted() {
        return wanted && !ended;
    }

    int heldBytes() {
        return client.heldBytes + server.heldBytes;
    }

    private TcpHalf half(Direction from) {
        return from == Direction.CLIENT ? client : server;
    }

    void packet(
            Direction from,
            int seq,
            int ack,
            int flags,
            byte[] data,
            int offset,
            int captured,
            int length,
            long ref,
            long time) {
        TcpHalf mine = half(from);
        TcpHalf other = half(from.other());
        if ((flags & SYN) != 0) {
            seq++;
            if (!mine.started) mine.start(seq);
        }
        if ((flags & ACK) != 0 && other.started && (!other.acknowledges || ack - other.acknowledged > 0)) {
            other.acknowledges = true;
            other.acknowledged = ack;
            if (ack - other.next >= 0) other.received();
        }
        if (!mine.started && (flags & RST) == 0) {
            // A lone zero byte without PSH is a keep-alive probe: the stream goes on behind it.
            boolean probe = length == 1 && captured == 1 && data[offset] == 0 && (flags & PSH) == 0;
            mine.start(probe ? seq + 1 : seq);
        }
        if (length > 0 && !mine.segment(seq, data, offset, captured, length, ref, time)) counters.outOfWindow++;
        if ((flags & FIN) != 0 && !mine.finSeen) {
            mine.finSeen = true;
            mine.fin = seq + length;
        }
        if (mine.holding()) settle(mine, other.started, time);
        if (other.acknowledges && other.acknowledged - other.next > 0) settle(other, true, time);
        else other.missedPackets = 0;
        boolean over = mine.finSeen && mine.next == mine.fin && other.finSeen && other.next == other.fin;
        if (over || ((flags & RST) != 0 && Math.abs(seq - mine.next) <= RESET_WINDOW)) end();
    }

    /// Decides whether the half's first hole can still be filled.
    private void settle(TcpHalf half, boolean bothSides, long time) {
        if (half.heldBytes > limits.heldPerDirection() || half.heldSegments > limits.segmentsPerDirection()) {
            counters.holesForced++;
            half.giveUpHole();
            return;
        }
        int missing = half.acknowledges ? half.acknowledged - half.next : 0;
        // One byte acknowledged beyond the stream may be a FIN that was not captured.
        boolean missed = half.holding() ? missing > 0 : missing > 1 && missing < TcpHalf.MOST_AHEAD;
        if (missed) {
            if (half.missedPackets++ == 0) half.missedSince = time;
            if (half.missedPackets > limits.holePatiencePackets()
                    || time - half.missedSince > limits.holePatienceNanos()) {
                half.giveUpTo(finLess(half));
                half.missedPackets = 0;
            }
        } else if (!bothSides
                && half.holding()
                && (half.heldSegments > limits.holePatiencePackets()
                        || time - half.heldSince() > 3 * limits.holePatienceNanos())) {
            half.giveUpHole();
        }
    }

    /// What the other side has acknowledged of the stream's bytes, a FIN not counted.
    private static int finLess(TcpHalf half) {
        return half.finSeen && half.acknowledged - half.fin > 0 ? half.fin : half.acknowledged;
    }

    /// Gives out what is held and ends the reading. May be called again.
    void end() {
        if (ended) return;
        client.flush();
        server.flush();
        ended = true;
        reader.end();
    }

    @Override
    public void deliver(Direction from, byte[] bytes, int offset, int length, long ref, long time) {
        if (wanted && !ended) wanted = reader.data(from, bytes, offset, length, ref, time);
    }

    @Override
    public void lost(Direction from, long bytes) {
        if (!wanted || ended) return;
        counters.gaps++;
        counters.gapBytes += bytes;
        wanted = reader.gap(from, bytes);
    }

    @Override
    public void differs(Direction from, long ref) {
        if (!wanted || ended) return;
        counters.conflicts++;
        reader.conflict(from, ref);
    }
}
