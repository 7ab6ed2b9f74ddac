package earshot.capture.file;

import static earshot.capture.file.Frames.line;
import static earshot.capture.file.Made.frame;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is written is read again.
class PcapngWriterTest {
    private static final long TIME = 1_700_000_000_123_456_789L;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void packetsOfSeveralLinkTypes() throws IOException {
        List<String> expected = new ArrayList<>();
        try (PcapngWriter writer = new PcapngWriter(out, "")) {
            for (int i = 1; i <= 200; i++) {
                byte[] frame = frame(i, i == 100 ? 300_000 : i - 1);
                int link = i % 3 == 0 ? 113 : 1;
                writer.packet(link, TIME + i, frame.length + i % 2, frame, 0, frame.length, "");
                expected.add(line(0, i, TIME + i, link, frame.length + i % 2, frame));
            }
        }
        Frames read = Frames.of(out.toByteArray());
        assertEquals(expected, read.frames());
        assertEquals(List.of(), read.info().damage);
        assertEquals(List.of(1, 113), read.info().links);
    }

    @Test
    void aPacketOutOfALargerArray() throws IOException {
        byte[] bytes = frame(1, 100);
        try (PcapngWriter writer = new PcapngWriter(out, "")) {
            writer.packet(1, TIME, 1500, bytes, 20, 61, "");
        }
        assertEquals(
                List.of(line(0, 1, TIME, 1, 1500, java.util.Arrays.copyOfRange(bytes, 20, 81))),
                Frames.of(out.toByteArray()).frames());
    }

    @Test
    void commentsOnTheWholeAndOnPackets() throws IOException {
        try (PcapngWriter writer = new PcapngWriter(out, "case 7, exhibit ☞ A")) {
            writer.packet(1, TIME, 60, frame(1, 60), 0, 60, "aim-7f: the offer");
            writer.packet(1, TIME, 60, frame(2, 60), 0, 60, "");
        }
        assertEquals(
                List.of("section: case 7, exhibit ☞ A", "frame 1: aim-7f: the offer"),
                Frames.of(out.toByteArray()).info().comments);
    }

    @Test
    void aCommentThatIsTooLongLosesNoHalfCharacter() throws IOException {
        try (PcapngWriter writer = new PcapngWriter(out, "é".repeat(40_000))) { // 2 bytes each
            writer.packet(1, TIME, 60, frame(1, 60), 0, 60, "");
        }
        byte[] bytes = out.toByteArray();
        // the first option of the section header block: its code, its length
        assertEquals(65_534, (bytes[26] & 0xff) | (bytes[27] & 0xff) << 8);
        Frames read = Frames.of(bytes);
        assertEquals(List.of("section: " + "é".repeat(PcapngOptions.COMMENT_BYTES / 2)), read.info().comments);
        assertEquals(1, read.frames().size());
    }

    @Test
    void tlsKeys() throws IOException {
        byte[] log = frame(1, 333);
        try (PcapngWriter writer = new PcapngWriter(out, "")) {
            writer.secrets(log);
        }
        assertArrayEquals(log, Frames.of(out.toByteArray()).info().keyLogs.getFirst());
    }
}
