package earshot.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.bytes.Cursor;
import earshot.dns.DnsRecord.Data;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsMessageTest {
    /// The answer to "A of www.example.org": an alias, and the addresses of what it stands for.
    private static final byte[] ANSWER = hex("""
            1234 8180           # id; response, recursion desired and available
            0001 0004 0000 0000 # one question, four answers
            03777777 076578616d706c65 036f7267 00   # www.example.org, at 12
            0001 0001           # A, Internet
            c00c 0005 0001 0000003c 0006            # www.example.org CNAME, 60 s, six bytes:
              03636e64 c010                         # cnd.example.org, at 45
            c02d 0001 0001 0000003c 0004 c0000201   # A 192.0.2.1
            c02d 001c 0001 0000003c 0010 20010db8000000000000000000000001
            c02d 0021 0001 0000003c 000b            # SRV
              0001 0002 1466 026d78 c010            # priority 1, weight 2, port 5222, mx.example.org
            """);

    private static byte[] hex(String text) {
        String digits = text.replaceAll("#.*", "").replaceAll("\\s", "");
        return HexFormat.of().parseHex(digits);
    }

    private static DnsMessage read(byte[] bytes) {
        // In the middle of an array: pointers count from the message's beginning.
        byte[] shifted = new byte[bytes.length + 12];
        System.arraycopy(bytes, 0, shifted, 5, bytes.length);
        Arrays.fill(shifted, 5 + bytes.length, shifted.length, (byte) 0x41);
        return DnsMessage.read(new Cursor(shifted, 5, bytes.length));
    }

    @Test
    void readsAnAnswer() {
        DnsMessage message = read(ANSWER);
        assertTrue(message.whole());
        assertTrue(message.response());
        assertEquals(0x1234, message.id());
        assertEquals(0, message.opcode());
        assertEquals(0, message.responseCode());
        assertEquals(
                new DnsMessage.Question("www.example.org", 1, 1),
                message.questions().getFirst());
        assertEquals(
                new DnsRecord("www.example.org", DnsRecord.CNAME, 1, 60, new Data.Name("cnd.example.org")),
                message.answers().get(0));
        assertEquals(
                "192.0.2.1",
                ((Data.Host) message.answers().get(1).data()).address().toString());
        assertEquals("cnd.example.org", message.answers().get(1).owner());
        assertEquals(
                "2001:db8::1",
                ((Data.Host) message.answers().get(2).data()).address().toString());
        assertEquals(
                new Data.Service(1, 2, 5222, "mx.example.org"),
                message.answers().get(3).data());
    }

    @Test
    void aShortenedMessageKeepsWhatStandsBeforeTheCut() {
        DnsMessage whole = read(ANSWER);
        for (int length = 0; length < ANSWER.length; length++) {
            DnsMessage cut = read(Arrays.copyOf(ANSWER, length));
            if (length < 12) {
                assertNull(cut);
                continue;
            }
            assertFalse(cut.whole(), "cut at " + length);
            int answers = cut.answers().size();
            assertEquals(whole.answers().subList(0, answers), cut.answers());
        }
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "c00c, points at itself",
        "c00e, points ahead",
        "03777777 c00c, points at its own beginning",
        "40, a kind of label nobody uses",
        "3f41, a label longer than the message",
        "c0, half a pointer",
    })
    void damagedNamesAreNone(String name, String why) {
        byte[] question = hex("1234 0100 0001 0000 0000 0000" + name);
        DnsMessage message = read(question);
        assertFalse(message.whole(), why);
        assertEquals(0, message.questions().size(), why);
    }

    @Test
    @DisplayName("a name has 255 bytes at most, however it is put together")
    void longNamesAreNone() {
        String label = "3f" + "61".repeat(63);
        String fits = label.repeat(3) + "3d" + "61".repeat(61) + "00"; // 3 * 64 + 62 + 1
        assertTrue(
                read(hex("1234 0100 0001 0000 0000 0000" + fits + "0001 0001")).whole());
        String over = label.repeat(4) + "00";
        assertFalse(
                read(hex("1234 0100 0001 0000 0000 0000" + over + "0001 0001")).whole());
    }

    @Test
    void labelsAreWrittenSoThatNamesStayReadable() {
        // "a.b", "\", "Büro" in UTF-8, and a bell.
        byte[] question = hex("0000 0000 0001 0000 0000 0000 03612e62 015c 0542c3bc726f 0107 00 0001 0001");
        assertEquals(
                "a\\.b.\\\\.Büro.\\007", read(question).questions().getFirst().name());
    }

    @Test
    void multicastsTopBitIsNoOtherClass() {
        byte[] record = hex("0000 8400 0000 0001 0000 0000 0161 00 0001 8001 00000078 0004 c0000201");
        assertTrue(read(record).answers().getFirst().internet());
    }

    @Test
    void addressesOfTheWrongLengthAreBytes() {
        byte[] record = hex("0000 8400 0000 0001 0000 0000 0161 00 0001 0001 00000078 0003 c00002");
        assertTrue(read(record).answers().getFirst().data() instanceof Data.Raw(var bytes) && bytes.length == 3);
    }

    @Test
    void plausibleIsWhatCanHoldWhatItsHeaderSays() {
        assertTrue(DnsMessage.plausible(new Cursor(ANSWER)));
        assertFalse(DnsMessage.plausible(new Cursor("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII))));
        assertFalse(DnsMessage.plausible(new Cursor(new byte[12])));
    }

    @Test
    void damageIsNoException() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = Arrays.copyOf(ANSWER, 12 + random.nextInt(ANSWER.length));
            for (int n = random.nextInt(8); n > 0; n--)
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            DnsMessage message = read(damaged);
            for (DnsRecord record : message.answers()) assertTrue(record.owner().length() <= 255 * 4);
        }
    }
}
