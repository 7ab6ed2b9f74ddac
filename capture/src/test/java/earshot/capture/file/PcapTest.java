package earshot.capture.file;

import static earshot.capture.file.Frames.line;
import static earshot.capture.file.Made.frame;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every form of pcap gives the same frames.
class PcapTest {
    private static final int SECOND = 1_000_000_000;

    @ParameterizedTest(name = "{0}, highest byte first: {1}")
    @CsvSource({
        // magic, byte order, fractions a second, bytes behind the file header, bytes behind the lengths of a record
        "a1b2c3d4, false, 1000000,    0, 0", // standard
        "a1b2c3d4, true,  1000000,    0, 0",
        "a1b23c4d, false, 1000000000, 0, 0", // nanoseconds
        "a1b23c4d, true,  1000000000, 0, 0",
        "a1b2cd34, false, 1000000,    0, 8", // the patch of 1999-10-29
        "a1b2cd34, true,  1000000,    0, 8",
        "a1b2cd34, false, 1000000,    0, 12", // that of 1999-09-15
        "a1b2c3d4, false, 1000000,    0, 8", // that of 1999-04-17, before the magic was changed
        "a1b2c3d4, true,  1000000,    0, 4", // Nokia
        "1c0001ac, false, 1000000000, 4, 0", // Ixia, by hardware
        "1c0001ab, true,  1000000,    4, 0", // Ixia, by software
    })
    void everyForm(String magic, boolean big, int unit, int behindHeader, int behindLengths) {
        int nanos = SECOND / unit;
        Made made = Made.of(big).pcap(Integer.parseUnsignedInt(magic, 16), 113).bytes(new byte[behindHeader]);
        for (int i = 1; i <= 5; i++) made.record(1000 + i, 999_999, 100 + i, frame(i, 20 + i), behindLengths);
        Frames read = Frames.of(made.done());
        for (int i = 1; i <= 5; i++) {
            long time = (1000L + i) * SECOND + 999_999L * nanos;
            assertEquals(
                    line(0, i, time, 113, 100 + i, frame(i, 20 + i)),
                    read.frames().get(i - 1));
        }
        assertEquals(5, read.info().frames);
        assertEquals(5, read.info().truncated);
        assertEquals(List.of(113), read.info().links);
        assertEquals(List.of(), read.info().damage);
    }

    @Test
    void beforeVersion24TheLengthsStandInEitherOrder() {
        byte[] frame = frame(1, 40);
        Made made = Made.little().pcap(0xa1b2c3d4, 2, 3, 68, 1);
        made.u32(7).u32(0).u32(90).u32(40).bytes(frame); // first the length on the wire, then the captured
        made.u32(8).u32(0).u32(40).u32(90).bytes(frame);
        assertEquals(
                List.of(line(0, 1, 7L * SECOND, 1, 90, frame), line(0, 2, 8L * SECOND, 1, 90, frame)),
                Frames.of(made.done()).frames());
    }

    @ParameterizedTest(name = "interface type {0} is link type {1}")
    @CsvSource({"6, 1", "9, 6", "15, 10", "24, 0"})
    void aixCountsNanosecondsAndNumbersLinksByInterfaceType(int type, int link) {
        byte[] frame = frame(1, 40);
        Made made = Made.big().pcap(0xa1b2c3d4, 2, 2, 96, type).record(7, 123_456_789, frame);
        assertEquals(
                List.of(line(0, 1, 7L * SECOND + 123_456_789, link, 40, frame)),
                Frames.of(made.done()).frames());
    }

    @Test
    void theUpperBitsOfTheLinkTypeAreNoLinkType() {
        // 4 bytes of frame check sequence (0x2…), and the flag that says so (0x04…)
        Made made = Made.little().pcap(0xa1b2c3d4, 0x24000000 | 1).record(1, 0, frame(1, 60));
        assertEquals(List.of(1), Frames.of(made.done()).info().links);
    }

    @Test
    void aFrameLargerThanABlock() {
        byte[] large = frame(2, 1_500_000);
        Made made = Made.little().pcap(0xa1b2c3d4, 2, 4, 2_000_000, 1);
        made.record(1, 0, frame(1, 60)).record(2, 0, large).record(3, 0, frame(3, 60));
        Frames read = Frames.of(made.done());
        assertEquals(
                line(0, 2, 2L * SECOND, 1, large.length, large), read.frames().get(1));
        assertEquals(3, read.frames().size());
        assertEquals(List.of(), read.info().damage);
    }

    @Test
    void blocksHoldNoMoreRecordsThanTheyHaveColumns() {
        Made made = Made.little().pcap(0xa1b2c3d4, 1);
        for (int i = 0; i < 20_000; i++) made.record(i, 0, 1000, frame(i, 4), 0);
        Frames read = Frames.of(made.done());
        assertEquals(List.of(8192, 8192, 3616), read.blocks());
        assertEquals(List.of(), read.info().damage);
    }

    @Test
    void aClockThatStepsBackIsCounted() {
        Made made = Made.little().pcap(0xa1b2c3d4, 1);
        for (int second : new int[] {10, 20, 15, 16, 12, 30}) made.record(second, 0, frame(second, 60));
        var info = Frames.of(made.done()).info();
        assertEquals(2, info.stepsBack);
        assertEquals(5L * SECOND, info.widestStepBack);
        assertEquals(10L * SECOND, info.from);
        assertEquals(30L * SECOND, info.until);
    }

    @Test
    void timesAfter2038() {
        Made made = Made.little().pcap(0xa1b2c3d4, 1).record(0xf000_0000L, 1, frame(1, 60));
        assertEquals(
                List.of(line(0, 1, 0xf000_0000L * SECOND + 1000, 1, 60, frame(1, 60))),
                Frames.of(made.done()).frames());
    }

    @Test
    void capturesJoinedLikeTextsAreReadEachByItsOwnHeader() {
        byte[] first =
                Made.little().pcap(0xa1b2c3d4, 1).record(1000, 5, frame(1, 60)).done();
        byte[] empty = Made.little().pcap(0xa1b2c3d4, 1).done();
        byte[] second = Made.big()
                .pcap(0xa1b23c4d, 113)
                .record(900_000_000, 7, frame(2, 70))
                .record(900_000_001, 7, frame(3, 70))
                .done();
        Frames read = Frames.of(Made.little()
                .bytes(first)
                .bytes(empty)
                .bytes(second)
                .bytes(first)
                .bytes(empty)
                .done());
        assertEquals(
                List.of(
                        line(0, 1, 1000L * SECOND + 5000, 1, 60, frame(1, 60)),
                        line(0, 2, 900_000_000L * SECOND + 7, 113, 70, frame(2, 70)),
                        line(0, 3, 900_000_001L * SECOND + 7, 113, 70, frame(3, 70)),
                        line(0, 4, 1000L * SECOND + 5000, 1, 60, frame(1, 60))),
                read.frames());
        assertEquals(List.of(), read.info().damage);
        assertEquals(
                "after frame 1: the header of another capture, at byte 100",
                read.info().comments.getFirst());
    }

    @Test
    void aCaptureWithoutFramesIsNotDamaged() {
        Frames read = Frames.of(Made.little().pcap(0xa1b2c3d4, 1).done());
        assertEquals(List.of(), read.frames());
        assertEquals(List.of(), read.info().damage);
    }
}
