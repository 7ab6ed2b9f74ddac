package earshot.flow;

/// One direction of a TCP connection: what has been delivered, and what is held behind a hole.
///
/// An in-order segment is delivered where it stands, without copy or allocation; only out-of-order bytes are
/// copied. Where
/// segments overlap, the byte captured first wins. Sequence numbers wrap and are compared by signed difference.
final class TcpHalf {
    /// How far ahead of the stream a segment may be; farther ones cannot belong to it.
    static final int MOST_AHEAD = 64 << 20;

    /// A captured piece of the stream behind a hole.
    private static final class Held {
        final int seq, length;
        final byte[] bytes;
        final long ref, time;
        Held next;

        /// @param length with what the snap length cut off: at least the bytes' length
        Held(int seq, byte[] bytes, int length, long ref, long time, Held next) {
            this.seq = seq;
            this.bytes = bytes;
            this.length = length;
            this.ref = ref;
            this.time = time;
            this.next = next;
        }
    }

    /// Takes the stream.
    interface Sink {
        void deliver(Direction from, byte[] bytes, int offset, int length, long ref, long time);

        void lost(Direction from, long bytes);

        void differs(Direction from, long ref);
    }

    private final Direction from;
    private final Sink sink;

    boolean started, finished;
    /// The sequence number of the next byte to deliver, and of the FIN where one was seen.
    int next, fin;
    boolean finSeen;
    /// The highest acknowledgement by the other side, where one was seen.
    int acknowledged;
    boolean acknowledges;
    /// Since when, and for how many packets, bytes are missing that the other side has.
    long missedSince;
    int missedPackets;

    private Held held;
    int heldBytes, heldSegments;
    private boolean watching;
    private History history;

    TcpHalf(Direction from, Sink sink) {
        this.from = from;
        this.sink = sink;
    }

    void start(int sequence) {
        started = true;
        next = sequence;
    }

    boolean holding() {
        return held != null;
    }

    long heldSince() {
        return held == null ? Long.MAX_VALUE : held.time;
    }

    /// A segment's payload.
    ///
    /// @return false where it is too far ahead to belong to this stream
    boolean segment(int seq, byte[] data, int offset, int captured, int length, long ref, long time) {
        int ahead = seq - next;
        if (ahead < 0) {
            int old = Math.min(-ahead, length);
            // A keep-alive repeats the byte before the next one, with any content (RFC 9293 section 3.8.4).
            boolean keepAlive = length == 1 && ahead == -1;
            boolean same = history == null || history.agrees(seq, data, offset, Math.min(old, captured));
            if (!keepAlive && !same) sink.differs(from, ref);
            seq += old;
            offset += Math.min(old, captured);
            captured -= Math.min(old, captured);
            length -= old;
            if (length == 0) return true;
            ahead = 0;
        }
        if (ahead > MOST_AHEAD) return false;
        if (ahead == 0 && held == null) {
            pass(data, offset, captured, length, ref, time);
        } else {
            hold(seq, data, offset, captured, length, ref, time);
            drain();
        }
        return true;
    }

    private void pass(byte[] data, int offset, int captured, int length, long ref, long time) {
        next += captured;
        if (captured > 0) {
            remember(data, offset, captured);
            sink.deliver(from, data, offset, captured, ref, time);
        }
        if (length > captured) {
            next += length - captured;
            history = null;
            sink.lost(from, length - captured);
        }
    }

    /// Keeps what no earlier segment covers.
    private void hold(int seq, byte[] data, int offset, int captured, int length, long ref, long time) {
        Held before = null, at = held;
        boolean differs = false;
        while (length > 0) {
            int room = at == null ? length : Math.clamp(at.seq - seq, 0, length);
            if (room > 0) {
                int bytes = Math.min(room, captured);
                Held piece =
                        new Held(seq, java.util.Arrays.copyOfRange(data, offset, offset + bytes), room, ref, time, at);
                if (before == null) held = piece;
                else before.next = piece;
                before = piece;
                heldBytes += bytes;
                heldSegments++;
            }
            int done = room;
            if (at != null) {
                int covered = Math.clamp(at.seq + at.length - (seq + room), 0, length - room);
                for (int i = 0; i < covered && !differs; i++) {
                    int mine = room + i, theirs = seq + room + i - at.seq;
                    differs = mine < captured && theirs < at.bytes.length && data[offset + mine] != at.bytes[theirs];
                }
                done += covered;
                before = at;
                at = at.next;
            }
            seq += done;
            offset += Math.min(done, captured);
            captured -= Math.min(done, captured);
            length -= done;
        }
        if (differs) sink.differs(from, ref);
    }

    private void drain() {
        while (held != null && held.seq == next) {
            Held piece = held;
            held = piece.next;
            heldBytes -= piece.bytes.length;
            heldSegments--;
            pass(piece.bytes, 0, piece.bytes.length, piece.length, piece.ref, piece.time);
        }
    }

    /// Gives up the first hole: what is held behind it goes on.
    void giveUpHole() {
        if (held == null) return;
        int lost = held.seq - next;
        next = held.seq;
        history = null;
        sink.lost(from, lost);
        drain();
    }

    /// Gives up all bytes before this sequence number, which the other side has acknowledged.
    void giveUpTo(int sequence) {
        while (held != null && held.seq - sequence <= 0) giveUpHole();
        int lost = sequence - next;
        if (lost <= 0) return;
        next = sequence;
        history = null;
        sink.lost(from, lost);
    }

    /// Nothing more will come: gives out all that is held, with its gaps.
    void flush() {
        while (held != null) giveUpHole();
        history = null;
    }

    /// The other side has all that was delivered: what is sent again from now on it throws away, so that there is
    /// nothing left to forge.
    void received() {
        if (history != null) history.clear();
    }

    /// Keeps a window of what is delivered from now on, so that bytes sent again can be compared.
    void watch() {
        watching = true;
    }

    private void remember(byte[] data, int offset, int length) {
        if (!watching) return;
        if (history == null) history = new History();
        history.add(data, offset, length, next);
    }
}
