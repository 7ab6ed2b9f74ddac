package earshot.net;

import earshot.capture.Block;
import earshot.capture.Block.Reassembled;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Puts IPv4 and IPv6 datagrams together from their fragments.
///
/// One thread, records in frame order, after the [Decoder] and before the packets are dealt out to whoever reads
/// flows: [#accept] for each record that is [Block#FRAGMENT]. Fragments inside a tunnel whose packets are themselves
/// fragments are put together too.
///
/// Policy. Where fragments overlap, the byte that was captured first stands; if a later one differs, that is counted
/// ([#overlaps]): no two kinds of hosts agree which to believe. A datagram is given up [#PATIENCE] after its first
/// fragment in packet time, or as the oldest when there are more than [#DATAGRAMS] or their bytes exceed [#BYTES].
/// A finished one is remembered as long, so that a frame captured twice does not begin it anew. A fragment that was
/// not captured whole is of no use and only counted.
public final class IpReassembly {
    /// Datagrams held at most.
    static final int DATAGRAMS = 4096;
    /// Bytes held at most, with an allowance for each fragment.
    static final long BYTES = 16 << 20;
    /// How long a datagram may take, nanoseconds of packet time (RFC 1122 asks 60 to 120 s of hosts; Linux takes 30).
    static final long PATIENCE = 30_000_000_000L;
    /// Tunnels whose packets are fragments, one inside the other.
    private static final int NESTED = 4;

    private final int datagrams;
    private final long bytes;
    /// In the order in which they began.
    private final SequencedMap<Datagram.Key, Datagram> held = new LinkedHashMap<>();
    private final Decoder decoder = new Decoder();
    private long heldBytes;
    private long completed, incomplete, headless, evicted, overlaps, duplicates, malformed, truncated, badChecksums;

    public IpReassembly() {
        this(DATAGRAMS, BYTES);
    }

    /// For tests: with ceilings that are soon hit.
    IpReassembly(int datagrams, long bytes) {
        this.datagrams = datagrams;
        this.bytes = bytes;
    }

    /// Takes the fragment that record `i` is. Where it completes a datagram, `block.reassembled[i]` is that datagram
    /// and the record's columns are decoded anew and point into it.
    ///
    /// @return whether the record is now a TCP or UDP packet to be read; it may also have become
    ///     [Block#OTHER] (complete, and not understood) or still be a fragment (kept, or of no use)
    public boolean accept(Block block, int i) {
        for (int n = 0; n < NESTED && block.kind[i] == Block.FRAGMENT; n++) {
            Reassembled whole = add(block, i);
            if (whole == null) return false;
            if (block.reassembled == null) block.reassembled = new Reassembled[Block.RECORDS];
            block.reassembled[i] = whole;
            decoder.packet(block, i, block.path[i]);
            if (!Checksums.transportOk(block, i)) badChecksums++;
        }
        return block.kind[i] == Block.TCP || block.kind[i] == Block.UDP;
    }

    private Reassembled add(Block block, int i) {
        if (block.payloadCaptured[i] < block.payloadLength[i]) {
            truncated++;
            return null;
        }
        Fragment fragment = Fragment.of(block, i);
        if (fragment == null) {
            malformed++;
            return null;
        }
        long now = block.time[i];
        int source = block.source[i];
        expire(source, now);
        Datagram.Key key = Datagram.Key.of(block, i);
        Datagram datagram = held.get(key);
        if (datagram != null && (now - datagram.began > PATIENCE || datagram.isOther(fragment))) {
            release(held.remove(key));
            datagram = null;
        }
        long before = datagram == null ? 0 : datagram.size();
        if (datagram == null) {
            datagram = new Datagram(source, now);
            held.put(key, datagram);
        }
        switch (datagram.add(fragment)) {
            case DUPLICATE -> duplicates++;
            case REFUSED -> malformed++;
            case OVERLAPS -> overlaps++;
            case ADDED -> {}
        }
        Reassembled whole = datagram.takeWhole();
        if (whole != null) completed++;
        heldBytes += datagram.size() - before;
        while (held.size() > datagrams || heldBytes > bytes) {
            Datagram oldest = held.pollFirstEntry().getValue();
            if (!oldest.done()) evicted++;
            release(oldest);
        }
        return whole;
    }

    /// Times of different sources cannot be compared: those of another are left until one of theirs comes, or until
    /// they are the oldest of too many.
    private void expire(int source, long now) {
        Iterator<Datagram> oldest = held.values().iterator();
        while (oldest.hasNext()) {
            Datagram datagram = oldest.next();
            if (datagram.source != source || now - datagram.began <= PATIENCE) return;
            oldest.remove();
            release(datagram);
        }
    }

    private void release(Datagram datagram) {
        heldBytes -= datagram.size();
        if (datagram.done()) return;
        if (datagram.hasHead()) incomplete++;
        else headless++;
    }

    /// Nothing more will come: what is unfinished is counted as never completed.
    public void end() {
        held.values().forEach(this::release);
        held.clear();
    }

    /// Datagrams put together.
    public long completed() {
        return completed;
    }

    /// Datagrams whose first fragment was there and that were never completed.
    public long incomplete() {
        return incomplete;
    }

    /// Datagrams never completed of which not even the first fragment was there, so that nobody knows what they were.
    public long headless() {
        return headless;
    }

    /// Of those two, the ones that were given up because the table was full.
    public long evicted() {
        return evicted;
    }

    /// Fragments that disagree with an earlier one about the same bytes.
    public long overlaps() {
        return overlaps;
    }

    /// Fragments that brought nothing new.
    public long duplicates() {
        return duplicates;
    }

    /// Fragments that cannot be part of any datagram, or not of the one they name.
    public long malformed() {
        return malformed;
    }

    /// Fragments of which not all bytes were captured.
    public long truncated() {
        return truncated;
    }

    /// Completed packets whose TCP or UDP checksum is wrong; they are read all the same.
    public long badChecksums() {
        return badChecksums;
    }

    /// As [Decoder#badIpChecksums], for headers inside completed datagrams.
    public long badIpChecksums(int capture) {
        return decoder.badIpChecksums(capture);
    }
}
