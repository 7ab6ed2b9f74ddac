package earshot.capture.file;

import static earshot.capture.file.PcapngWalk.CUSTOM;
import static earshot.capture.file.PcapngWalk.CUSTOM_PRIVATE;
import static earshot.capture.file.PcapngWalk.INTERFACE;
import static earshot.capture.file.PcapngWalk.OBSOLETE_PACKET;
import static earshot.capture.file.PcapngWalk.PACKET;
import static earshot.capture.file.PcapngWalk.SECRETS;
import static earshot.capture.file.PcapngWalk.SECTION;
import static earshot.capture.file.PcapngWalk.SIMPLE_PACKET;
import static earshot.capture.file.PcapngWalk.STATISTICS;

/// Tells blocks from other bytes where a [PcapngWalk] is in doubt.
///
/// What convinces is a chain of whole blocks of known types, whose two lengths agree. How much is looked at
/// altogether stays in proportion to the bytes walked, whatever a capture holds.
final class PcapngSearch {
    private static final int CHAIN = 3;
    /// A block longer than this is not believed while looking for the next one after damage.
    private static final int LONGEST = 1024 * 1024;
    /// Blocks that may be looked at: so many at once, and a few more with every byte walked.
    private static final long CREDIT = 16 * 1024 * 1024, CREDIT_A_BYTE = 2;

    private final PcapngWalk walk;
    private long spent;

    PcapngSearch(PcapngWalk walk) {
        this.walk = walk;
    }

    /// The block at `at` ends with another length than it begins with.
    ///
    /// @return [Walk#RECORD] where the first length leads to a block all the same and no blocks inside lead
    /// there, [Walk#END] where the block is not to be believed, [Walk#MORE] where that cannot be told yet
    int unsealed(int at, int total) {
        for (int p = at + 4; p < at + total && affordable(); p++) {
            int inside = chain(p, 1, at + total);
            if (inside != Walk.END) return inside == Walk.RECORD ? Walk.END : Walk.MORE;
        }
        int follows = chain(at + total, 1, 0);
        if (follows == Walk.RECORD)
            walk.damage.say("the block at " + walk.place(walk.base + at)
                    + " ends with another length than it begins with; the next block stands where the first says");
        return follows;
    }

    /// Where inside the block at `at` whole blocks stand that end with the capture; -1 where there are
    /// none.
    int lastOnes(int at) {
        for (int p = at + 4; p + 12 <= walk.end && affordable(); p++) {
            if (chain(p, 1, Integer.MAX_VALUE) == Walk.RECORD) return p;
        }
        return -1;
    }

    /// Whether blocks start at `at`, where the walk had lost its way: [Walk#RECORD], [Walk#END] or
    /// [Walk#MORE].
    int startsAt(int at) {
        return chain(at, CHAIN, 0);
    }

    private boolean affordable() {
        return spent < CREDIT + CREDIT_A_BYTE * (walk.base + walk.at);
    }

    /// Whether `links` whole blocks follow each other from `p` on and lead to `through`, or fewer that end
    /// with the capture.
    ///
    /// @return [#RECORD] if so, [#END] if not, [#MORE] where that cannot be told yet
    private int chain(int p, int links, int through) {
        boolean was = walk.big;
        try {
            for (int had = 0; had < links || p < through; had++) {
                if (p + 12 > walk.end) {
                    if (walk.last) return p == walk.end && had > 0 ? Walk.RECORD : Walk.END;
                    return walk.more(p + 12 - walk.at);
                }
                spent++;
                int type = walk.i32(p);
                if (!known(type) || type == SECTION && !walk.order(p)) return Walk.END;
                int total = walk.i32(p + 4);
                if (total < shortest(type) || (total & 3) != 0 || total > LONGEST) return Walk.END;
                if (p + total > walk.end) return walk.last ? Walk.END : walk.more(p + total - walk.at);
                if (walk.i32(p + total - 4) != total) return Walk.END;
                p += total;
            }
            return Walk.RECORD;
        } finally {
            walk.big = was;
        }
    }

    static boolean known(int type) {
        return type > 0 && type <= SECRETS || type == SECTION || type == CUSTOM || type == CUSTOM_PRIVATE;
    }

    /// Types of blocks that other programs write and that are of no interest here: for local use (the
    /// highest bit), of Hone and of sysdig.
    static boolean registered(int type) {
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
