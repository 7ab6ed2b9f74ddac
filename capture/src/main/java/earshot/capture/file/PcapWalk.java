package earshot.capture.file;

import earshot.capture.CaptureInfo;

/// Walks the records of a pcap capture (draft-ietf-opsawg-pcap), in any of its [PcapForm]s.
///
/// A record has no check of its own, so each is given only once the header that follows it has been looked
/// at. Where that header makes no sense, or its time is far from the record's, a [PcapSearch] says what to
/// make of it.
final class PcapWalk extends Walk {
    /// Frames are believed to be this long without the file header saying so.
    static final int USUAL = 262_144;

    /// So many leaps of the clock with nothing wrong around them, and the capture's clock is taken to be
    /// like that.
    private static final int LEAPS = 64;

    private PcapForm form;
    private final long clockOffset;
    private int believed, unit, nanos;
    private boolean eitherOrder;
    private final PcapSearch search = new PcapSearch(this);
    private int header;
    /// The longest step of the clock, in seconds, that is not looked into.
    private long step = PcapSearch.NEAR;

    private int leaps;

    /// The header at [#at] was judged when its predecessor was given.
    private boolean judged;
    /// That judgement: its length is right, its time is not.
    private boolean odd;
    /// No record is known to start at [#at]: all since [#lostFrom] is being looked through.
    private boolean lost;

    private long lostFrom;
    private boolean saidOdd;

    /// @param form what the capture's first bytes say of it, see [PcapForm#of]
    PcapWalk(PcapForm form, CaptureInfo info) {
        super(info);
        clockOffset = info.clockOffset;
        time = clockOffset;
        obey(form);
    }

    private void obey(PcapForm form) {
        this.form = form;
        header = 0;
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
        while (true) {
            if (header == 0) {
                if (end - at < PcapForm.SAMPLE && !last) return more(PcapForm.SAMPLE);
                begin();
            }
            if (lost) {
                if (base + at == lostFrom) {
                    if (end - at < PcapForm.SAMPLE && !last) return more(PcapForm.SAMPLE);
                    if (joined()) continue;
                }
                int state = find();
                if (state != RECORD) return state;
            }
            int at = this.at;
            if (end - at < header) return last ? tail() : more(header);
            if (!judged && !plausible(at)) {
                int state = first(at);
                if (state == MORE) return MORE;
                if (state != RECORD) continue;
            }
            int following = at + header + captured(at);
            if (following + header > end) {
                if (!last) return more(following + header - at);
                if (following > end) {
                    if (cut(following)) continue;
                    return END;
                }
            } else if (!plausible(following) || leap(at, following)) {
                int state = search.judge(at, following);
                if (state == PcapSearch.MORE) return MORE;
                if (state == PcapSearch.WRONG_LENGTH) {
                    lose(at);
                    resume(search.found());
                    continue;
                }
                give(at, following);
                judge(state, following);
                return RECORD;
            }
            give(at, following);
            judged = true;
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

    /// Where a record should start there may be the header of another file: captures are joined like texts
    /// sometimes.
    private boolean joined() {
        PcapForm next = PcapForm.of(data, at, end);
        if (next == null || frame == 0) return false;
        if (info.comments.size() < PcapngOptions.COMMENTS)
            info.comments.add("after frame " + frame + ": the header of another capture, at " + place(base + at));
        obey(next);
        lost = false;
        judged = false;
        odd = false;
        return true;
    }

    /// Makes the record at `at`, which ends at `following`, the one found.
    private void give(int at, int following) {
        frame++;
        offset = at + header;
        captured = following - offset;
        length = Math.max(captured, length(at));
        if (odd) oddly(at);
        else time = seconds(at) * 1_000_000_000L + fraction(at) * nanos + clockOffset;
        this.at = following;
    }

    /// A record whose length leads to the next but whose other fields are out of range: its time is what is
    /// possible of it, or its predecessor's.
    private void oddly(int at) {
        odd = false;
        if (length > PcapSearch.LONGEST_ON_WIRE) length = captured;
        if (!saidOdd)
            damage.say("frame " + frame + " at " + place(base + at)
                    + " has a time or length out of range, and perhaps later ones:"
                    + " what is impossible was put right by its neighbours");
        saidOdd = true;
        long second = seconds(at) * 1_000_000_000L + clockOffset;
        if (frame == 1 || PcapSearch.near(second / 1_000_000_000L, time / 1_000_000_000L))
            time = second + Math.min(fraction(at), unit - 1) * nanos;
    }

    /// What is cheap to ask of every header: a length that is believed, a fraction of a second, not all
    /// zeros.
    boolean plausible(int at) {
        int captured = captured(at), length = i32(at + 12);
        return Integer.compareUnsigned(i32(at + 4), unit) < 0
                && Integer.compareUnsigned(captured, believed) <= 0
                && Integer.compareUnsigned(length, PcapSearch.LONGEST_ON_WIRE) <= 0
                && (captured | length) != 0;
    }

    private boolean leap(int at, int following) {
        long step = seconds(following) - seconds(at);
        return step > this.step || step < -this.step;
    }

    int header() {
        return header;
    }

    int believed() {
        return believed;
    }

    int unit() {
        return unit;
    }

    long seconds(int at) {
        return i32(at) & 0xffff_ffffL;
    }

    long fraction(int at) {
        return i32(at + 4) & 0xffff_ffffL;
    }

    int captured(int at) {
        int captured = i32(at + 8);
        return eitherOrder ? (int) Math.min(captured & 0xffff_ffffL, i32(at + 12) & 0xffff_ffffL) : captured;
    }

    int length(int at) {
        int length = i32(at + 12);
        return eitherOrder ? Math.max(length, i32(at + 8)) : length;
    }

    /// The first header is not plausible: records may follow where it says all the same.
    private int first(int at) {
        int state = search.follow(at);
        if (state == PcapSearch.MORE) return MORE;
        judged = true;
        odd = state == PcapSearch.HOLDS;
        if (odd) return RECORD;
        lose(at);
        return END;
    }

    private void judge(int state, int following) {
        judged = true;
        switch (state) {
            case PcapSearch.UNREADABLE -> lose(following);
            case PcapSearch.ODD -> odd = true;
            default -> {
                if (++leaps == LEAPS) step = Long.MAX_VALUE;
            }
        }
    }

    private void lose(int at) {
        lost = true;
        lostFrom = base + at;
    }

    /// Looks for the next chain of records, passing over what is none.
    private int find() {
        for (; end - at >= header; at++) {
            int state = search.startsAt(at);
            if (state == PcapSearch.MORE) return MORE;
            if (state == PcapSearch.HOLDS) {
                resume(at);
                return RECORD;
            }
        }
        if (!last) return more(header);
        passed("to the end", base + end);
        at = end;
        lost = false;
        return END;
    }

    private void resume(int p) {
        passed("to " + place(base + p), base + p);
        lost = false;
        judged = true;
        odd = false;
        at = p;
    }

    private void passed(String where, long until) {
        damage.say("after frame " + frame + ", from " + place(lostFrom) + " " + where
                + ": no record headers that make sense, " + (until - lostFrom) + " bytes passed over");
    }

    /// The current record says it is longer than what is left of the capture: the end is missing, or its
    /// length is wrong and whole records stand inside it.
    ///
    /// @return true where the walk goes on at one of those
    private boolean cut(int following) {
        if (search.lastOnes(at)) {
            lose(at);
            resume(search.found());
            return true;
        }
        damage.say("the capture ends at " + place(base + end) + " inside frame " + (frame + 1) + ", "
                + (following - end) + " of whose " + captured(at) + " bytes are missing");
        at = end;
        return false;
    }

    private int tail() {
        if (at < end)
            damage.say(
                    "the capture ends at " + place(base + end) + " inside the record header of frame " + (frame + 1));
        at = end;
        return END;
    }
}
