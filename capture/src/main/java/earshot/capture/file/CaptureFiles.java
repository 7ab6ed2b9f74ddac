package earshot.capture.file;

import earshot.capture.Block;
import earshot.capture.CaptureInfo;
import earshot.capture.CaptureSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/// The captures a user named, read as one run in the order of time.
///
/// Records of all captures are merged by time stamp; equal ones come in the order in which the captures
/// were given. Within a capture the order is its own, also where its clock steps back. Captures that do not
/// overlap in time are read one after the other, each straight into the blocks.
public final class CaptureFiles implements CaptureSource {
    /// One argument of the user.
    ///
    /// @param name a file, a folder, or `-` for standard input
    /// @param source which `--source` it belongs to, "" for the only one
    /// @param clockOffset nanoseconds to add to every time stamp
    public record Input(String name, String source, long clockOffset) {
        public Input(String name) {
            this(name, "", 0);
        }
    }

    /// How to read.
    ///
    /// @param digest whether to compute the SHA-256 of every capture as a whole
    /// @param known asked for each capture once its head is known: whether it is to be left out, as it is
    /// known already. Whoever asks says so; the capture is not among [#captures]
    /// @param cutoff ends the reading, also while a pipe is waited for, be it in opening it
    public record Options(boolean digest, Predicate<CaptureInfo> known, Cutoff cutoff) {
        public Options(boolean digest) {
            this(digest, _ -> false, new Cutoff());
        }
    }

    /// Half a block measured fastest: it stays in the processor's cache until it is copied.
    private static final int STAGE = 256 * 1024;

    private final ByteBuffer stage = ByteBuffer.allocateDirect(STAGE);
    private final List<CaptureInfo> captures = new ArrayList<>();
    private final List<CaptureInfo> shown = Collections.unmodifiableList(captures);
    private final Skipped skipped = new Skipped();
    /// Captures whose turn has not come, earliest first.
    private final ArrayDeque<Lane> waiting = new ArrayDeque<>();
    /// Captures being read.
    private final Turns turns = new Turns();
    private final Digests digests = new Digests();

    private final Cutoff cutoff;
    private volatile long bytesRead;
    private final long bytesTotal;

    /// Opens the inputs. What cannot be opened is a capture too, without frames and with its damage said;
    /// what a folder holds besides captures is in [#skipped].
    public static CaptureFiles open(List<Input> inputs, Options options) {
        return new CaptureFiles(inputs, options);
    }

    /// Opens files and folders as one source.
    public static CaptureFiles open(Path... files) {
        List<Input> inputs = new ArrayList<>();
        for (Path file : files) inputs.add(new Input(file.toString()));
        return open(inputs, new Options(false));
    }

    private CaptureFiles(List<Input> inputs, Options options) {
        cutoff = options.cutoff;
        List<Inputs.Found> found = Inputs.expand(inputs, skipped);
        List<String> sources = new ArrayList<>();
        List<Lane> lanes = new ArrayList<>();
        long total = 0;
        for (Inputs.Found file : found) {
            if (!sources.contains(file.input().source()))
                sources.add(file.input().source());
            int source = sources.indexOf(file.input().source());
            if (source > 255) throw new IllegalArgumentException("more than 256 sources");
            CaptureInfo info = new CaptureInfo(file.name(), file.input().source());
            info.clockOffset = file.input().clockOffset();
            Lane lane = new Lane(info, captures.size(), (byte) source, file.path());
            long size = begin(lane, file, found.size() == 1, options);
            if (size == NOT_HERE) continue;
            captures.add(info);
            if (lane.ended()) continue;
            total = size < 0 || total < 0 ? -1 : total + size;
            lanes.add(lane);
        }
        bytesTotal = total;
        digests.start();
        lanes.sort(Comparator.comparingLong((Lane lane) -> lane.first).thenComparingInt(lane -> lane.index));
        waiting.addAll(lanes);
    }

    private static final long NOT_HERE = Long.MIN_VALUE;

    /// Looks at a file: is it a capture, what does it begin with, when. One that may have to wait is closed
    /// again.
    ///
    /// @return its size, -1 where that is unknown, or [#NOT_HERE] for a folder's file that is no capture
    /// and for what is known already
    private long begin(Lane lane, Inputs.Found file, boolean only, Options options) {
        CaptureInfo info = lane.info;
        if (file.trouble() != null) {
            info.damage.add("not read: " + file.trouble());
            lane.close();
            return 0;
        }
        try {
            Stored stored = Stored.open(file.path(), stage, cutoff);
            boolean pipe = stored.size() < 0;
            if (pipe && options.digest) stored.digest(sha256());
            String instead;
            if (only || pipe) {
                instead = lane.open(stored);
                if (instead == null && !only && lane.peek()) lane.first = lane.time();
            } else {
                CaptureInfo scratch = new CaptureInfo(info.name, info.source);
                scratch.clockOffset = info.clockOffset;
                Lane probe = new Lane(scratch, 0, (byte) 0, file.path());
                instead = probe.open(stored);
                if (instead == null && probe.peek()) lane.first = probe.time();
                probe.close();
            }
            info.head = HexFormat.of().formatHex(sha256().digest(stored.head()));
            stored.forget();
            if (instead == null && options.known.test(info)) {
                lane.close();
                return NOT_HERE;
            }
            if (instead == null) {
                if (options.digest && !pipe) digests.add(info, file.path(), stored.size());
                return stored.size();
            }
            if (file.inFolder()) {
                skipped.add(info.name, instead);
                return NOT_HERE;
            }
            info.damage.add("not read: " + instead);
        } catch (IOException e) {
            info.damage.add("not read: " + Failure.text(e));
        }
        lane.close();
        return 0;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean fill(Block block) {
        block.clear();
        if (cutoff.isCut() && !isPipeAlone()) return false;
        if (block.bytes.length > 2 * Block.BYTES) block.bytes = new byte[Block.BYTES];
        while (block.count == 0) {
            while (!waiting.isEmpty() && turns.isTurnOf(waiting.peek())) start(waiting.poll());
            if (turns.isEmpty()) break;
            Lane lane = turns.first();
            if (turns.size() > 1) {
                turns.merge(block, waiting.peek());
            } else {
                lane.direct(block, limit(lane));
            }
            turns.settle();
        }
        bytesRead = turns.report();
        return block.count > 0;
    }

    @Override
    public void stop() {
        cutoff.cut();
    }

    /// Whether all that is left is a pipe: what came through it before it was cut off is still to be had, as it cannot
    /// be read again.
    private boolean isPipeAlone() {
        if (turns.size() + waiting.size() != 1) return false;
        return (waiting.isEmpty() ? turns.first() : waiting.peek()).isPipe();
    }

    /// Up to when a lane may go on before another must be looked at.
    private long limit(Lane lane) {
        Lane next = waiting.peek();
        if (next == null) return Long.MAX_VALUE;
        return lane.index < next.index ? next.first : next.first - 1;
    }

    private void start(Lane lane) {
        if (!lane.isOpen()) lane.reopen(stage, cutoff);
        turns.add(lane);
    }

    @Override
    public List<CaptureInfo> captures() {
        return shown;
    }

    /// Files in folders that are no captures, one sentence each, bounded.
    public List<String> skipped() {
        return skipped.said();
    }

    /// How many files in folders are no captures.
    public long skippedFiles() {
        return skipped.files();
    }

    /// Bytes read so far, as stored. Any thread may ask.
    public long bytesRead() {
        return bytesRead;
    }

    /// Bytes there are to read, as stored; -1 where a pipe is among the inputs.
    public long bytesTotal() {
        return bytesTotal;
    }

    /// Waits until the digests of whole captures are known and enters them in [CaptureInfo#sha256]; to be
    /// called by the reading thread when [#fill] has returned false. Returns at once where none were asked
    /// for.
    @Override
    public void finish() throws InterruptedException {
        digests.await();
    }

    @Override
    public void close() {
        digests.cancel();
        turns.close();
        for (Lane lane : waiting) lane.close();
        waiting.clear();
    }
}
