package earshot.capture.file;

import static earshot.capture.file.Frames.line;
import static earshot.capture.file.Made.frame;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PcapngTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MICROS = 1_700_000_000_123_456L;
    private static final long NANOS = MICROS * 1000;

    @ParameterizedTest(name = "highest byte first: {0}")
    @ValueSource(booleans = {false, true})
    void theThreePacketBlocks(boolean big) {
        byte[] a = frame(1, 61), b = frame(2, 62), c = frame(3, 63);
        Made made = Made.of(big).section().describe(1, 0).describe(113, 0).packet(1, MICROS, 1500, a);
        // obsolete packet block: interface and drops as 16 bits each
        made.block(
                2,
                Made.of(big)
                        .u16(0)
                        .u16(7)
                        .u32(MICROS >>> 32)
                        .u32(MICROS)
                        .u32(62)
                        .u32(62)
                        .bytes(b)
                        .done());
        // simple packet block: only the length on the wire; interface 0; no time
        made.block(3, Made.of(big).u32(63).bytes(c).done());
        Frames read = Frames.of(made.done());
        assertEquals(
                List.of(line(0, 1, NANOS, 113, 1500, a), line(0, 2, NANOS, 1, 62, b), line(0, 3, NANOS, 1, 63, c)),
                read.frames());
        assertEquals(List.of(), read.info().damage);
        assertEquals(List.of(113, 1), read.info().links);
    }

    @Test
    void aSimplePacketIsCutAtTheSnapLength() {
        byte[] frame = frame(1, 32);
        Made made = Made.little().section().describe(1, 30);
        made.block(3, Made.little().u32(900).bytes(frame).done());
        byte[] cut = java.util.Arrays.copyOf(frame, 30);
        assertEquals(List.of(line(0, 1, 0, 1, 900, cut)), Frames.of(made.done()).frames());
    }

    @Test
    void everySectionHasItsOwnByteOrderAndInterfaces() {
        byte[] a = frame(1, 60), b = frame(2, 60), c = frame(3, 60);
        byte[] first =
                Made.little().section().describe(1, 0).packet(0, MICROS, a).done();
        byte[] second = Made.big()
                .section()
                .describe(101, 0)
                .packet(0, MICROS, b)
                .packet(1, MICROS, c)
                .done();
        Frames read = Frames.of(Made.little().bytes(first).bytes(second).done());
        assertEquals(List.of(line(0, 1, NANOS, 1, 60, a), line(0, 2, NANOS, 101, 60, b)), read.frames());
        // the third frame names an interface that only the first section might have had
        assertEquals(1, read.info().damage.size());
        assertTrue(
                read.info().damage.getFirst().contains("frame 3"),
                read.info().damage.toString());
    }

    @ParameterizedTest(name = "resolution {0}: {1} ticks are {2} ns")
    @CsvSource({
        "0,    5,                    5000000000", // seconds
        "3,    1700000000123,        1700000000123000000",
        "6,    1700000000123456,     1700000000123456000", // what is meant without the option
        "9,    1700000000123456789,  1700000000123456789",
        "12,   1700000000123456,     1700000000123", // picoseconds: more exact than a time stamp here
        "128,  1700000000,           1700000000000000000", // 2 to the 0
        "138,  1740800000512,        1700000000500000000", // 2 to the -10
        "160,  7301444403200000000,  1700000000000000000", // 2 to the -32
        "191,  -9223372036854775808, 1000000000", // 2 to the -63, ticks are unsigned
        "200,  -1,                   3906249", // 2 to the -72: all 64 bits are 1/256 of a second
    })
    void resolutions(int resolution, long ticks, long nanos) {
        byte[] option = Made.little().option(9, (byte) resolution);
        Made made = Made.little().section().describe(1, 0, option).packet(0, ticks, frame(1, 60));
        assertEquals(
                List.of(line(0, 1, nanos, 1, 60, frame(1, 60))),
                Frames.of(made.done()).frames());
    }

    @Test
    void timeOffsetsAreInSecondsAndMayBeNegative() {
        byte[] option = Made.big().option(14, Made.big().u64(-3600).done());
        Made made = Made.big().section().describe(1, 0, option).packet(0, MICROS, frame(1, 60));
        assertEquals(
                List.of(line(0, 1, NANOS - 3600 * SECOND, 1, 60, frame(1, 60))),
                Frames.of(made.done()).frames());
    }

    @Test
    void absurdTimesDoNotOverflow() {
        byte[] option = Made.little().option(9, (byte) 0);
        Made made = Made.little().section().describe(1, 0, option).packet(0, -1, frame(1, 60));
        assertEquals((1L << 62) - 1, Frames.of(made.done()).info().until);
    }

    @Test
    void commentsAreKept() {
        Made made = Made.little();
        made.section(made.option(1, "seized 3 May".getBytes(StandardCharsets.UTF_8)));
        made.describe(1, 0, made.option(1, "the uplink".getBytes(StandardCharsets.UTF_8)));
        made.packet(0, MICROS, 60, frame(1, 60), made.option(1, "here ☞ it starts".getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                List.of("section: seized 3 May", "interface 0: the uplink", "frame 1: here ☞ it starts"),
                Frames.of(made.done()).info().comments);
    }

    @Test
    void commentsAreBounded() {
        Made made = Made.little().section().describe(1, 0);
        byte[] comment = made.option(1, new byte[60_000]);
        for (int i = 0; i < 1100; i++)
            made.packet(0, MICROS, 4, new byte[4], i % 20 == 0 ? comment : made.option(1, (byte) 'x'));
        var comments = Frames.of(made.done()).info().comments;
        assertEquals(PcapngOptions.COMMENTS + 1, comments.size());
        assertEquals("further comments were left out", comments.getLast());
        assertEquals(
                "frame 1: ".length() + PcapngOptions.COMMENT_BYTES,
                comments.getFirst().length());
    }

    @Test
    void namesOfAddresses() {
        Made body = Made.little();
        body.u16(1).u16(4 + 16).bytes((byte) 192, (byte) 0, (byte) 2, (byte) 7).text("irc.example\0irc\0");
        body.u16(2).u16(16 + 4).u64(0xb80d_0120L).u64(0x0100_0000_0000_0000L).text("six\0");
        body.u16(0).u16(0);
        Made made = Made.little().section().block(4, body.done());
        var names = Frames.of(made.done()).info().names;
        assertEquals(
                List.of("192.0.2.7 irc.example", "192.0.2.7 irc", "2001:db8::1 six"),
                names.stream().map(name -> name[0] + " " + name[1]).toList());
    }

    @Test
    void tlsKeysAreKeptAndOtherSecretsAreNot() {
        byte[] log = "CLIENT_RANDOM 00 11\n".getBytes(StandardCharsets.US_ASCII);
        Made made = Made.little().section();
        made.block(10, Made.little().u32(0x544c534b).u32(log.length).bytes(log).done());
        made.block(10, Made.little().u32(0x57474b4c).u32(4).u32(0).done()); // WireGuard
        var info = Frames.of(made.done()).info();
        assertEquals(1, info.keyLogs.size());
        assertArrayEquals(log, info.keyLogs.getFirst());
    }

    @Test
    void dropsAreTheLastOfEachInterfaceAddedUp() {
        Made made = Made.little().section().describe(1, 0).describe(1, 0);
        made.block(5, statistics(0, 3)).block(5, statistics(1, 10)).block(5, statistics(0, 8));
        assertEquals(18, Frames.of(made.done()).info().drops);
    }

    private static byte[] statistics(int number, long dropped) {
        byte[] option = Made.little().option(5, Made.little().u64(dropped).done());
        return Made.little().u32(number).u64(0).bytes(option).done();
    }

    @Test
    void dropsAreUnknownWhereTheCaptureDoesNotSay() {
        assertEquals(
                -1,
                Frames.of(Made.little()
                                .section()
                                .describe(1, 0)
                                .packet(0, 1, frame(1, 60))
                                .done())
                        .info()
                        .drops);
    }

    @Test
    void otherBlocksArePassedOver() {
        byte[] a = frame(1, 60), b = frame(2, 60);
        Made made = Made.little().section().describe(1, 0).packet(0, MICROS, a);
        made.block(0xbad, Made.little().u32(32473).text("custom").done());
        made.block(0x40000bad, Made.little().u32(32473).text("private").done());
        made.block(9, Made.little().text("__REALTIME_TIMESTAMP=0\n").done());
        made.block(0x204, new byte[100]); // sysdig
        made.block(0x80000001, new byte[20_000_000]);
        made.packet(0, MICROS, b);
        Frames read = Frames.of(made.done());
        assertEquals(List.of(line(0, 1, NANOS, 1, 60, a), line(0, 2, NANOS, 1, 60, b)), read.frames());
        assertEquals(List.of(), read.info().damage);
    }

    @Test
    void aBlockOfUnknownTypeIsPassedOverAndSaid() {
        Made made = Made.little()
                .section()
                .describe(1, 0)
                .block(0x1234567, new byte[100])
                .packet(0, MICROS, frame(1, 60));
        Frames read = Frames.of(made.done());
        assertEquals(1, read.frames().size());
        assertEquals(List.of("a block of unknown type 0x1234567 at byte 48 was passed over"), read.info().damage);
    }

    @Test
    void aFrameLargerThanABlock() {
        byte[] large = frame(2, 1_500_000);
        Made made = Made.little()
                .section()
                .describe(1, 0)
                .packet(0, MICROS, frame(1, 60))
                .packet(0, MICROS, large)
                .packet(0, MICROS, frame(3, 60));
        Frames read = Frames.of(made.done());
        assertEquals(line(0, 2, NANOS, 1, large.length, large), read.frames().get(1));
        assertEquals(3, read.frames().size());
        assertEquals(List.of(), read.info().damage);
    }

    @Test
    void aFrameThatIsLongerThanItsBlockIsNotReadAndItsNumberIsNotGivenAway() {
        Made made = Made.little().section().describe(1, 0).packet(0, MICROS, frame(1, 60));
        made.block(
                6,
                Made.little()
                        .u32(0)
                        .u64(0)
                        .u32(1000)
                        .u32(1000)
                        .bytes(frame(2, 60))
                        .done());
        made.packet(0, MICROS, frame(3, 60));
        Frames read = Frames.of(made.done());
        assertEquals(
                List.of(line(0, 1, NANOS, 1, 60, frame(1, 60)), line(0, 3, NANOS, 1, 60, frame(3, 60))), read.frames());
        assertEquals(1, read.info().damage.size());
    }
}
