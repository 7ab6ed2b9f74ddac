package earshot.capture.file;

/// Tells records from other bytes where a [PcapWalk] is in doubt.
///
/// What convinces is a chain: headers that make sense, each where its predecessor's length says, with times
/// near each other. How much is looked at altogether stays in proportion to the bytes walked, whatever a
/// capture holds.
final class PcapSearch {
    /// Two records of a chain are not further apart, in seconds.
    static final long NEAR = 86_400;
    /// No frame had more bytes on the wire.
    static final int LONGEST_ON_WIRE = 64 * 1024 * 1024;

    /// A chain holds, or does not; more bytes are wanted to say so.
    static final int HOLDS = 0, MORE = 1, BREAKS = 2;
    /// What a doubtful header is, see [#judge].
    static final int SOUND = 3, ODD = 4, UNREADABLE = 5, WRONG_LENGTH = 6;

    private static final int CHAIN = 3;
    /// A chain whose times are far from all that was read before.
    private static final int FAR_CHAIN = 8;
    /// A chain of so many convinces wherever it leads.
    private static final int LONGEST_CHAIN = 1024;
    /// Before this no capture was made (1979): in the wrong place, small numbers look like early times.
    private static final long EARLIEST = 300_000_000;
    /// Longer frames than the file header allows are believed up to here, where a chain follows them.
    private static final int UNUSUAL = 16 * 1024 * 1024;
    /// How far beyond a doubtful header another place is looked for that makes more sense.
    private static final int REACH = 64 * 1024;
    /// Headers that may be looked at: so many at once, and a few more with every byte walked.
    private static final long CREDIT = 16 * 1024 * 1024, CREDIT_A_BYTE = 4;

    private final PcapWalk walk;
    private long spent;
    private int found;

    PcapSearch(PcapWalk walk) {
        this.walk = walk;
    }

    /// Where the records are that [#judge] or [#lastOnes] found.
    int found() {
        return found;
    }

    /// What to make of the header at `following`, to which the record at `at` leads.
    ///
    /// @return [#WRONG_LENGTH]: records are [#found] inside the one at `at`, whose length is wrong. [#ODD]:
    /// its length leads to the next record, but its time or another field is out of range. [#SOUND]:
    /// nothing better is near, and others follow it. [#UNREADABLE]: neither. [#MORE]: see [Walk#need]
    int judge(int at, int following) {
        long second = walk.seconds(at);
        int inside = look(at + walk.header(), following, following, second);
        if (inside == MORE) return MORE;
        if (inside == HOLDS) return WRONG_LENGTH;
        int beyond = look(following + 1, following + REACH, 0, second);
        if (beyond == MORE) return MORE;
        if (beyond == HOLDS) return found == following + walk.header() + walk.captured(following) ? ODD : UNREADABLE;
        int follow = follow(following);
        if (follow == MORE) return MORE;
        return follow == BREAKS ? UNREADABLE : walk.plausible(following) ? SOUND : ODD;
    }

    /// Whether records start at `at`, where the walk had lost its way.
    int startsAt(int at) {
        return chain(
                at, 0, walk.frame == 0 ? -1 : Math.floorDiv(walk.time - walk.info.clockOffset, 1_000_000_000L), true);
    }

    /// Whether at least three whole records, to the very end of the capture, stand inside the one at `at`.
    boolean lastOnes(int at) {
        for (int p = at + walk.header(); p < walk.end && affordable(); p++) {
            if (chain(p, Integer.MAX_VALUE, walk.seconds(at), false) != HOLDS) continue;
            int records = 0;
            for (int q = p; q < walk.end; q += walk.header() + walk.captured(q)) records++;
            if (records < CHAIN) continue;
            found = p;
            return true;
        }
        return false;
    }

    /// Whether records follow each other from `at` on by their lengths alone.
    int follow(int at) {
        int p = at;
        for (int had = 0; had < CHAIN; had++) {
            if (p + walk.header() > walk.end) {
                if (walk.last) return p == walk.end && had > 0 ? HOLDS : BREAKS;
                return more(p + walk.header());
            }
            int captured = walk.captured(p);
            if (captured < 0 || captured > Math.max(UNUSUAL, walk.believed()) || (captured | walk.length(p)) == 0)
                return BREAKS;
            p += walk.header() + captured;
            if (p > walk.end && walk.last) return BREAKS;
        }
        return HOLDS;
    }

    /// Looks for a chain that starts at or after `from` and before `until`, and leads to `through`.
    private int look(int from, int until, int through, long second) {
        for (int p = from; p < until && affordable(); p++) {
            int state = chain(p, through, second, false);
            if (state == HOLDS) found = p;
            if (state != BREAKS) return state;
            if (p >= walk.end) return BREAKS;
        }
        return BREAKS;
    }

    private boolean affordable() {
        return spent < CREDIT + CREDIT_A_BYTE * (walk.base + walk.at);
    }

    /// Whether records follow each other from `p` on until `through`, at least three of them or to the very
    /// end.
    ///
    /// @param second near which the first must be; -1 for any
    /// @param far whether it may be far from that; the chain must then be longer
    private int chain(int p, int through, long second, boolean far) {
        int wanted = CHAIN;
        long before = second;
        for (int had = 0; ; ) {
            spent++;
            if (p + walk.header() > walk.end) {
                if (walk.last) return p == walk.end && had > 0 ? HOLDS : BREAKS;
                return more(p + walk.header());
            }
            if (!convincing(p)) return BREAKS;
            long now = walk.seconds(p);
            if (before >= 0 && !near(now, before)) {
                if (!far || had > 0 || now < EARLIEST) return BREAKS;
                wanted = FAR_CHAIN;
            }
            before = now;
            had++;
            if (had >= wanted && p >= through || had > LONGEST_CHAIN) return HOLDS;
            p += walk.header() + walk.captured(p);
            if (p > walk.end && walk.last) return BREAKS;
        }
    }

    private boolean convincing(int p) {
        int captured = walk.captured(p);
        return captured > 0
                && captured <= Math.min(walk.believed(), PcapWalk.USUAL)
                && walk.length(p) >= captured
                && walk.plausible(p);
    }

    static boolean near(long a, long b) {
        return Math.abs(a - b) <= NEAR;
    }

    private int more(int until) {
        walk.more(until - walk.at);
        return MORE;
    }
}
