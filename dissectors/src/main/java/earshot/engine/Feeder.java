package earshot.engine;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.flow.Direction;
import java.util.Arrays;

/// One direction of a stream on its way into a dissection: the only place where bytes are kept between packets.
///
/// Whole messages are read where they stand, without a copy; an unfinished tail is held, up to the dissection's
/// longest message. After
/// LOST or a gap the next message is searched for, and the bytes in between are said once.
final class Feeder {
    private static final byte[] NOTHING = {};
    /// An empty buffer of this size stays for the next unfinished message; there may be very many of them.
    private static final int KEPT = 1024;

    private final Direction from;
    private final StreamLayer layer;
    private final Cursor cursor = new Cursor(NOTHING);

    private byte[] held = NOTHING;
    private int start, end;
    /// Where in `held` each piece ends, and where it came from.
    private int[] markEnds = new int[4];
    private Provenance[] marks = new Provenance[4];
    private int markCount;

    /// Bytes the current message needs before it is worth asking again.
    private int needed;
    private long bodyLeft;
    private boolean searching;
    private long searched;

    Feeder(Direction from, StreamLayer layer, boolean searching) {
        this.from = from;
        this.layer = layer;
        this.searching = searching;
    }

    /// What the buffer takes, used or not.
    int capacity() {
        return held.length;
    }

    int holding() {
        return end - start;
    }

    boolean inBody() {
        return bodyLeft > 0;
    }

    void body(long length) {
        bodyLeft = length;
    }

    /// Takes the next bytes of the direction.
    void data(byte[] bytes, int offset, int length, Provenance provenance) {
        if (start == end) {
            int used = consume(bytes, offset, offset + length, provenance) - offset;
            if (used < length && layer.current()) hold(bytes, offset + used, length - used, provenance);
            else if (used < length) layer.passOn(from, bytes, offset + used, length - used, provenance);
            return;
        }
        hold(bytes, offset, length, provenance);
        drain();
    }

    /// Reads what is held, as far as it goes.
    void drain() {
        if (start == end) return;
        start = consume(held, start, end, null);
        if (!layer.current()) {
            passOnHeld();
        } else if (start == end) {
            start = end = markCount = 0;
            if (held.length > KEPT) held = NOTHING;
            cursor.set(NOTHING, 0, 0);
        }
    }

    private void hold(byte[] bytes, int offset, int length, Provenance provenance) {
        if (start > 0 && end + length > held.length) compact();
        if (end + length > held.length)
            held = Arrays.copyOf(held, Math.max(end + length, Math.max(256, 2 * held.length)));
        System.arraycopy(bytes, offset, held, end, length);
        end += length;
        if (markCount == marks.length) {
            markEnds = Arrays.copyOf(markEnds, 2 * markCount);
            marks = Arrays.copyOf(marks, 2 * markCount);
        }
        markEnds[markCount] = end;
        marks[markCount++] = provenance;
    }

    private void compact() {
        int gone = 0;
        while (gone < markCount && markEnds[gone] <= start) gone++;
        for (int m = gone; m < markCount; m++) {
            markEnds[m - gone] = markEnds[m] - start;
            marks[m - gone] = marks[m];
        }
        markCount -= gone;
        System.arraycopy(held, start, held, 0, end - start);
        end -= start;
        start = 0;
    }

    /// Where the held bytes [a, b) came from.
    private Provenance heldProvenance(int a, int b) {
        Provenance all = null;
        for (int m = 0, begin = 0; m < markCount && begin < b; begin = markEnds[m++]) {
            if (markEnds[m] > a) all = all == null ? marks[m] : all.and(marks[m]);
        }
        return all == null ? Provenance.NONE : all;
    }

    /// Reads whole messages and body pieces from [at, limit).
    ///
    /// @param whole where all of the bytes came from; null where they are the held ones
    /// @return where the first byte stands that was not used
    private int consume(byte[] bytes, int at, int limit, Provenance whole) {
        Dissection dissection = layer.dissection();
        while (at < limit && layer.current()) {
            if (bodyLeft > 0) {
                int n = (int) Math.min(bodyLeft, limit - at);
                layer.reading(whole != null ? whole : heldProvenance(at, at + n));
                if (bodyLeft != Long.MAX_VALUE) bodyLeft -= n;
                dissection.body(from, cursor.set(bytes, at, n));
                at += n;
                if (bodyLeft == 0) bodyOver();
                continue;
            }
            if (searching) {
                int found = dissection.resync(from, cursor.set(bytes, at, limit - at));
                int n = Math.clamp(found >= 0 ? found : ~found, 0, limit - at);
                searched += n;
                at += n;
                if (found < 0) {
                    int keep = limit - at;
                    if (keep > dissection.longestMessage()) {
                        at++;
                        searched++;
                        continue;
                    }
                    return at;
                }
                found();
                continue;
            }
            if (limit - at < needed) return at;
            int length = dissection.frame(from, cursor.set(bytes, at, limit - at));
            if (length == Dissection.MORE && limit - at < dissection.longestMessage()) {
                needed = 0;
                return at;
            }
            if (length == Dissection.MORE || length < 0 || length > dissection.longestMessage()) {
                layer.reading(whole != null ? whole : heldProvenance(at, at + 1));
                search(length);
                at++;
                searched++;
                continue;
            }
            if (length > limit - at) {
                needed = length;
                return at;
            }
            needed = 0;
            layer.reading(whole != null ? whole : heldProvenance(at, at + length));
            dissection.message(from, cursor.set(bytes, at, length));
            at += length;
            layer.read(from, length);
        }
        return at;
    }

    /// Ends a body of no bytes that the last message announced.
    void bodyOver() {
        layer.dissection().bodyEnd(from);
    }

    private void search(int length) {
        searching = true;
        needed = 0;
        layer.out()
                .anomaly(
                        "lost-sync",
                        length > 0
                                ? "a message says it has " + length + " bytes"
                                : "no message begins where one should");
    }

    private void found() {
        searching = false;
        layer.skipped(searched);
        searched = 0;
    }

    /// The capture lacks bytes here.
    void gap(long bytes) {
        Dissection dissection = layer.dissection();
        layer.skipped(holding());
        start = end = markCount = needed = 0;
        if (bodyLeft > 0 && bytes > 0) {
            long inside = Math.min(bodyLeft, bytes);
            if (bodyLeft != Long.MAX_VALUE) bodyLeft -= inside;
            dissection.bodyGap(from, inside);
            bytes -= inside;
            if (bodyLeft == 0) bodyOver();
            if (bytes == 0) return;
        }
        if (!layer.current()) return;
        bodyLeft = 0;
        dissection.gap(from, bytes);
        searching = true;
    }

    /// Hands what is held to whoever reads the connection now.
    void passOnHeld() {
        int a = start;
        start = end;
        for (int m = 0; m < markCount; m++) {
            int b = markEnds[m];
            if (b <= a) continue;
            layer.passOn(from, held, a, b - a, marks[m]);
            a = b;
        }
        held = NOTHING;
        start = end = markCount = 0;
    }

    /// Nothing more will come.
    void end() {
        if (holding() == 0) return;
        layer.skipped(holding());
        if (!searching) layer.out().anomaly("unfinished-message", holding() + " bytes at the end are no whole message");
    }
}
