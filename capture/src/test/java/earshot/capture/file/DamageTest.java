package earshot.capture.file;

import static earshot.capture.file.Made.frame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Damaged captures give what stands before the damage, exactly, find their way again behind it, and say
/// so.
class DamageTest {
    private static final int FRAMES = 300;
    private static final long SEED = Long.getLong("earshot.damage.seed", 0);
    private static final int EFFORT = Integer.getInteger("earshot.damage.effort", 1);

    /// A capture, and where each of its records starts and ends.
    private record Whole(byte[] bytes, int[] starts, List<String> frames) {
        /// How many records stand wholly before a byte.
        int before(int at) {
            int n = 0;
            while (n < FRAMES && starts[n + 1] <= at) n++;
            return n;
        }
    }

    private static Whole whole(String form) {
        Random random = new Random(1);
        boolean ng = form.startsWith("pcapng"), big = form.endsWith("big");
        Made made = Made.of(big);
        if (ng) made.section().describe(1, 0);
        else made.pcap(0xa1b2c3d4, 1);
        int[] starts = new int[FRAMES + 1];
        for (int i = 0; i < FRAMES; i++) {
            starts[i] = made.size();
            byte[] frame = frame(i, 40 + random.nextInt(i % 7 == 0 ? 1400 : 100));
            long micros = 1_300_000_000_000_000L + i * 250_000L;
            if (ng) made.packet(0, micros, frame);
            else made.record(micros / 1_000_000, micros % 1_000_000, frame);
        }
        starts[FRAMES] = made.size();
        Frames read = Frames.of(made.done());
        assertEquals(FRAMES, read.frames().size());
        assertEquals(List.of(), read.info().damage);
        return new Whole(made.done(), starts, read.frames());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pcap little", "pcap big", "pcapng little", "pcapng big"})
    void aTruncatedCaptureGivesItsWholeFrames(String form) {
        Whole whole = whole(form);
        Random random = new Random(SEED + 2);
        for (int trial = 0; trial < 300 * EFFORT; trial++) {
            int length = 100 + random.nextInt(whole.bytes.length - 100);
            Frames read = Frames.of(Arrays.copyOf(whole.bytes, length));
            int complete = whole.before(length);
            assertEquals(whole.frames.subList(0, complete), read.frames(), "cut at " + length);
            boolean seen = length != whole.starts[complete];
            assertEquals(
                    seen ? 1 : 0,
                    read.info().damage.size(),
                    () -> read.info().damage.toString());
            if (seen)
                assertTrue(
                        read.info().damage.getFirst().contains("byte " + length),
                        () -> read.info().damage.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pcap little", "pcap big", "pcapng little", "pcapng big"})
    void anOverwrittenStretchCostsOnlyTheFramesItTouches(String form) {
        Whole whole = whole(form);
        Random random = new Random(SEED + 3);
        for (int trial = 0; trial < 400 * EFFORT; trial++) {
            int length = trial % 4 == 0 ? 1 : trial % 4 == 1 ? 4 : 1 + random.nextInt(3000);
            int at = whole.starts[0] + random.nextInt(whole.bytes.length - whole.starts[0] - length);
            byte[] damaged = whole.bytes.clone();
            for (int i = at; i < at + length; i++) damaged[i] = trial % 3 == 0 ? 0 : (byte) random.nextInt();
            assertTrue(
                    check(
                            whole,
                            damaged,
                            at,
                            at + length,
                            form + " trial " + trial + ": " + length + " bytes from " + at),
                    form + " trial " + trial);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pcap little", "pcap big", "pcapng little", "pcapng big"})
    void missingAndAddedBytes(String form) {
        Whole whole = whole(form);
        Random random = new Random(SEED + 4);
        int astray = 0;
        for (int trial = 0; trial < 400 * EFFORT; trial++) {
            int length = 1 + random.nextInt(2000);
            int at = whole.starts[0] + random.nextInt(whole.bytes.length - whole.starts[0] - length);
            boolean missing = trial % 2 == 0;
            byte[] added = new byte[missing ? 0 : length];
            random.nextBytes(added);
            byte[] damaged = Made.little()
                    .bytes(Arrays.copyOf(whole.bytes, at))
                    .bytes(added)
                    .bytes(Arrays.copyOfRange(whole.bytes, missing ? at + length : at, whole.bytes.length))
                    .done();
            String name =
                    form + " trial " + trial + ": " + (missing ? "without " : "with ") + length + " bytes at " + at;
            if (!check(whole, damaged, at, missing ? at + length : at + 1, name)) astray++;
        }
        // the head of one frame and the tail of another make one where the lengths happen to agree
        assertTrue(astray <= 4 * EFFORT, astray + " astray");
    }

    /// Bytes `from` to `until` of the whole capture were damaged.
    ///
    /// @return whether no more was lost than was touched, and that was said
    private static boolean check(Whole whole, byte[] damaged, int from, int until, String trial) {
        Frames read = Frames.of(damaged);
        int sound = whole.before(from);
        assertEquals(
                whole.frames.subList(0, sound),
                read.frames().subList(0, Math.min(sound, read.frames().size())),
                trial);

        Set<String> known = new HashSet<>(contents(whole.frames));
        List<String> given = contents(read.frames());
        long altered = given.stream().filter(frame -> !known.contains(frame)).count();
        // the last bytes of one frame and the time of the next may be damaged without a trace
        assertTrue(
                altered <= 2,
                () -> trial + ": " + altered + " frames that the whole capture has not; " + read.info().damage);

        int lost =
                FRAMES - (int) given.stream().filter(known::contains).distinct().count();
        int touched = whole.before(until + (whole.starts[1] - whole.starts[0])) - sound + 1;
        boolean atTheEnd = whole.before(until) >= FRAMES - 4; // too few records are left to make a chain
        // a pcapng block whose type was damaged may look like another program's: those are passed over in silence
        boolean typeDamaged = from < whole.starts[sound] + 4 && whole.bytes[0] == 0x0a;
        return (atTheEnd || lost <= touched + 1)
                && (lost <= altered || typeDamaged || !read.info().damage.isEmpty());
    }

    /// The lines without the frames' numbers, which shift behind damage.
    private static List<String> contents(List<String> frames) {
        List<String> contents = new ArrayList<>();
        for (String frame : frames) contents.add(frame.substring(frame.indexOf(' ')));
        return contents;
    }
}
