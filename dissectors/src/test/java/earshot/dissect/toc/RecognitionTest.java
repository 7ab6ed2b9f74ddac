package earshot.dissect.toc;

import static earshot.dissect.toc.Wire.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.kit.Dialogue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// TOC is told from OSCAR, whose frames look the same, and from HTTP, which its servers speak on the same port;
/// on any port, from the beginning or in the middle. All dissectors are asked.
class RecognitionTest {
    private static List<String> messages(Dialogue dialogue) {
        return dialogue.lines().stream()
                .filter(line -> line.startsWith("message"))
                .toList();
    }

    private static String protocol(Dialogue dialogue) {
        return dialogue.events().stream()
                .map(event -> event.seen().protocol())
                .filter(protocol -> !protocol.isEmpty())
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest
    @ValueSource(ints = {9898, 5190, 80, 443, 21, 6667, 1863})
    void onAnyPort(int port) {
        assertEquals(
                List.of("message chat sent ann -> bob \"hi\""),
                messages(signedOn(port).client(said("toc_send_im bob hi"))));
    }

    /// Some tunnels leave the first line out; the frames then begin as OSCAR's do.
    @Test
    void withoutFlapon() {
        Dialogue dialogue = Dialogue.tcp(5190)
                .server(frame(1, 0, HELLO))
                .client(hello("ann"))
                .client(said("toc_signon h 1 ann 0x3c1c0d5b311d51 english gaim"))
                .server(answered("SIGN_ON:TOC1.0"))
                .client(said("toc_send_im bob hi"));
        assertEquals("toc", protocol(dialogue));
        assertEquals(List.of("message chat sent ann -> bob \"hi\""), messages(dialogue));
    }

    @Test
    void onlyTheServerCaptured() {
        assertEquals(
                List.of("message chat delivered bob -> ?192.0.2.1 \"hi\""),
                messages(Dialogue.tcp(9898)
                        .server(frame(1, 0, HELLO))
                        .server(answered("SIGN_ON:TOC1.0"))
                        .server(answered("IM_IN:bob:F:hi"))));
    }

    @Test
    void joinedInTheMiddleOfAFrame() {
        Dialogue dialogue = middle().client("d of a *long* line\0")
                .client(frame(5, 1, new byte[0]))
                .client(said("toc_send_im bob hi"))
                .server(answered("IM_IN:bob:F:yes?"));
        assertEquals(
                List.of(
                        "message chat sent ?192.0.2.1 -> bob \"hi\"",
                        "message chat delivered bob -> ?192.0.2.1 \"yes?\""),
                messages(dialogue));
    }

    @Test
    void joinedTheWrongWayRound() {
        // The first packet seen came from the server, which is taken for the client.
        Dialogue dialogue = middle().client(answered("IM_IN:bob:F:hi")).server(said("toc_send_im bob yes"));
        assertEquals(
                List.of(
                        "message chat delivered bob -> ?192.0.2.2 \"hi\"",
                        "message chat sent ?192.0.2.2 -> bob \"yes\""),
                messages(dialogue));
    }

    @Test
    void afterAGapItGoesOn() {
        Dialogue dialogue = signedOn(9898).clientGap(30).client(said("toc_send_im bob hi"));
        assertEquals(List.of("message chat sent ann -> bob \"hi\""), messages(dialogue));
    }

    /// OSCAR, whose login frame has the same head: a SNAC 17/06 asking for alice's challenge.
    @Test
    void oscarIsNotToc() {
        Dialogue dialogue = Dialogue.tcp(9898)
                .serverHex("2a010000000400000001")
                .clientHex("2a010001000400000001")
                .clientHex("2a020002001b0017000600000000000100010005616c696365004b0000005a0000");
        assertEquals("oscar", protocol(dialogue));
    }

    @Test
    void webPagesOnTheSamePortAreHttp() {
        List<String> lines = Dialogue.tcp(9898)
                .client("GET /info?from=ann&user=bob HTTP/1.0\r\n\r\n")
                .server("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok")
                .lines();
        assertTrue(lines.stream().noneMatch(line -> line.contains("toc")), lines::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FLAPON",
                "FLAPJACK\r\n",
                "*\u0002\u0000\u0001\u0000\u0008TOCTOCTO",
                "*\u0002\u0000\u0001\u0000\u0006IM_OUT:"
            })
    void otherBytesAreNotToc(String bytes) {
        assertEquals(
                List.of(),
                Dialogue.tcp(9898).client(bytes).client("more and more").lines());
    }
}
