package earshot.capture.file;

import earshot.capture.CaptureInfo;
import java.util.ArrayList;
import java.util.List;

/// Walks the blocks of a pcapng capture (draft-ietf-opsawg-pcapng).
///
/// A block states its length twice; where the two differ, or a block's type is unknown and its length
/// absurd, the walk looks ahead for blocks that hold together. What the lost bytes held of interfaces is
/// then unknown: an interface whose description is seen to be damaged keeps its number, and its frames are
/// not read.
final class PcapngWalk extends Walk {
    static final int SECTION = 0x0a0d0d0a, INTERFACE = 1, OBSOLETE_PACKET = 2, SIMPLE_PACKET = 3, NAMES = 4;
    static final int STATISTICS = 5, PACKET = 6, JOURNAL = 9, SECRETS = 10, CUSTOM = 0xbad, CUSTOM_PRIVATE = 0x40000bad;
    static final int ORDER = 0x1a2b3c4d;

    /// A section describes at most so many interfaces; frames of more are not read.
    private static final int INTERFACES = 65_536;
    /// A block longer than this is not believed while looking for the next one after damage.
    private static final int FOUND = 1024 * 1024;
    /// Blocks in a row that are taken for blocks when the walk had lost its way.
    private static final int CHAIN = 3;

    private final List<PcapngInterface> interfaces = new ArrayList<>();
    private final PcapngOptions options;

    private boolean lost;
    private long lostFrom;
    private boolean started;
    /// How many blocks may still be looked at in search of a chain: keeps hostile bytes from costing more
    /// than linear time.
    private long steps;

    PcapngWalk(CaptureInfo info) {
        super(info);
        options = new PcapngOptions(this);
    }

    @Override
    int next() {
        while (true) {
            if (lost) {
                int state = find();
                if (state != RECORD) return state;
            }
            int at = this.at;
            if (end - at < 12) return last ? ended() : more(12);
            int type = i32(at);
            boolean was = big;
            if (type == SECTION && !order(at)) {
                lose(at, type);
                continue;
            }
            int total = i32(at + 4);
            if (total < 12 || (total & 3) != 0 || total > LONGEST) {
                big = was;
                lose(at, type);
                continue;
            }
            if (end - at < total) {
                if (!last) {
                    big = was;
                    return more(total);
                }
                if (!cut(at, total)) return END;
                continue;
            }
            int state = i32(at + total - 4) == total ? RECORD : unsealed(at, total);
            if (state != RECORD) {
                big = was;
                if (state == MORE) return MORE;
                lose(at, type);
                continue;
            }
            this.at = at + total;
            if (block(type, at, total)) return RECORD;
        }
    }

    /// Reads the block from `at` on.
    ///
    /// @return true where it holds a frame that can be given
    private boolean block(int type, int at, int total) {
        switch (type) {
            case PACKET -> {
                return packet(at, total, i32(at + 8));
            }
            case OBSOLETE_PACKET -> {
                return packet(at, total, u16(at + 8));
            }
            case SIMPLE_PACKET -> {
                return simple(at, total);
            }
            case SECTION -> {
                interfaces.clear();
                started = true;
                options.section(at + 24, at + total - 4);
            }
            case INTERFACE -> describe(at, total);
            case NAMES -> options.names(at + 8, at + total - 4);
            case SECRETS -> options.secrets(at + 8, at + total - 4);
            case STATISTICS -> options.statistics(at + 8, at + total - 4, interfaces);
            default -> {
                if (!known(type) && !registered(type))
                    damage.say("a block of unknown type 0x" + Integer.toHexString(type) + " at " + place(base + at)
                            + " was passed over");
            }
        }
        return false;
    }

    /// An enhanced or an obsolete packet block: they differ only in how they number the interface.
    private boolean packet(int at, int total, int number) {
        frame++;
        if (total < 32) return unreadable(at, "its block is too short");
        int captured = i32(at + 20);
        if (captured < 0 || captured > total - 32) return unreadable(at, "it is longer than its block");
        if (number < 0 || number >= interfaces.size()) return unreadable(at, "its interface is not described");
        PcapngInterface from = interfaces.get(number);
        if (from.link() < 0) return unreadable(at, "the description of its interface is damaged");
        time = from.nanos((long) i32(at + 12) << 32 | i32(at + 16) & 0xffff_ffffL);
        offset = at + 28;
        this.captured = captured;
        length = Math.max(captured, i32(at + 24));
        link = from.link();
        int padded = captured + 3 & ~3;
        if (total - 32 - padded >= 4) options.packet(at + 28 + padded, at + total - 4);
        return true;
    }

    /// A simple packet block has no time of its own: it is given its predecessor's, so that the order
    /// stays.
    private boolean simple(int at, int total) {
        frame++;
        if (total < 16) return unreadable(at, "its block is too short");
        if (interfaces.isEmpty()) return unreadable(at, "its interface is not described");
        PcapngInterface from = interfaces.getFirst();
        if (from.link() < 0) return unreadable(at, "the description of its interface is damaged");
        int length = i32(at + 8);
        if (length < 0) return unreadable(at, "its length is absurd");
        int captured = Math.min(length, total - 16);
        if (from.snapLength() > 0) captured = Math.min(captured, from.snapLength());
        offset = at + 12;
        this.captured = captured;
        this.length = length;
        link = from.link();
        return true;
    }

    private boolean unreadable(int at, String why) {
        damage.say("frame " + frame + " at " + place(base + at) + " cannot be read: " + why);
        return false;
    }

    private void describe(int at, int total) {
        if (interfaces.size() == INTERFACES) return;
        interfaces.add(
                total < 20 ? PcapngInterface.damaged() : options.describe(at, at + total - 4, interfaces.size()));
    }

    /// Takes the byte order from a section header at `at`.
    private boolean order(int at) {
        boolean little = data[at + 8] == 0x4d && data[at + 9] == 0x3c && data[at + 10] == 0x2b && data[at + 11] == 0x1a;
        boolean bigEndian =
                data[at + 8] == 0x1a && data[at + 9] == 0x2b && data[at + 10] == 0x3c && data[at + 11] == 0x4d;
        if (little || bigEndian) big = bigEndian;
        return little || bigEndian;
    }

    private int ended() {
        if (at < end) damage.say("the capture ends at " + place(base + end) + " inside a block after frame " + frame);
        at = end;
        return END;
    }

    /// The block at `at` ends with another length than it begins with.
    ///
    /// @return [#RECORD] where the first length leads to a block all the same and no blocks inside lead
    /// there, [#END] where the block is not to be believed, [#MORE] where that cannot be told yet
    private int unsealed(int at, int total) {
        steps = 16L * total;
        for (int p = at + 4; p < at + total; p++) {
            int inside = chain(p, 1, at + total);
            if (inside != END) return inside == RECORD ? END : MORE;
        }
        int follows = chain(at + total, 1, 0);
        if (follows == RECORD)
            damage.say("the block at " + place(base + at)
                    + " ends with another length than it begins with; the next block" + " stands where the first says");
        return follows;
    }

    /// The block at `at` says it is longer than what is left of the capture: the end is missing, or its
    /// length is wrong and whole blocks stand inside it.
    ///
    /// @return true where the walk goes on at one of those
    private boolean cut(int at, int total) {
        steps = 16L * (end - at);
        for (int p = at + 4; p + 12 <= end; p++) {
            if (chain(p, 1, Integer.MAX_VALUE) != RECORD) continue;
            lose(at, i32(at));
            resume(p);
            return true;
        }
        damage.say("the capture ends at " + place(base + end) + " inside a block after frame " + frame + ", "
                + (total - (end - at)) + " of whose " + total + " bytes are missing");
        this.at = end;
        return false;
    }

    private void lose(int at, int type) {
        lost = true;
        lostFrom = base + at;
        this.at = at + 4;
        if (type == SECTION && started) interfaces.clear();
        if (type == INTERFACE && interfaces.size() < INTERFACES) interfaces.add(PcapngInterface.damaged());
    }

    private int find() {
        for (; ; at++) {
            if (end - at < 12) {
                if (!last) return more(12);
                passed("to the end", base + end);
                at = end;
                lost = false;
                return END;
            }
            steps = CHAIN;
            int state = chain(at, CHAIN, 0);
            if (state == MORE) return MORE;
            if (state == RECORD) {
                resume(at);
                return RECORD;
            }
        }
    }

    private void resume(int p) {
        passed("to " + place(base + p), base + p);
        lost = false;
        at = p;
    }

    private void passed(String where, long until) {
        damage.say("after frame " + frame + ", from " + place(lostFrom) + " " + where + ": no blocks that make sense, "
                + (until - lostFrom) + " bytes passed over");
    }

    /// Whether `links` whole blocks follow each other from `p` on and lead to `through`, or fewer that end
    /// with the capture.
    ///
    /// @return [#RECORD] if so, [#END] if not, [#MORE] where that cannot be told yet
    private int chain(int p, int links, int through) {
        boolean was = big;
        try {
            for (int had = 0; had < links || p < through; had++) {
                if (p + 12 > end) {
                    if (last) return p == end && had > 0 ? RECORD : END;
                    return more(p + 12 - at);
                }
                if (--steps < 0) return END;
                int type = i32(p);
                if (!known(type) || type == SECTION && !order(p)) return END;
                int total = i32(p + 4);
                if (total < shortest(type) || (total & 3) != 0 || total > FOUND) return END;
                if (p + total > end) return last ? END : more(p + total - at);
                if (i32(p + total - 4) != total) return END;
                p += total;
            }
            return RECORD;
        } finally {
            big = was;
        }
    }

    private static boolean known(int type) {
        return type > 0 && type <= SECRETS || type == SECTION || type == CUSTOM || type == CUSTOM_PRIVATE;
    }

    /// Types of blocks that other programs write and that are of no interest here: for local use (the
    /// highest bit), of Hone and of sysdig.
    private static boolean registered(int type) {
        return type < 0 || type >>> 8 == 1 || type >>> 8 == 2;
    }

    private static int shortest(int type) {
        return switch (type) {
            case SECTION -> 28;
            case PACKET, OBSOLETE_PACKET -> 32;
            case INTERFACE, SECRETS -> 20;
            case SIMPLE_PACKET, CUSTOM, CUSTOM_PRIVATE -> 16;
            case STATISTICS -> 24;
            default -> 12;
        };
    }
}
