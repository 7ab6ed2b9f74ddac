package earshot.flow;

/// The last bytes of a stream, to tell a retransmission from a forgery: up to [#MOST] of them, by sequence number.
///
/// Its array grows with what there is to keep. Most directions of a conversation never say much, and there may be very
/// many of them.
final class History {
    static final int MOST = 4096;
    private static final int FIRST = 128;
    private static final byte[] NOTHING = {};

    /// A ring: the byte with sequence number `s` stands at `s`, modulo its length, a power of two.
    private byte[] ring = NOTHING;
    /// The sequence numbers that are kept: from `from`, before `until`.
    private int from, until;

    /// The next bytes of the stream, the last of which is followed by `next`.
    void add(byte[] data, int offset, int length, int next) {
        if (ring.length == 0) from = until = next - length;
        int wanted = until - from + length;
        if (wanted > ring.length && ring.length < MOST) grow(wanted);
        // What is longer than the ring leaves its last bytes.
        int kept = Math.min(length, ring.length);
        int at = next - kept & ring.length - 1;
        int upTo = Math.min(kept, ring.length - at);
        System.arraycopy(data, offset + length - kept, ring, at, upTo);
        System.arraycopy(data, offset + length - kept + upTo, ring, 0, kept - upTo);
        until = next;
        if (until - from > ring.length) from = until - ring.length;
    }

    /// Forgets all bytes; a large ring goes, since most connections are silent most of the time.
    void clear() {
        from = until;
        if (ring.length > FIRST) ring = NOTHING;
    }

    private void grow(int wanted) {
        int size = Math.clamp(Integer.highestOneBit(wanted - 1) * 2L, FIRST, MOST);
        byte[] larger = new byte[size];
        for (int s = from; s != until; s++) larger[s & size - 1] = ring[s & ring.length - 1];
        ring = larger;
    }

    /// Whether these bytes, as far as they are kept, are the same as those that came first.
    boolean agrees(int sequence, byte[] data, int offset, int length) {
        for (int i = Math.max(0, from - sequence), n = Math.min(length, until - sequence); i < n; i++) {
            if (ring[sequence + i & ring.length - 1] != data[offset + i]) return false;
        }
        return true;
    }
}
