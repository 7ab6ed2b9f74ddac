package earshot.dissect.socks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.dissect.irc.Irc;
import earshot.event.ImEvent;
import earshot.kit.Dialogue;
import earshot.kit.Lines;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SocksTest {
    private static final String IRC = "NICK ann\r\nUSER ann 0 * :A\r\n";

    private static Dialogue dialogue() {
        return Dialogue.tcp(1080).with(new Socks(), new Irc());
    }

    /// Version 5, one method: user and password. `ann`, `pw`.
    private static Dialogue login() {
        return dialogue()
                .clientHex("05 01 02")
                .serverHex("05 02")
                .clientHex("01 03 61 6e 6e 02 70 77")
                .serverHex("01 00");
    }

    /// CONNECT to irc.t:6667, granted.
    private static Dialogue irc(Dialogue dialogue) {
        return dialogue.clientHex("05 01 00 03 05 69 72 63 2e 74 1a 0b")
                .serverHex("05 00 00 01 c0 00 02 01 1a 0b")
                .client(IRC)
                .server(":irc.t 001 ann :Welcome\r\n:irc.t 422 ann :x\r\n");
    }

    private static List<String> withVia(Dialogue dialogue) {
        return dialogue.events().stream()
                .map(event -> event.seen().via() + " | " + Lines.of(event))
                .toList();
    }

    @Test
    void whatIsInsideIsReadAndTheLoginIsExposed() {
        List<String> expected = List.of(
                " | credential ann cleartext SOCKS5 password \"pw\"",
                "socks5 irc.t:6667 ann | service irc certain [signature:irc]",
                "socks5 irc.t:6667 ann | session started ann");
        assertEquals(expected, withVia(irc(login())));
        for (int longest : List.of(1, 2, 5)) {
            assertEquals(expected, withVia(irc(login()).cut(new Random(longest), longest)));
        }
    }

    @Test
    void aRefusedLoginCounts() {
        Dialogue dialogue = dialogue()
                .clientHex("05 01 02")
                .serverHex("05 02")
                .clientHex("01 03 61 6e 6e 02 70 77")
                .serverHex("01 01");
        assertEquals(List.of("credential ann cleartext SOCKS5 password \"pw\""), dialogue.lines());
    }

    @Test
    void withoutLogin() {
        List<String> lines = withVia(irc(dialogue().clientHex("05 02 00 01").serverHex("05 00")));
        assertEquals("socks5 irc.t:6667 | session started ann", lines.getLast());
    }

    @Test
    void hastyClientsDoNotWait() {
        // Greeting, request and inner bytes at once.
        List<String> lines = withVia(dialogue()
                .clientHex("05 01 00 05 01 00 01 c0 00 02 09 1a 0b")
                .client(IRC)
                .serverHex("05 00")
                .serverHex("05 00 00 01 00 00 00 00 00 00")
                .server(":irc.t 001 ann :Hi\r\n:irc.t 422 ann :x\r\n"));
        assertEquals("socks5 192.0.2.9:6667 | session started ann", lines.getLast());
    }

    @Test
    void versionFour() {
        // CONNECT 192.0.2.9:6667, user a.
        List<String> lines = withVia(dialogue()
                .clientHex("04 01 1a 0b c0 00 02 09 61 00")
                .serverHex("00 5a 00 00 00 00 00 00")
                .client(IRC));
        assertEquals(" | credential a cleartext SOCKS4 user id", lines.getFirst());
        assertEquals("socks4 192.0.2.9:6667 a | service irc certain [signature:irc]", lines.getLast());
    }

    @Test
    void versionFourWithAName() {
        // 0.0.0.1 stands for the name that follows the user: irc.t.
        List<String> lines = withVia(dialogue()
                .clientHex("04 01 1a 0b 00 00 00 01 00 69 72 63 2e 74 00")
                .serverHex("00 5a 00 00 00 00 00 00")
                .client(IRC));
        assertEquals(List.of("socks4 irc.t:6667 | service irc certain [signature:irc]"), lines);
    }

    @Test
    void bindSpeaksTwiceBeforeTheConnectionBegins() {
        List<String> lines = withVia(dialogue()
                .clientHex("05 01 00")
                .serverHex("05 00")
                .clientHex("05 02 00 01 c0 00 02 09 00 00")
                .serverHex("05 00 00 01 c0 00 02 01 1a 0b")
                .serverHex("05 00 00 01 c0 00 02 09 1a 0b")
                .client(IRC));
        assertEquals(List.of("socks5 192.0.2.9:0 | service irc certain [signature:irc]"), lines);
    }

    /// UDP ASSOCIATE, to be relayed at the proxy's own address, port 5000: a SIP message to 192.0.2.9:5060 goes there.
    @Test
    void datagramsOfAnAssociation() {
        byte[] head = {0, 0, 0, 1, (byte) 192, 0, 2, 9, 0x13, (byte) 0xc4};
        byte[] sip = ("MESSAGE sip:bob@b.example SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\n"
                        + "From: <sip:ann@a.example>;tag=1\r\nTo: <sip:bob@b.example>\r\nCall-ID: 1@a\r\n"
                        + "CSeq: 1 MESSAGE\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] datagram = Arrays.copyOf(head, head.length + sip.length);
        System.arraycopy(sip, 0, datagram, head.length, sip.length);
        List<String> lines = withVia(Dialogue.tcp(1080)
                .clientHex("05 01 02")
                .serverHex("05 02")
                .clientHex("01 03 61 6e 6e 02 70 77")
                .serverHex("01 00")
                .clientHex("05 03 00 01 00 00 00 00 00 00")
                .serverHex("05 00 00 01 00 00 00 00 13 88")
                .then(Dialogue.udp(5000).client(datagram)));
        assertEquals(
                "socks5 192.0.2.9:5060 ann | message chat sent ann@a.example -> bob@b.example \"hi\"", lines.getLast());
    }

    /// Four proxies, one in the other: SOCKS 5, HTTP, SOCKS 4, SOCKS 5, and IRC in the last.
    @Test
    void fourDeep() {
        Dialogue dialogue = Dialogue.tcp(1080)
                .clientHex("05 01 00")
                .serverHex("05 00")
                .clientHex("05 01 00 01 c0 00 02 09 0c 38")
                .serverHex("05 00 00 01 00 00 00 00 00 00")
                .client("CONNECT 192.0.2.10:1080 HTTP/1.0\r\nProxy-Authorization: Basic YW5uOnB3\r\n\r\n")
                .server("HTTP/1.0 200 OK\r\n\r\n")
                .clientHex("04 01 04 38 c0 00 02 0b 00")
                .serverHex("00 5a 00 00 00 00 00 00");
        List<String> lines = withVia(irc(dialogue.clientHex("05 01 00").serverHex("05 00")));
        assertEquals(
                "socks5 192.0.2.9:3128 / http-connect 192.0.2.10:1080 ann / socks4 192.0.2.11:1080 / socks5 irc.t:6667"
                        + " | session started ann",
                lines.getLast());
    }

    @Test
    void refusedRequestsHaveNothingInside() {
        assertEquals(
                List.of(),
                dialogue()
                        .clientHex("05 01 00")
                        .serverHex("05 00")
                        .clientHex("05 01 00 01 c0 00 02 09 1a 0b")
                        .serverHex("05 05 00 01 00 00 00 00 00 00")
                        .client(IRC)
                        .lines());
    }

    @Test
    void bytestreamsOfXmppAreNotOurs() {
        String digest = "30 61 62 63 64 65 66 31 32 33 ".repeat(4);
        List<ImEvent> events = dialogue()
                .clientHex("05 01 00")
                .serverHex("05 00")
                .clientHex("05 01 00 03 28" + digest + "00 00")
                .serverHex("05 00 00 03 28" + digest + "00 00")
                .client(IRC)
                .events();
        assertEquals(List.of(), events);
    }

    @Test
    void otherBytesAreNotSocks() {
        assertEquals(
                List.of(),
                dialogue().clientHex("05 01 00").serverHex("06 00").client(IRC).lines());
        assertEquals(
                List.of(),
                dialogue().clientHex("05 01 00").serverHex("05 02").client(IRC).lines());
        assertEquals(
                List.of(),
                dialogue().clientHex("05 00").serverHex("05 00").client(IRC).lines());
        assertEquals(
                List.of(),
                dialogue()
                        .clientHex("04 09 00 00")
                        .serverHex("00 5a")
                        .client(IRC)
                        .lines());
    }

    @Test
    void aGapInTheHandshakeLeavesWhatFollows() {
        Dialogue dialogue = login().clientHex("05 01 00 03 05 69 72 63 2e 74 1a 0b")
                .serverGap(10)
                .client(IRC);
        dialogue.server(":irc.t 001 ann :Welcome\r\n:irc.t 422 ann :x\r\n");
        List<String> lines = withVia(dialogue);
        // The line in which the server said 001 may have begun in what is lost.
        assertEquals("socks5 irc.t:6667 ann | presence ann online", lines.getLast());
    }
}
