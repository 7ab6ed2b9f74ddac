package earshot.dissect.oscar;

import static earshot.dissect.oscar.Wire.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.kit.Dialogue;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// OSCAR is found by what is said, on any port, from the beginning or in the middle; and nothing else is
/// OSCAR.
class RecognitionTest {
    private static Dialogue port(int port) {
        return Dialogue.tcp(port).with(new Oscar());
    }

    private static List<String> messages(Dialogue dialogue) {
        return dialogue.lines().stream()
                .filter(line -> line.startsWith("message"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {5190, 443, 80, 21, 6667})
    void onAnyPort(int port) {
        assertEquals(
                List.of("message chat sent ann -> bob \"hi\""),
                messages(port(port).client(logon()).server(welcome("ann")).client(message("bob", "hi"))));
    }

    @Test
    void onlyOneDirectionCaptured() {
        assertEquals(
                List.of("message chat sent ?192.0.2.1 -> bob \"hi\""),
                messages(port(443).client(logon()).client(message("bob", "hi"))));
        assertEquals(
                List.of("message chat delivered bob -> ann \"hi\""),
                messages(port(443).server(welcome("ann")).server(receive("bob", said("hi")))));
    }

    @Test
    void joinedLate() {
        assertEquals(
                List.of(
                        "message chat sent ?192.0.2.1 -> bob \"hi\"",
                        "message chat delivered bob -> ?192.0.2.1 \"yes?\""),
                messages(port(443)
                        .midStream()
                        .client(keepAlive(0x60))
                        .client(numbered(0x61, message("bob", "hi")))
                        .server(receive("bob", said("yes?")))));
    }

    @Test
    void joinedInsideAFrame() {
        byte[] tail = Arrays.copyOfRange(message("bob", "the end of this is seen"), 30, 60);
        assertEquals(
                List.of("message chat sent ?192.0.2.1 -> bob \"hi\""),
                messages(port(443).midStream().client(join(tail, message("bob", "hi")))));
    }

    /// In a connection joined late the capture may take the server for the client: what is said tells.
    @Test
    void sidesGuessedWronglyAreTurnedAround() {
        assertEquals(
                List.of(
                        "message chat delivered bob -> ?192.0.2.2 \"hi\"",
                        "message chat sent ?192.0.2.2 -> bob \"yes?\""),
                messages(
                        port(443).midStream().client(receive("bob", said("hi"))).server(message("bob", "yes?"))));
    }

    private static byte[] keepAlive(int sequence) {
        return numbered(sequence, frame(5));
    }

    private static byte[] numbered(int sequence, byte[] frame) {
        frame[2] = (byte) (sequence >> 8);
        frame[3] = (byte) sequence;
        return frame;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "IMAP      | * OK IMAP4rev1 ready  | a1 LOGIN x y",
                "Redis     | *1               | *1",
                "nothing   | *                | *",
            })
    void othersBeginWithAStarToo(String name, String server, String client) {
        List<String> lines =
                port(143).server(server + "\r\n").client(client + "\r\n").lines();
        assertTrue(lines.isEmpty(), lines::toString);
    }

    @Test
    void tocIsNotOscar() {
        byte[] login = frame(2, ascii("toc_signon login.oscar.aol.com 1234 alice 0x3c1c\0"));
        assertEquals(
                List.of(),
                port(5190)
                        .client("FLAPON\r\n\r\n")
                        .server(hello())
                        .client(login)
                        .lines());
        // Even where only the server was captured.
        assertEquals(
                List.of(),
                port(5190)
                        .server(hello())
                        .server(frame(2, ascii("SIGN_ON:TOC1.0")))
                        .lines());
    }

    @Test
    void noiseIsNotOscar() {
        Random random = new Random(7);
        for (int run = 0; run < 300; run++) {
            byte[] noise = new byte[1400];
            random.nextBytes(noise);
            // Rich in what frames begin with.
            for (int i = 0; i + 1 < noise.length; i += 1 + random.nextInt(40)) {
                noise[i] = '*';
                noise[i + 1] = (byte) (1 + random.nextInt(5));
            }
            List<String> lines =
                    port(443).midStream().client(noise).server(noise).lines();
            assertTrue(lines.isEmpty(), lines::toString);
        }
    }
}
