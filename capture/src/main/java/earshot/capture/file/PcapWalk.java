package earshot.capture.file;

import earshot.capture.CaptureInfo;

/// Walks the records of a pcap capture (draft-ietf-opsawg-pcap), in any of its [PcapForm]s.
///
/// A record has no check of its own, so each is given only once the header that follows it has been looked
/// at. Where that header makes no sense, either it is damaged or the length that led there is: see
/// [#successor].
final class PcapWalk extends Walk {
    /// As many plausible headers in a row are taken for records when the walk had lost its way.
    private static final int CHAIN = 3;
    /// The same where their times are far from all that was read before.
    private static final int FAR_CHAIN = 8;
    /// Two records of a chain are not further apart, in seconds.
    private static final long NEAR = 7 * 86_400;
    /// Frames are believed to be this long without the file header saying so.
    private static final int USUAL = 262_144;
    /// Longer frames than the file header allows are believed up to here, where a chain follows them.
    private static final int UNUSUAL = 16 * 1024 * 1024;

    private static final int HOLDS = 0, BREAKS = 2;
    private static final int GOOD = 0, WRONG_LENGTH = 2, UNREADABLE = 3;

    private PcapForm form;
    private final long clockOffset;
    private final int believed;
    private final int unit, nanos;
    private final boolean eitherOrder;
    private int header;

    /// The header at [#at] was judged when its predecessor was given.
    private boolean judged;
    /// No record is known to start at [#at]: all since [#lostFrom] is being looked through.
    private boolean lost;

    private long lostFrom;
    /// Seconds of the last record given.
    private long seconds;

    private boolean oddFractions;
    private long steps;

    /// @param form what the capture's first bytes say of it, see [PcapForm#of]
    PcapWalk(PcapForm form, CaptureInfo info) {
        super(info);
        this.form = form;
        clockOffset = info.clockOffset;
        big = form.big();
        unit = form.unit();
        nanos = form.nanos();
        eitherOrder = form.lengthsInEitherOrder();
        long snap = form.snapLength();
        believed = snap == 0 || snap > LONGEST ? LONGEST : (int) Math.max(snap, USUAL);
        link = form.link();
    }

    @Override
    int next() {
        if (header == 0) {
            if (end - at < PcapForm.SAMPLE && !last) return more(PcapForm.SAMPLE);
            begin();
        }
        while (true) {
            if (lost) {
                int state = find();
                if (state != RECORD) return state;
            }
            int at = this.at;
            if (end - at < header) return last ? tail() : more(header);
            if (!judged && !plausible(at)) {
                int state = chain(at, at, false);
                if (state == MORE) return MORE;
                if (state == BREAKS) {
                    lose(at);
                    continue;
                }
                odd();
            }
            judged = true;
            int captured = captured(at);
            int following = at + header + captured;
            if (following + header > end) {
                if (!last) return more(header + captured + header);
                if (following > end) return cut(following);
            } else if (!plausible(following)) {
                int state = successor(following);
                if (state == MORE) return MORE;
                if (state == WRONG_LENGTH) continue;
                if (state == UNREADABLE) {
                    lost = true;
                    lostFrom = base + following;
                }
            }
            seconds = i32(at) & 0xffff_ffffL;
            time = seconds * 1_000_000_000L + (i32(at + 4) & 0xffff_ffffL) * nanos + clockOffset;
            offset = at + header;
            this.captured = captured;
            length = Math.max(captured, length(at));
            frame++;
            this.at = following;
            return RECORD;
        }
    }

    private void begin() {
        at += form.start();
        if (at > end) {
            damage.say("the file ends inside its header");
            at = end;
        }
        form = form.settled(this);
        header = form.header();
    }

    /// What is cheap to ask of every header: a length that is believed, a fraction of a second, not all
    /// zeros.
    private boolean plausible(int at) {
        int captured = captured(at);
        return Integer.compareUnsigned(i32(at + 4), unit) < 0
                && Integer.compareUnsigned(captured, believed) <= 0
                && (captured | i32(at + 12)) != 0;
    }

    private int captured(int at) {
        int captured = i32(at + 8);
        return eitherOrder ? (int) Math.min(captured & 0xffff_ffffL, i32(at + 12) & 0xffff_ffffL) : captured;
    }

    private int length(int at) {
        int length = i32(at + 12);
        return eitherOrder ? Math.max(length, i32(at + 8)) : length;
    }

    /// The header at `following` is not plausible. Either the current record's length led to the wrong
    /// place: then a chain of records starts inside what it calls its frame and leads beyond it. Or the
    /// header is oddly filled but others follow where it says. Or it is damaged.
    private int successor(int following) {
        int odd = chain(following, following, false);
        if (odd == MORE) return MORE;
        if (odd == HOLDS) {
            odd();
            return GOOD;
        }
        return inside(following, 1) ? WRONG_LENGTH : need > 0 ? MORE : UNREADABLE;
    }

    /// Looks for a chain of records that starts inside the current one and leads to `through` or beyond;
    /// goes there if there is one. If bytes are wanted for that, says so in [#need], which is 0 otherwise.
    ///
    /// @param links how many records it must have at least where it ends with the capture
    private boolean inside(int through, int links) {
        int current = at;
        steps = 16L * (Math.min(through, end) - current) + 4096;
        need = 0;
        for (int p = current + header; p < Math.min(through, end); p++) {
            int state = chain(p, through, true);
            if (state == MORE) return false;
            if (state == HOLDS && (links == 1 || reaches(p, links))) {
                need = 0;
                lost = true;
                lostFrom = base + current;
                resume(p);
                return true;
            }
        }
        need = 0;
        return false;
    }

    /// Whether so many records follow each other from `p` on and the last ends with the capture.
    private boolean reaches(int p, int links) {
        int had = 0;
        while (p + header <= end) {
            p += header + captured(p);
            had++;
        }
        return p == end && had >= links;
    }

    /// Whether records follow each other from `p` on until `through`, at least [#CHAIN] of them, or to the
    /// very end.
    ///
    /// @param strict ask more of each header than [#plausible] does; otherwise less, the lengths alone
    private int chain(int p, int through, boolean strict) {
        long before = seconds;
        int wanted = strict && frame > 0 && !near(i32At(p), before) ? FAR_CHAIN : CHAIN;
        for (int had = 0; ; ) {
            if (p + header > end) {
                if (last) return p == end && had > 0 ? HOLDS : BREAKS;
                return more(p + header - at);
            }
            int captured = captured(p);
            long second = i32At(p);
            if (strict) {
                if (captured <= 0 || captured > Math.min(believed, USUAL)) return BREAKS;
                if (Integer.compareUnsigned(i32(p + 4), unit) >= 0 || length(p) < captured) return BREAKS;
                if (had > 0 && !near(second, before)) return BREAKS;
                if (--steps < 0) return BREAKS;
            } else if (captured < 0 || captured > UNUSUAL || (captured | i32(p + 12)) == 0) {
                return BREAKS;
            }
            had++;
            if (had >= wanted && p >= through) return HOLDS;
            before = second;
            p += header + captured;
            if (p > end && last) return BREAKS;
        }
    }

    private long i32At(int p) {
        return p + 4 <= end ? i32(p) & 0xffff_ffffL : 0;
    }

    private static boolean near(long a, long b) {
        return Math.abs(a - b) <= NEAR;
    }

    /// Looks for the next chain of records, passing over what is none.
    private int find() {
        while (true) {
            if (end - at < header) {
                if (!last) return more(header);
                passed("to the end", base + end);
                at = end;
                lost = false;
                return END;
            }
            int captured = i32(at + 8);
            if (captured > 0 && captured <= UNUSUAL || eitherOrder) {
                steps = FAR_CHAIN + 1;
                int state = chain(at, at, true);
                if (state == MORE) return MORE;
                if (state == HOLDS) {
                    resume(at);
                    return RECORD;
                }
            }
            at++;
        }
    }

    private void lose(int at) {
        lost = true;
        lostFrom = base + at;
    }

    private void resume(int p) {
        passed("to byte " + (base + p), base + p);
        lost = false;
        judged = true;
        at = p;
    }

    private void passed(String where, long until) {
        damage.say("after frame " + frame + ", from byte " + lostFrom + " " + where
                + ": no record headers that make sense, " + (until - lostFrom) + " bytes passed over");
    }

    /// The current record says it is longer than what is left of the capture.
    private int cut(int following) {
        if (inside(following, CHAIN)) return next();
        damage.say("the capture ends at byte " + (base + end) + " inside frame " + (frame + 1) + ", "
                + (following - end) + " of whose " + captured(at) + " bytes are missing");
        at = end;
        return END;
    }

    private int tail() {
        if (at < end)
            damage.say(
                    "the capture ends at byte " + (base + end) + " inside the record header of frame " + (frame + 1));
        at = end;
        return END;
    }

    private void odd() {
        if (!oddFractions)
            damage.say("frame " + (frame + 1)
                    + " has a record header out of range (time or length), and perhaps later ones:"
                    + " taken as it is, since records follow where it says");
        oddFractions = true;
    }
}
