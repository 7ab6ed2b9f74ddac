package earshot.dissect.oscar.oft;

import static earshot.dissect.oscar.Wire.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.kit.Dialogue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Direct IM between bob, who connects, and ann.
class DirectImTest {
    private static final int HELLO = 0x60, TYPING = 0x0a, STOPPED = 0x02, AUTOMATIC = 0x01;

    /// A header with its payload.
    private static byte[] im(String sender, int flags, int charset, byte[] payload) {
        return join(
                ascii("ODC2"),
                u16(76),
                u16(1), // type
                u16(6), // subtype
                u16(0),
                ascii("1234567\0"),
                new byte[8],
                u32(payload.length),
                u16(charset),
                new byte[4],
                u16(flags),
                new byte[4],
                Arrays.copyOf(ascii(sender), 32),
                payload);
    }

    private static byte[] im(String sender, String html) {
        return im(sender, 0, 0, html.getBytes(StandardCharsets.UTF_8));
    }

    private static Dialogue direct() {
        return Dialogue.tcp(4443)
                .with(new Oft())
                .client(im("bob", HELLO, 0, new byte[0]))
                .server(im("ann", HELLO, 0, new byte[0]));
    }

    private static List<String> lines(Dialogue dialogue) {
        return dialogue.lines().stream()
                .filter(line -> !line.startsWith("service"))
                .toList();
    }

    @Test
    void messagesAndTyping() {
        assertEquals(
                List.of(
                        "message typing sent ann -> bob \"\"",
                        "message chat sent ann -> bob \"hi <b>\"",
                        "message chat sent bob -> ann \"Привет\"",
                        "message auto sent bob -> ann \"away\""),
                lines(direct().server(im("ann", TYPING, 0, new byte[0]))
                        .server(im("ann", STOPPED, 0, new byte[0]))
                        .server(im("ann", "<HTML>hi &lt;b&gt;</HTML>"))
                        .client(im("bob", 0, 2, "Привет".getBytes(StandardCharsets.UTF_16BE)))
                        .client(im("bob", AUTOMATIC, 0, ascii("away")))));
    }

    @Test
    void filesInsideAMessageAreCutByTheirSize() {
        byte[] first = ascii("GIF89a </DATA></BINARY> still the picture"), second = {0, 1, 2};
        byte[] payload = join(
                ascii("<HTML><BODY>look <IMG SRC=\"x.gif\" ID=\"1\" DATASIZE=\"41\"><IMG ID=\"2\" SRC=\"run.exe\">"
                        + "</BODY></HTML><BINARY><DATA ID=\"1\" SIZE=\"" + first.length + "\">"),
                first,
                ascii("</DATA><DATA ID=\"2\" SIZE=\"3\">"),
                second,
                ascii("</DATA></BINARY>"));
        Dialogue dialogue = direct().server(im("ann", 0, 0, payload)).server(im("ann", "and now?"));
        List<String> expected = lines(dialogue);
        assertEquals(4, expected.size(), expected.toString());
        assertEquals("message chat sent ann -> bob \"look \"", expected.get(0));
        assertTrue(expected.get(1).startsWith("file complete ann -> bob \"x.gif\" 41 got 41"), expected.get(1));
        assertTrue(expected.get(2).startsWith("file complete ann -> bob \"run.exe\" 3 got 3"), expected.get(2));
        assertEquals("message chat sent ann -> bob \"and now?\"", expected.get(3));
        Random random = new Random(2);
        for (int longest = 1; longest < 60; longest += 7) assertEquals(expected, lines(dialogue.cut(random, longest)));
    }

    @Test
    void aHoleInAFileIsAHoleInThatFile() {
        byte[] payload = join(
                ascii("<IMG SRC=\"x.gif\" ID=\"1\"><BINARY><DATA ID=\"1\" SIZE=\"100\">"),
                new byte[100],
                ascii("</DATA></BINARY>"));
        byte[] whole = im("ann", 0, 0, payload);
        int inside = whole.length - 16 - 60;
        List<String> lines = lines(direct().server(Arrays.copyOf(whole, inside))
                .serverGap(20)
                .server(Arrays.copyOfRange(whole, inside + 20, whole.length))
                .server(im("ann", "on we go")));
        assertTrue(
                lines.stream()
                        .anyMatch(line -> line.startsWith("file partial ann -> bob \"x.gif\" 100 got 80")
                                && line.endsWith("missing 40-59")),
                lines::toString);
        assertEquals("message chat sent ann -> bob \"on we go\"", lines.getLast());
    }

    @Test
    void aHoleInTheTextIsSaid() {
        byte[] whole = im("ann", "<HTML>the first half and the other one</HTML>");
        var events = direct().server(Arrays.copyOf(whole, 76 + 20))
                .serverGap(10)
                .server(Arrays.copyOfRange(whole, 76 + 30, whole.length))
                .events();
        var message = (earshot.event.ImEvent.Message) events.stream()
                .filter(e -> e instanceof earshot.event.ImEvent.Message)
                .findFirst()
                .orElseThrow();
        assertEquals("the first half", message.text());
        assertEquals(10, message.gap());
    }
}
