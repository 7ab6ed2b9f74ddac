package earshot.dissect.gadugadu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Files between two machines: versions up to 7, and the relay of later ones.
class GaduDccTest {
    private static byte[] numbers(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) bytes.putInt(value);
        return bytes.array();
    }

    /// 3, two numbers; attributes, three times, size in two halves, two numbers, the name, the short name.
    private static byte[] description(String name, int size) {
        ByteBuffer bytes = ByteBuffer.allocate(332).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(3)
                .putInt(0)
                .putInt(0)
                .putInt(0x20)
                .position(12 + 28)
                .putInt(0)
                .putInt(size)
                .position(12 + 44);
        bytes.put(name.getBytes(StandardCharsets.US_ASCII));
        return bytes.array();
    }

    /// 4567 connects to 9876 and has something (2), a file (1).
    private static Dialogue transfer() {
        return Dialogue.tcp(1550)
                .client(numbers(4567, 9876))
                .server("UDAG")
                .client(numbers(2, 1))
                .client(description("plan.txt", 6))
                .server(numbers(6, 0, 0))
                .client(numbers(3, 4, 0))
                .client("abcd")
                .client(numbers(2, 2, 0))
                .client("ef");
    }

    private static final List<String> SAID = List.of(
            "service gadu-gadu certain [signature:gadu-gadu-direct]",
            "file offered 4567 -> 9876 \"plan.txt\" 6",
            "file accepted 4567 -> 9876 \"plan.txt\" 6",
            "file complete 4567 -> 9876 \"plan.txt\" 6 got 6 md5 e80b5017098950fc58aad83c8c14978e");

    @Test
    void aFileInPieces() {
        assertEquals(SAID, transfer().lines());
    }

    @Test
    void howeverThePacketsAreCut() {
        Random random = new Random(2);
        for (int i = 0; i < 20; i++) {
            assertEquals(SAID, transfer().cut(random, 1 + random.nextInt(40)).lines());
        }
    }

    /// The other way round (3): who connects wants the file of who listens.
    @Test
    void aFileThatIsCalledFor() {
        assertEquals(
                List.of(
                        "service gadu-gadu certain [signature:gadu-gadu-direct]",
                        "file offered 9876 -> 4567 \"plan.txt\" 3",
                        "file accepted 9876 -> 4567 \"plan.txt\" 3",
                        "file complete 9876 -> 4567 \"plan.txt\" 3 got 3 md5 900150983cd24fb0d6963f7d28e17f72"),
                Dialogue.tcp(1550)
                        .client(numbers(4567, 9876))
                        .server("UDAG")
                        .client(numbers(3))
                        .server(numbers(2, 1))
                        .server(description("plan.txt", 3))
                        .client(numbers(6, 0, 0))
                        .server(numbers(2, 3, 0))
                        .server("abc")
                        .lines());
    }

    @Test
    void aCall() {
        assertEquals(
                List.of("service gadu-gadu certain [signature:gadu-gadu-direct]", "call 4567 -> 9876 voice offered"),
                Dialogue.tcp(1550)
                        .client(numbers(4567, 9876))
                        .server("UDAG")
                        .client(numbers(2, 3))
                        .client("voice that is not read")
                        .lines());
    }

    /// BE BA DE C0 and an identifier, from both sides.
    @Test
    void aFileThroughTheRelay() {
        String greeting = "bebadec0 0102030405060708";
        assertEquals(
                List.of(
                        "service gadu-gadu certain [signature:gadu-gadu-file]",
                        "file complete ?192.0.2.1 -> ?192.0.2.2 -1 got 3 md5 900150983cd24fb0d6963f7d28e17f72"),
                Dialogue.tcp(80)
                        .clientHex(greeting)
                        .serverHex(greeting)
                        .client("abc")
                        .lines());
        assertEquals(
                List.of(),
                Dialogue.tcp(80)
                        .clientHex(greeting)
                        .serverHex("bebadec0 0102030405060709")
                        .client("abc")
                        .lines());
    }

    @Test
    void whatIsNot() {
        assertEquals(
                List.of(),
                Dialogue.tcp(1550).client(numbers(4567, 9876)).server("UDAX").lines());
        assertEquals(
                List.of(), Dialogue.tcp(1550).client("GET / HT").server("UDAG").lines());
    }
}
