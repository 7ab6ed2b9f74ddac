package earshot.capture;

/// A stretch of captured records: their bytes in one array, and one column for each fact about a record.
///
/// A [CaptureSource] fills the first group of columns, the decoder of `earshot.net` the second; then the shards
/// read. A
/// block
/// is reused after its round: nothing may keep a reference to [#bytes] longer than that.
public final class Block {
    /// Bytes a block holds unless one record alone is larger.
    public static final int BYTES = 512 * 1024;
    /// Records a block holds at most.
    public static final int RECORDS = 8192;

    /// What the decoder found a record to be.
    public static final byte OTHER = 0, TCP = 1, UDP = 2, FRAGMENT = 3, ARP = 4;

    /// The records' bytes; grown by the reader when one record needs more than [#BYTES].
    public byte[] bytes = new byte[BYTES];

    /// How many records the block holds.
    public int count;

    // Filled by the source.

    /// Where the frame's first byte stands in [#bytes].
    public final int[] offset = new int[RECORDS];
    /// How many bytes of the frame were captured.
    public final int[] captured = new int[RECORDS];
    /// How many bytes the frame had on the wire, at least [#captured].
    public final int[] length = new int[RECORDS];
    /// When the frame was captured, nanoseconds since 1970-01-01 UTC.
    public final long[] time = new long[RECORDS];
    /// The frame's [FrameRef].
    public final long[] ref = new long[RECORDS];
    /// The frame's link type, a LINKTYPE_ number as registered for pcap.
    public final int[] link = new int[RECORDS];

    // Filled by the decoder.

    /// [#OTHER], [#TCP], [#UDP], [#FRAGMENT] or [#ARP].
    public final byte[] kind = new byte[RECORDS];
    /// Where the (innermost) IP header stands; for [#ARP] the ARP header; for [#OTHER] what was not understood, see
    /// `earshot.net.Unread`.
    public final int[] network = new int[RECORDS];
    /// Where the TCP or UDP header stands.
    public final int[] transport = new int[RECORDS];
    /// Where the payload stands.
    public final int[] payload = new int[RECORDS];
    /// How many payload bytes were captured.
    public final int[] payloadCaptured = new int[RECORDS];
    /// How many payload bytes the frame had by its headers; more than captured where the snap length cut it.
    public final int[] payloadLength = new int[RECORDS];
    /// Hash of the flow the packet belongs to, the same in both directions.
    public final int[] hash = new int[RECORDS];
    /// The tunnels and VLANs around the packet, see `earshot.net.Path`; 0 for none.
    public final long[] path = new long[RECORDS];
    /// Which source the record's capture belongs to; flows never span sources.
    public final byte[] source = new byte[RECORDS];

    /// For a datagram put together from fragments: its bytes and the frames they came in, at the index of the frame
    /// that
    /// completed it; the columns of that index then point into those bytes. `null` where the block completed none.
    public Reassembled[] reassembled;

    /// An IP datagram put together from fragments.
    ///
    /// @param bytes the datagram from its IP header on
    /// @param refs the frames of its fragments, ascending
    public record Reassembled(byte[] bytes, long[] refs) {}

    /// The array into which the columns of record `i` point.
    public byte[] data(int i) {
        return reassembled != null && reassembled[i] != null ? reassembled[i].bytes() : bytes;
    }

    /// Empties the block for its next filling.
    public void clear() {
        count = 0;
        reassembled = null;
    }
}
