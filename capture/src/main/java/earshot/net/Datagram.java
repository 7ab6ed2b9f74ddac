package earshot.net;

import earshot.capture.Block;
import earshot.capture.Block.Reassembled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// An IP datagram of which some fragments have been seen, or all. See [IpReassembly] for the policy.
final class Datagram {
    /// More fragments than a datagram of any real network has (of 65,535 bytes in fragments of 64).
    private static final int FRAGMENTS = 1024;
    /// What a fragment costs beside its bytes, roughly.
    private static final int ALLOWANCE = 128;

    enum Outcome {
        ADDED,
        /// Added as far as it was new, but it disagrees with an earlier one.
        OVERLAPS,
        DUPLICATE,
        REFUSED
    }

    final int source;
    /// When the first captured fragment was captured.
    final long began;

    private final List<Fragment> fragments = new ArrayList<>(4);
    /// Which units of eight bytes are there.
    private final BitSet covered = new BitSet();
    /// Where the furthest byte ends.
    private int reach;
    private byte[] header;
    /// Length of the fragmentable part, -1 until the last fragment has come.
    private int total = -1;
    private int size = ALLOWANCE;
    private byte[] whole;

    Datagram(int source, long began) {
        this.source = source;
        this.began = began;
    }

    boolean done() {
        return whole != null;
    }

    boolean hasHead() {
        return header != null;
    }

    /// Bytes held, roughly.
    int size() {
        return size;
    }

    /// Whether the fragment belongs to a new datagram under the identification of this finished one.
    boolean isOther(Fragment fragment) {
        return done() && (fragment.until() > total || !fragment.agrees(whole, header.length, 0, total));
    }

    Outcome add(Fragment fragment) {
        if (done()) return Outcome.DUPLICATE;
        int until = fragment.until();
        boolean contradicts =
                total >= 0 && (until > total || fragment.last() && until != total) || fragment.last() && reach > until;
        if (contradicts || fragments.size() == FRAGMENTS) return Outcome.REFUSED;
        boolean agrees = true;
        for (Fragment earlier : fragments) {
            agrees &= fragment.agrees(earlier.data(), 0, earlier.from(), earlier.until());
        }
        boolean nothingNew = covered.nextClearBit(fragment.from() >>> 3) >= units(until);
        if (nothingNew && (!fragment.last() || total >= 0)) return agrees ? Outcome.DUPLICATE : Outcome.OVERLAPS;
        covered.set(fragment.from() >>> 3, units(until));
        reach = Math.max(reach, until);
        fragments.add(fragment);
        size += fragment.data().length + ALLOWANCE;
        if (fragment.last()) total = until;
        if (header == null && fragment.from() == 0) header = fragment.header();
        return agrees ? Outcome.ADDED : Outcome.OVERLAPS;
    }

    private static int units(int bytes) {
        return bytes + 7 >>> 3;
    }

    /// The datagram, once, when its last missing fragment has come; otherwise null.
    Reassembled takeWhole() {
        if (done() || total < 0 || header == null || covered.nextClearBit(0) < units(total)) return null;
        int length = header.length + total;
        boolean v6 = Bytes.u8(header, 0) >>> 4 == 6;
        int stated = v6 ? length - 40 : length;
        if (stated > 0xffff) return null;
        whole = Arrays.copyOf(header, length);
        // The earliest is copied last: the byte captured first stands.
        for (int i = fragments.size() - 1; i >= 0; i--) {
            Fragment fragment = fragments.get(i);
            System.arraycopy(fragment.data(), 0, whole, header.length + fragment.from(), fragment.data().length);
        }
        put16(whole, v6 ? 4 : 2, stated);
        if (!v6) {
            put16(whole, 6, 0);
            put16(whole, 10, 0);
        }
        long[] refs = fragments.stream()
                .flatMapToLong(fragment -> Arrays.stream(fragment.refs()))
                .sorted()
                .distinct()
                .toArray();
        fragments.clear();
        size = ALLOWANCE + whole.length;
        return new Reassembled(whole, refs);
    }

    private static void put16(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >>> 8);
        bytes[at + 1] = (byte) value;
    }

    /// What fragments of one datagram have in common. IPv4 tells datagrams of different protocols apart (RFC 791),
    /// IPv6 does not.
    record Key(int source, long overlay, long a, long b, long c, long d, int id, int protocol) {
        /// Chosen anew for each process, so that nobody can send keys that collide. Nothing depends on it but time.
        private static final long SEED = System.nanoTime() * 0x9e37_79b9_7f4a_7c15L | 1;

        static Key of(Block block, int i) {
            byte[] bytes = block.data(i);
            int ip = block.network[i];
            long overlay = Path.overlay(block.path[i]);
            if (Bytes.u8(bytes, ip) >>> 4 == 6) {
                return new Key(
                        block.source[i],
                        overlay,
                        Bytes.i64(bytes, ip + 8),
                        Bytes.i64(bytes, ip + 16),
                        Bytes.i64(bytes, ip + 24),
                        Bytes.i64(bytes, ip + 32),
                        Bytes.i32(bytes, block.transport[i] + 4),
                        -1);
            }
            long addresses = Bytes.i64(bytes, ip + 12);
            return new Key(
                    block.source[i], overlay, addresses, 0, 0, 0, Bytes.u16(bytes, ip + 4), Bytes.u8(bytes, ip + 9));
        }

        @Override
        public int hashCode() {
            long h = SEED;
            for (long part : new long[] {a, b, c, d, overlay, (long) id << 32 | source << 16 | protocol & 0xffff}) {
                h = (h ^ part) * SEED;
                h ^= h >>> 32;
            }
            return (int) h;
        }
    }
}
