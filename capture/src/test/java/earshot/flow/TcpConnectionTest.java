package earshot.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What comes out of a connection, segment by segment: a table of captures, each a line of what a tap saw.
class TcpConnectionTest {
    private static final long MILLISECOND = 1_000_000;

    /// Writes down what is delivered: `C:text`, `gap C 5`, `conflict C`, `end`.
    private static final class Heard implements FlowReader {
        final StringBuilder client = new StringBuilder(), server = new StringBuilder(), all = new StringBuilder();

        private StringBuilder of(Direction from) {
            return from == Direction.CLIENT ? client : server;
        }

        @Override
        public boolean data(Direction from, byte[] bytes, int offset, int length, long ref, long time) {
            of(from).append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
            return true;
        }

        @Override
        public boolean gap(Direction from, long bytes) {
            of(from).append("[").append(bytes).append("]");
            return true;
        }

        @Override
        public boolean known() {
            return true;
        }

        @Override
        public void conflict(Direction from, long ref) {
            of(from).append("!");
        }

        @Override
        public void end() {
            all.append("end");
        }
    }

    private final Heard heard = new Heard();
    private final Counters counters = new Counters();
    private final TcpConnection connection = new TcpConnection(heard, Limits.DEFAULT, counters);
    private long time;

    /// One segment: side, sequence number, what it acknowledges (`-` for none), flags, text. Sequence numbers count
    /// from each side's
    /// first byte, which is 1000 below the wrap for the client and 5000 for the server.
    private void tap(String segment) {
        connection.watch();
        String[] part = segment.split(" ", 5);
        Direction from = part[0].equals("C") ? Direction.CLIENT : Direction.SERVER;
        int seq = base(from) + Integer.parseInt(part[1]);
        boolean acknowledges = !part[2].equals("-");
        int ack = acknowledges ? base(from.other()) + Integer.parseInt(part[2]) : 0;
        int flags = acknowledges ? TcpConnection.ACK : 0;
        if (part[3].contains("S")) flags |= TcpConnection.SYN;
        if (part[3].contains("F")) flags |= TcpConnection.FIN;
        if (part[3].contains("R")) flags |= TcpConnection.RST;
        if (part[3].contains("P")) flags |= TcpConnection.PSH;
        byte[] data = part.length < 5 ? new byte[0] : part[4].getBytes(StandardCharsets.ISO_8859_1);
        // Tildes at the end stand for bytes that the snap length cut off.
        int captured = part.length < 5 ? 0 : part[4].replaceAll("~", "").length();
        connection.packet(from, seq, ack, flags, data, 0, captured, data.length, 1, time += MILLISECOND);
    }

    private static int base(Direction from) {
        return from == Direction.CLIENT ? -1000 : 5000;
    }

    static Stream<Arguments> captures() {
        return Stream.of(
                of("in order", "abc|xyz", "C -1 - S", "S -1 0 S", "C 0 0 P abc", "S 0 3 P xyz"),
                of("out of order", "abcdef|", "C -1 - S", "C 3 0 P def", "C 0 0 P abc"),
                of("sent again", "abcd|", "C 0 0 P ab", "C 0 0 P ab", "C 2 0 P cd"),
                of("sent again, longer", "abcd|", "C 0 0 P ab", "C 0 0 P abcd"),
                of("overlap keeps the first bytes", "abcdef|", "C 0 - P abcd", "C 2 - P cdef"),
                of("a differing overlap is said", "ab!c|", "C 0 - P ab", "C 0 - P xbc"),
                of("held bytes come first too", "!abcdef|", "C -1 - S", "C 3 - P de", "C 0 - P abcXYf"),
                of("keep-alive repeats a byte", "abc|", "C 0 - P abc", "C 2 0 - \0", "S 0 3 -"),
                of("keep-alive before anything", "abc|", "C -1 0 - \0", "C 0 0 P abc"),
                of("zero window probe carries the next byte", "abc|", "C 0 0 P ab", "S 0 2 -", "C 2 0 - c"),
                of("snap length cut it", "abc[3]def|", "C 0 0 P abc~~~", "C 6 0 P def"),
                of("data with the SYN", "abc|", "C -1 - S abc", "S -1 3 S"),
                of("one direction only", "|xyz", "S 0 77 P xy", "S 2 77 P z"),
                of("wrapped sequence numbers", "a".repeat(999) + "bcd|", "C 0 0 P " + "a".repeat(999), "C 999 0 P bcd"),
                of("far away segments do not belong", "ab|", "C 0 0 P ab", "C 100000000 0 P zz"),
                of("a hole waits for its bytes", "ab|", "C 0 0 P ab", "C 4 0 P ef"));
    }

    private static Arguments of(String name, String expected, String... segments) {
        return Arguments.of(name, expected, List.of(segments));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("captures")
    void delivers(String name, String expected, List<String> segments) {
        segments.forEach(this::tap);
        assertEquals(expected, heard.client + "|" + heard.server);
    }

    @Test
    void acknowledgedHoleIsGivenUpAfterAWhile() {
        tap("C 0 0 P ab");
        tap("C 4 0 P ef");
        for (int i = 0; i <= Limits.DEFAULT.holePatiencePackets() + 1; i++) tap("S 0 6 -");
        assertEquals("ab[2]ef", heard.client.toString());
        assertEquals(1, counters.gaps);
        assertEquals(2, counters.gapBytes);
    }

    @Test
    void acknowledgedEndIsAGapToo() {
        tap("C 0 0 P ab");
        for (int i = 0; i <= Limits.DEFAULT.holePatiencePackets() + 1; i++) tap("S 0 6 -");
        tap("C 6 0 P gh");
        assertEquals("ab[4]gh", heard.client.toString());
    }

    @Test
    void aFinThatWasNotCapturedIsNoGap() {
        tap("C 0 0 P ab");
        for (int i = 0; i < 40; i++) tap("S 0 3 -");
        assertEquals("ab", heard.client.toString());
    }

    @Test
    void holeOfAOneSidedCaptureIsGivenUp() {
        tap("C 0 0 P ab");
        for (int i = 2; i < 30; i++) tap("C " + 2 * i + " 0 P xy");
        assertEquals("ab[2]" + "xy".repeat(28), heard.client.toString());
    }

    @Test
    void tooMuchHeldForcesTheHole() {
        tap("S 0 0 P hi");
        tap("C 0 - P ab");
        String much = "z".repeat(1000);
        for (int i = 0; i <= Limits.DEFAULT.segmentsPerDirection(); i++) tap("C " + (10 + i * 1000) + " - P " + much);
        assertEquals(1, counters.holesForced);
        assertEquals("ab[8]z", heard.client.substring(0, 6));
    }

    @Test
    void endsWhenBothSidesHaveFinished() {
        tap("C 0 0 PF ab");
        assertEquals("", heard.all.toString());
        tap("S 0 3 PF xy");
        assertEquals("end", heard.all.toString());
    }

    @Test
    void aResetFarFromTheStreamIsNotBelieved() {
        tap("C 0 0 P ab");
        tap("C 5000000 0 R");
        tap("C 2 0 P cd");
        assertEquals("abcd", heard.client.toString());
        tap("C 4 0 R");
        assertEquals("end", heard.all.toString());
    }

    @Test
    void endGivesOutWhatIsHeld() {
        tap("C 0 0 P ab");
        tap("C 4 0 P ef");
        connection.end();
        assertEquals("ab[2]ef", heard.client.toString());
    }

    /// Any order of any overlapping pieces of one text gives the text.
    @Test
    void anyOrderGivesTheText() {
        Random random = new Random(7);
        String text = "The quick brown fox jumps over the lazy dog, again and again, until the capture ends.";
        for (int run = 0; run < 2000; run++) {
            Heard one = new Heard();
            TcpConnection all = new TcpConnection(one, Limits.DEFAULT, new Counters());
            all.synchronize(Direction.CLIENT, -1);
            all.synchronize(Direction.SERVER, -1);
            List<int[]> pieces = new java.util.ArrayList<>();
            for (int at = 0; at < text.length(); ) {
                int length = Math.min(text.length() - at, 1 + random.nextInt(9));
                int early = Math.min(at, random.nextInt(4));
                pieces.add(new int[] {at - early, length + early});
                at += length;
            }
            java.util.Collections.shuffle(pieces, random);
            byte[] data = text.getBytes(StandardCharsets.ISO_8859_1);
            for (int[] piece : pieces) {
                all.packet(Direction.CLIENT, piece[0], 0, 0, data, piece[0], piece[1], piece[1], 1, run);
            }
            all.end();
            assertEquals(text, one.client.toString());
        }
    }
}
