package earshot.capture.file;

import earshot.capture.Block;
import earshot.capture.CaptureInfo;
import earshot.capture.FrameRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/// One capture being read: its bytes, the window over them, and the walk through the window.
///
/// Where it is the only one whose turn it is, it reads straight into a [Block] and walks there ([#direct]);
/// where several are merged, each reads through a small window of its own and records are copied ([#peek],
/// [#append]).
final class Lane {
    /// The window of a capture that waits for its turn.
    private static final int WINDOW = 64 * 1024;
    /// A window grown for one long record is given back when it is drained.
    private static final int LARGE = 2 * Block.BYTES;

    private static final byte[] NONE = {};

    final CaptureInfo info;
    final int index;
    /// The time stamp of its first record, by which captures wait for their turn.
    long first = Long.MIN_VALUE;

    private final byte source;
    /// null for standard input
    private final Path path;

    private Stored stored;
    private Feed feed;
    private Walk walk;
    private byte[] own = NONE;
    /// The walk's record was found but not given yet.
    private boolean pending;

    private boolean ended, troubleSaid;
    private final Tally tally;

    Lane(CaptureInfo info, int index, byte source, Path path) {
        this.info = info;
        this.index = index;
        this.source = source;
        this.path = path;
        tally = new Tally(info);
    }

    Path path() {
        return path;
    }

    /// Bytes of the file or pipe read so far.
    long position() {
        return stored == null ? 0 : stored.position();
    }

    boolean isPipe() {
        return stored != null && stored.isPipe();
    }

    boolean isOpen() {
        return feed != null;
    }

    boolean ended() {
        return ended;
    }

    /// The time stamp of the record that [#peek] found.
    long time() {
        return walk.time;
    }

    /// How many bytes the record that [#peek] found has.
    int captured() {
        return walk.captured;
    }

    /// Starts reading.
    ///
    /// @return null, or what the file is instead of a capture
    String open(Stored stored) {
        this.stored = stored;
        feed = Feed.of(stored);
        own = new byte[WINDOW];
        int had = feed.read(own, 0, own.length);
        walk = switch (Form.of(own, had)) {
            case PCAP -> new PcapWalk(PcapForm.of(own, 0, had), info);
            case PCAPNG -> new PcapngWalk(info);
            default -> null;
        };
        if (walk == null) {
            String instead = stored.isCut() ? "interrupted before it could be told what it is" : feed.trouble();
            if (instead == null) instead = had == 0 ? "it is empty" : "it is no capture";
            feed.close();
            ended = true;
            return instead;
        }
        walk.data = own;
        walk.end = had;
        walk.packed = feed != stored;
        ended(had < own.length);
        return null;
    }

    void reopen(ByteBuffer stage, Cutoff cutoff) {
        try {
            String instead = open(Stored.open(path, stage, cutoff));
            stored.forget();
            if (instead != null) info.damage.add("not read: " + instead);
        } catch (IOException e) {
            info.damage.add("not read: " + Failure.text(e));
            ended = true;
        }
    }

    /// Finds the next record, unless that is done already.
    ///
    /// @return false when there are no more
    boolean peek() {
        while (!pending) {
            if (ended) return false;
            switch (walk.next()) {
                case Walk.RECORD -> pending = true;
                case Walk.MORE -> refill();
                default -> finish();
            }
        }
        return true;
    }

    /// Copies the record that [#peek] found behind `used` bytes of the block, and has done with it.
    void append(Block block, int used) {
        System.arraycopy(walk.data, walk.offset, block.bytes, used, walk.captured);
        put(block, block.count, used);
        block.count++;
        pending = false;
    }

    /// Fills an empty block with the records up to the time `limit`, as many as fit. The block stays empty
    /// where the capture ends, or its next record is later; then that one is pending.
    void direct(Block block, long limit) {
        if (ended || tooMany()) return;
        int kept = pending ? walk.offset : walk.at;
        int rest = walk.end - kept;
        if (rest > block.bytes.length / 2 || pending && walk.time > limit) {
            copying(block, limit);
            return;
        }
        System.arraycopy(walk.data, kept, block.bytes, 0, rest);
        walk.moved(kept);
        walk.data = block.bytes;
        top(block.bytes.length);
        int count = 0;
        while (count < Block.RECORDS) {
            if (!pending) {
                int what = walk.next();
                if (what == Walk.END) {
                    finish();
                    break;
                }
                if (what == Walk.MORE) {
                    if (count > 0 || walk.need > block.bytes.length) break;
                    compact(walk.at);
                    top(block.bytes.length);
                    continue;
                }
                pending = true;
            }
            if (walk.time > limit) break;
            put(block, count++, walk.offset);
            pending = false;
        }
        block.count = count;
        if (ended) return;
        takeHome();
        if (count == 0) copying(block, limit);
    }

    private boolean tooMany() {
        if (walk.frame < FrameRef.MAX_FRAME - Block.RECORDS) return false;
        walk.damage.say("more frames than can be numbered: nothing after frame " + walk.frame + " was read");
        finish();
        return true;
    }

    private void copying(Block block, long limit) {
        int used = 0;
        while (block.count < Block.RECORDS && peek() && walk.time <= limit) {
            if (!fits(block, used)) break;
            append(block, used);
            used += block.captured[block.count - 1];
        }
    }

    /// Whether the pending record fits behind `used` bytes of the block; an empty block is made to fit.
    boolean fits(Block block, int used) {
        if (walk.captured <= block.bytes.length - used) return true;
        if (used > 0) return false;
        try {
            block.bytes = new byte[walk.captured];
        } catch (OutOfMemoryError e) {
            walk.damage.say("frame " + walk.frame + " is too long for the memory allowed: " + block.bytes.length
                    + " of its " + walk.captured + " bytes were read");
            walk.captured = block.bytes.length;
        }
        return true;
    }

    /// Enters the walk's record at `i` and counts it.
    private void put(Block block, int i, int offset) {
        long time = walk.time;
        int captured = walk.captured;
        block.offset[i] = offset;
        block.captured[i] = captured;
        block.length[i] = walk.length;
        block.time[i] = time;
        block.ref[i] = FrameRef.of(index, walk.frame);
        block.link[i] = walk.link;
        block.source[i] = source;
        tally.add(time, captured, walk.length, walk.link);
    }

    /// Writes what was counted where others see it.
    void report() {
        tally.report();
    }

    /// Moves what is still to be walked back from a block's bytes into the own window.
    private void takeHome() {
        int kept = pending ? walk.offset : walk.at;
        int rest = walk.end - kept;
        if (own.length < rest || own.length > LARGE) own = new byte[Math.max(rest, WINDOW)];
        System.arraycopy(walk.data, kept, own, 0, rest);
        walk.moved(kept);
        walk.data = own;
    }

    /// Makes the window hold what the walk needs, or all there is.
    private void refill() {
        int rest = walk.end - walk.at;
        if (walk.need > own.length) {
            // doubled, not made to measure: a damaged length costs no more than what the capture really has
            if (!grow(Math.max(2 * own.length, 2 * rest))) return;
        } else if (own.length > LARGE && rest < WINDOW / 2 && walk.need < WINDOW) {
            own = Arrays.copyOfRange(own, walk.at, walk.at + WINDOW);
            walk.moved(walk.at);
            walk.data = own;
        } else if (own.length - walk.at < walk.need || walk.end == own.length) {
            compact(walk.at);
        }
        top(own.length);
    }

    private boolean grow(int size) {
        try {
            byte[] larger = new byte[size];
            System.arraycopy(own, walk.at, larger, 0, walk.end - walk.at);
            walk.moved(walk.at);
            own = larger;
            walk.data = larger;
            return true;
        } catch (OutOfMemoryError e) {
            walk.damage.say("frame " + (walk.frame + 1) + " at byte " + (walk.base + walk.at)
                    + " is too long for the memory allowed (" + walk.need + " bytes): nothing after it was read");
            finish();
            return false;
        }
    }

    private void compact(int kept) {
        System.arraycopy(walk.data, kept, walk.data, 0, walk.end - kept);
        walk.moved(kept);
    }

    private void top(int size) {
        if (walk.last) return;
        int wanted = size - walk.end;
        int had = feed.read(walk.data, walk.end, wanted);
        walk.end += had;
        ended(had < wanted);
    }

    private void ended(boolean last) {
        walk.last = last;
        if (last && stored.isCut()) walk.damage.silence();
        if (last) sayTrouble();
    }

    private void sayTrouble() {
        if (!troubleSaid && feed.trouble() != null) {
            troubleSaid = true;
            walk.damage.say(feed.trouble());
        }
    }

    private void finish() {
        ended = true;
        sayTrouble();
        info.sha256 = stored.digest();
        close();
    }

    /// Ends the reading; what was counted stays.
    void close() {
        ended = true;
        report();
        if (feed != null) feed.close();
        own = NONE;
        if (walk != null) walk.data = NONE;
    }
}
