package earshot.flow;

import earshot.net.Bytes;
import earshot.net.Path;
import java.util.Arrays;

/// The flows of one shard: open-addressed slots over dense rows of longs, no object and no allocation a packet.
///
/// A row holds the full key, which is compared, so no two flows are ever taken for one. Rows are linked in
/// order of recency in
/// four lists: TCP and UDP, each counted-only and open. The slot order depends on a seed drawn a process, so
/// that nobody can
/// aim at it; results never come out in slot order.
final class FlowTable {
    static final int NONE = -1;
    /// The lists of recency; a row is in one of them.
    static final int COUNTED_UDP = 0, COUNTED_TCP = 1, OPEN_UDP = 2, OPEN_TCP = 3;

    /// Bits of [#state].
    static final int CLIENT_IS_B = 4, SYN_A = 8, SYN_B = 16, FIN_A = 32, FIN_B = 64, RESET = 128, CLOSED = 256;
    /// The flow has been looked at and is only counted.
    static final int SETTLED = 512;
    /// The flow's first packet was no SYN.
    static final int MID_STREAM = 1024;

    private static final int WORDS = 15;
    private static final int LAST = 5, FIRST = 6, REF = 7, INDEX = 8, LINKS = 9;
    private static final int BYTES_A = 10, BYTES_B = 11, PACKETS = 12, SEQUENCES = 13, STATE = 14;
    private static final int SEED = new java.security.SecureRandom().nextInt();

    private final int most;
    private int[] slots = new int[256];
    private long[] rows = new long[64 * WORDS];
    private int used, live;
    private int free = NONE;
    private final int[] newest = {NONE, NONE, NONE, NONE};
    private final int[] oldest = {NONE, NONE, NONE, NONE};

    /// The key of the packet looked up last, and whether its sender is the key's side A.
    private long k0, k1, k2, k3, k4;
    private boolean senderIsA;

    FlowTable(int most) {
        this.most = most;
    }

    /// Reads the packet's key. A is the side with the smaller address, then port.
    void key(byte[] data, int ip, int transport, int protocol, long path, int source) {
        long aHigh, aLow, bHigh, bLow;
        boolean v6 = data[ip] >>> 4 == 6;
        if (v6) {
            aHigh = Bytes.i64(data, ip + 8);
            aLow = Bytes.i64(data, ip + 16);
            bHigh = Bytes.i64(data, ip + 24);
            bLow = Bytes.i64(data, ip + 32);
        } else {
            aHigh = bHigh = 0;
            aLow = Bytes.i32(data, ip + 12) & 0xffff_ffffL;
            bLow = Bytes.i32(data, ip + 16) & 0xffff_ffffL;
        }
        int ports = Bytes.i32(data, transport);
        int order = Long.compareUnsigned(aHigh, bHigh);
        if (order == 0) order = Long.compareUnsigned(aLow, bLow);
        if (order == 0) order = Integer.compare(ports >>> 16, ports & 0xffff);
        senderIsA = order <= 0;
        if (senderIsA) {
            k0 = aHigh;
            k1 = aLow;
            k2 = bHigh;
            k3 = bLow;
        } else {
            k0 = bHigh;
            k1 = bLow;
            k2 = aHigh;
            k3 = aLow;
            ports = ports << 16 | ports >>> 16;
        }
        long overlay = Path.overlay(path);
        int net = overlay == 0 ? 0 : Networks.number(overlay);
        k4 = (long) ports << 32 | (long) net << 16 | (source & 0x7fL) << 9 | (v6 ? 0x100 : 0) | protocol;
    }

    boolean senderIsA() {
        return senderIsA;
    }

    /// The row of the key, or [#NONE].
    int find() {
        int mask = slots.length - 1;
        for (int i = mix(hash(k0, k1, k2, k3, k4)) & mask; slots[i] != 0; i = (i + 1) & mask) {
            int row = slots[i] - 1;
            int at = row * WORDS;
            if (rows[at + 1] == k1
                    && rows[at + 3] == k3
                    && rows[at + 4] == k4
                    && rows[at] == k0
                    && rows[at + 2] == k2) {
                return row;
            }
        }
        return NONE;
    }

    /// Whether another row needs one to go first.
    boolean full() {
        return live >= most;
    }

    /// Adds a row for the key, which must not be there, as the newest of its list.
    int add(boolean tcp, long time, long ref, long index) {
        if ((live + 1) * 2 > slots.length) grow();
        int row = free;
        if (row != NONE) {
            free = (int) rows[row * WORDS + LINKS];
        } else {
            row = used++;
            if (used * WORDS > rows.length) rows = Arrays.copyOf(rows, Math.min(most, 2 * used) * WORDS);
        }
        live++;
        int at = row * WORDS;
        Arrays.fill(rows, at, at + WORDS, 0);
        rows[at] = k0;
        rows[at + 1] = k1;
        rows[at + 2] = k2;
        rows[at + 3] = k3;
        rows[at + 4] = k4;
        rows[at + LAST] = time;
        rows[at + FIRST] = time;
        rows[at + REF] = ref;
        rows[at + INDEX] = index;
        rows[at + STATE] = tcp ? COUNTED_TCP : COUNTED_UDP;
        link(row);
        int mask = slots.length - 1;
        int i = mix(hashOf(row)) & mask;
        while (slots[i] != 0) i = (i + 1) & mask;
        slots[i] = row + 1;
        return row;
    }

    void remove(int row) {
        unlink(row);
        int mask = slots.length - 1;
        int i = mix(hashOf(row)) & mask;
        while (slots[i] != row + 1) i = (i + 1) & mask;
        // Later entries of the run move up, so that no tombstones are needed.
        for (int j = (i + 1) & mask; slots[j] != 0; j = (j + 1) & mask) {
            int home = mix(hashOf(slots[j] - 1)) & mask;
            if (((j - home) & mask) >= ((j - i) & mask)) {
                slots[i] = slots[j];
                i = j;
            }
        }
        slots[i] = 0;
        rows[row * WORDS + LINKS] = free;
        free = row;
        live--;
    }

    private void grow() {
        int[] old = slots;
        slots = new int[old.length * 2];
        int mask = slots.length - 1;
        for (int entry : old) {
            if (entry == 0) continue;
            int i = mix(hashOf(entry - 1)) & mask;
            while (slots[i] != 0) i = (i + 1) & mask;
            slots[i] = entry;
        }
    }

    private int hashOf(int row) {
        int at = row * WORDS;
        return hash(rows[at], rows[at + 1], rows[at + 2], rows[at + 3], rows[at + 4]);
    }

    private static int hash(long k0, long k1, long k2, long k3, long k4) {
        long h = (k1 ^ k0 * 0x9e3779b97f4a7c15L) * 0xff51afd7ed558ccdL;
        h = (h ^ h >>> 32 ^ k3 ^ k2 * 0xc2b2ae3d27d4eb4fL) * 0xc4ceb9fe1a85ec53L;
        h = (h ^ h >>> 29 ^ k4) * 0x9e3779b97f4a7c15L;
        return (int) (h >>> 32);
    }

    private static int mix(int hash) {
        int h = (hash ^ SEED) * 0x9e3779b1;
        return h ^ h >>> 15;
    }

    // Recency.

    private void link(int row) {
        int list = list(row);
        int head = newest[list];
        rows[row * WORDS + LINKS] = head & 0xffff_ffffL | (long) NONE << 32;
        if (head != NONE) {
            int at = head * WORDS + LINKS;
            rows[at] = rows[at] & 0xffff_ffffL | (long) row << 32;
        } else {
            oldest[list] = row;
        }
        newest[list] = row;
    }

    private void unlink(int row) {
        int list = list(row);
        long links = rows[row * WORDS + LINKS];
        int older = (int) links, newer = (int) (links >> 32);
        if (newer != NONE) {
            int at = newer * WORDS + LINKS;
            rows[at] = rows[at] & 0xffff_ffff_0000_0000L | older & 0xffff_ffffL;
        } else {
            newest[list] = older;
        }
        if (older != NONE) {
            int at = older * WORDS + LINKS;
            rows[at] = rows[at] & 0xffff_ffffL | (long) newer << 32;
        } else {
            oldest[list] = newer;
        }
    }

    /// Counts a packet of the row and makes the row the newest of its list.
    void touch(int row, long time, int bytes) {
        int at = row * WORDS;
        if (time > rows[at + LAST]) rows[at + LAST] = time;
        rows[at + (senderIsA ? BYTES_A : BYTES_B)] += bytes;
        rows[at + PACKETS] += senderIsA ? 1L << 32 : 1;
        if (newest[list(row)] != row) {
            unlink(row);
            link(row);
        }
    }

    int oldest(int list) {
        return oldest[list];
    }

    /// Moves a row between the counted-only and the open flows.
    void open(int row, boolean open, int object) {
        unlink(row);
        int at = row * WORDS + STATE;
        int state = (int) rows[at];
        state = open ? state | 2 : state & ~2;
        rows[at] = state & 0xffff_ffffL | (long) object << 32;
        link(row);
    }

    private int list(int row) {
        return (int) rows[row * WORDS + STATE] & 3;
    }

    boolean isOpen(int row) {
        return (rows[row * WORDS + STATE] & 2) != 0;
    }

    /// The number that [#open] gave an open row.
    int object(int row) {
        return (int) (rows[row * WORDS + STATE] >> 32);
    }

    int state(int row) {
        return (int) rows[row * WORDS + STATE];
    }

    void setState(int row, int bits) {
        rows[row * WORDS + STATE] |= bits;
    }

    long last(int row) {
        return rows[row * WORDS + LAST];
    }

    long firstTime(int row) {
        return rows[row * WORDS + FIRST];
    }

    long firstRef(int row) {
        return rows[row * WORDS + REF];
    }

    long firstIndex(int row) {
        return rows[row * WORDS + INDEX];
    }

    /// The initial sequence number of a side, where its SYN was seen.
    int sequence(int row, boolean a) {
        long both = rows[row * WORDS + SEQUENCES];
        return (int) (a ? both >>> 32 : both);
    }

    void setSequence(int row, boolean a, int sequence) {
        int at = row * WORDS + SEQUENCES;
        rows[at] = a
                ? rows[at] & 0xffff_ffffL | (long) sequence << 32
                : rows[at] & ~0xffff_ffffL | sequence & 0xffff_ffffL;
    }

    /// What was counted of a row.
    Traffic traffic(int row) {
        int at = row * WORDS;
        long packets = rows[at + PACKETS];
        Traffic traffic = new Traffic(
                firstIndex(row),
                last(row),
                rows[at + BYTES_A],
                rows[at + BYTES_B],
                packets >>> 32,
                packets & 0xffff_ffffL);
        return (state(row) & CLIENT_IS_B) != 0 ? traffic.reversed() : traffic;
    }

    /// The rows that are in the table, in no order that means anything.
    void each(java.util.function.IntConsumer row) {
        for (int slot : slots) if (slot != 0) row.accept(slot - 1);
    }

    Endpoint endpoint(int row, boolean a) {
        int at = row * WORDS;
        boolean v6 = (rows[at + 4] & 0x100) != 0;
        int ports = (int) (rows[at + 4] >>> 32);
        return new Endpoint(
                new Address(rows[at + (a ? 0 : 2)], rows[at + (a ? 1 : 3)], v6), a ? ports >>> 16 : ports & 0xffff);
    }

    /// Whether the key of the packet looked at last is that of these two sides.
    boolean keyIs(Endpoint a, Endpoint b, int source) {
        int ports = (int) (k4 >>> 32);
        return k0 == a.address().high()
                && k1 == a.address().low()
                && k2 == b.address().high()
                && k3 == b.address().low()
                && ports == (a.port() << 16 | b.port())
                && ((k4 & 0x100) != 0) == a.address().v6()
                && (k4 >>> 9 & 0x7f) == source;
    }

    int live() {
        return live;
    }
}
