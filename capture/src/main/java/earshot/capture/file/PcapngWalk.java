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

    private final List<PcapngInterface> interfaces = new ArrayList<>();
    private final PcapngOptions options;
    private final PcapngSearch search = new PcapngSearch(this);

    private boolean lost;
    private long lostFrom;
    private boolean started;

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
            int state = i32(at + total - 4) == total ? RECORD : search.unsealed(at, total);
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
                if (!PcapngSearch.known(type) && !PcapngSearch.registered(type))
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
    boolean order(int at) {
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

    /// The block at `at` says it is longer than what is left of the capture: the end is missing, or its
    /// length is wrong and whole blocks stand inside it.
    ///
    /// @return true where the walk goes on at one of those
    private boolean cut(int at, int total) {
        int inside = search.lastOnes(at);
        if (inside >= 0) {
            lose(at, i32(at));
            resume(inside);
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
            int state = search.startsAt(at);
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
}
