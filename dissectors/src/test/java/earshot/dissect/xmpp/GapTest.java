package earshot.dissect.xmpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.ImEvent;
import earshot.event.ImEvent.Message;
import earshot.kit.Dialogue;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Streams cut in any way, joined in the middle, with bytes missing.
class GapTest {
    private static final String FROM_JULIET = "<message from='juliet@ex.org/b' to='romeo@ex.org/orchard'>";

    private static List<String> messages(Dialogue dialogue) {
        return dialogue.lines().stream()
                .filter(line -> line.startsWith("message"))
                .toList();
    }

    /// One of everything.
    private static Dialogue conversation() {
        return Talk.opened()
                .client("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AHJvbWVvAHB3MQ==</auth>")
                .server("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>")
                .client(Talk.XML + Talk.header("to='ex.org'", "jabber:client"))
                .server(Talk.XML + Talk.header("id='2'", "jabber:client") + "<stream:features/>"
                        + "<iq type='result' id='b1'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
                        + "<jid>romeo@ex.org/orchard</jid></bind></iq>")
                .client("<presence><show>dnd</show><status>写字</status></presence>")
                .client(" \n<message to='juliet@ex.org'><body>a &lt;b&gt; — 東京 🤫</body></message> ")
                .server(FROM_JULIET
                        + "<body><![CDATA[<x> & y]]></body><html xmlns='http://jabber.org/protocol/xhtml-im'>"
                        + "<body xmlns='http://www.w3.org/1999/xhtml'><b>x</b></body></html></message>" + FROM_JULIET
                        + "<body>two</body></message>")
                .client(
                        "<iq type='set' id='1' to='juliet@ex.org/b'><open xmlns='http://jabber.org/protocol/ibb' sid='s'/></iq>"
                                + "<iq type='set' id='2' to='juliet@ex.org/b'><data xmlns='http://jabber.org/protocol/ibb' sid='s'"
                                + " seq='0'>aGVsbG8=</data></iq><iq type='set' id='3' to='juliet@ex.org/b'>"
                                + "<data xmlns='http://jabber.org/protocol/ibb' sid='s' seq='1'>IQ==</data></iq>"
                                + "<iq type='set' id='4' to='juliet@ex.org/b'><close xmlns='http://jabber.org/protocol/ibb' sid='s'/></iq>")
                .client("</stream:stream>")
                .server("</stream:stream>");
    }

    @Test
    void everyCutGivesTheSame() {
        List<String> whole = conversation().lines();
        assertEquals(9, whole.size(), whole::toString);
        assertEquals(whole, conversation().cut(new Random(0), 1).lines(), "byte by byte");
        for (int seed = 1; seed < 60; seed++) {
            assertEquals(
                    whole, conversation().cut(new Random(seed), 1 + seed * 3).lines(), "seed " + seed);
        }
    }

    /// Whatever is lost, nobody is given words that somebody else said.
    @Test
    void aLostPieceInventsNothing() {
        List<String> whole = messages(conversation());
        for (int seed = 0; seed < 8; seed++) {
            Dialogue cut = conversation().cut(new Random(seed), 90);
            List<earshot.kit.Records.Captured> records = cut.records();
            for (int lost = 3; lost < records.size() - 2; lost++) {
                List<earshot.kit.Records.Captured> rest = new java.util.ArrayList<>(records);
                rest.remove(lost);
                for (ImEvent event :
                        earshot.kit.Replay.events(new earshot.kit.Records(rest), 1, earshot.flow.Limits.DEFAULT)) {
                    if (!(event instanceof Message m)) continue;
                    boolean said = whole.contains(earshot.kit.Lines.of(event))
                            || !m.from().named();
                    int without = lost;
                    assertTrue(said, () -> "without record " + without + ": " + earshot.kit.Lines.of(event));
                }
            }
        }
    }

    // Joined in the middle.

    @Test
    void theClientIsWhomTheServerAddresses() {
        Dialogue dialogue = Dialogue.tcp(5222)
                .midStream()
                .client("ello</body></message><message to='juliet@ex.org'><body>one</body></message>")
                .server(FROM_JULIET + "<body>two</body></message>")
                .client("<message to='juliet@ex.org'><body>three</body></message>");
        assertEquals(
                List.of(
                        "service xmpp certain [signature:xmpp]",
                        "message chat sent ?192.0.2.1 -> juliet@ex.org \"one\"",
                        "identity ?192.0.2.1 named romeo@ex.org",
                        "message chat delivered juliet@ex.org -> romeo@ex.org \"two\"",
                        "message chat sent romeo@ex.org -> juliet@ex.org \"three\""),
                dialogue.lines());
    }

    /// Which side is the client, only the content says here.
    @Test
    void theSidesMayBeTheOtherWayRound() {
        Dialogue dialogue = Dialogue.tcp(40_001)
                .clientPort(5222)
                .midStream()
                .server("<message to='juliet@ex.org'><body>one</body></message>")
                .client(FROM_JULIET + "<body>two</body></message>");
        assertEquals(
                List.of(
                        "message chat sent ?192.0.2.2 -> juliet@ex.org \"one\"",
                        "message chat delivered juliet@ex.org -> romeo@ex.org \"two\""),
                messages(dialogue));
    }

    /// Between servers, joined late: nobody is assumed to be the client.
    @Test
    void severalAccountsAreNoClient() {
        Dialogue dialogue = Dialogue.tcp(5269)
                .midStream()
                .server("<message from='a@one.ex' to='x@two.ex'><body>one</body></message>")
                .server("<message from='b@one.ex' to='y@two.ex'><body>two</body></message>")
                .client("<message from='y@two.ex' to='b@one.ex'><body>three</body></message>");
        assertEquals(
                List.of(
                        "message chat delivered a@one.ex -> x@two.ex \"one\"",
                        "message chat relayed b@one.ex -> y@two.ex \"two\"",
                        "message chat relayed y@two.ex -> b@one.ex \"three\""),
                messages(dialogue));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</stream:stream>",
                "<iq type='result' id='1'/>",
                "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>",
                "x</status></presence><presence from='a@b.ex/c'/>",
            })
    void littleIsEnough(String bytes) {
        List<String> lines = Dialogue.tcp(1234).midStream().server(bytes).lines();
        assertTrue(lines.contains("service xmpp certain [signature:xmpp]"), lines::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version='1.0'?><rss><message to='all'>x</message></rss>",
                "<html><body><p>message</p></body></html>",
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<message to='a@b.ex'><body>x</body></message>",
                "<policy-file-request/>\0",
                "<message>hi</message>",
                "<iq>7</iq>",
            })
    void otherXmlIsNot(String bytes) {
        for (Dialogue dialogue : List.of(Dialogue.tcp(5222), Dialogue.tcp(5222).midStream())) {
            assertEquals(
                    List.of(),
                    dialogue.with(new Xmpp()).client(bytes).server(bytes).lines());
        }
    }

    // Gaps.

    @Test
    void readingGoesOnBehindAGap() {
        Dialogue dialogue = Talk.romeo()
                .server(FROM_JULIET + "<body>one</body></message>" + FROM_JULIET + "<body>lo")
                .serverGap(30)
                .server("st</body></message>" + FROM_JULIET + "<body>three</body></message>");
        assertEquals(
                List.of(
                        "message chat delivered juliet@ex.org -> romeo@ex.org \"one\"",
                        "message chat delivered juliet@ex.org -> romeo@ex.org \"three\""),
                messages(dialogue));
    }

    /// Behind a gap a message inside another looks like one of the stream: what is only played back would
    /// become a new utterance.
    @Test
    void messagesInsideOthersAreNotTakenOut() {
        String played = "<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' from='juliet@ex.org'"
                + " to='romeo@ex.org'><body>old</body></message></forwarded></result></message>";
        Dialogue dialogue = Talk.romeo()
                .server("<message from='romeo@ex.org' to='romeo@ex.org/orchard'><result xmlns='urn:xm")
                .serverGap(20)
                .server("'>" + played + FROM_JULIET + "<body>new</body></message>");
        assertEquals(List.of("message chat delivered juliet@ex.org -> romeo@ex.org \"new\""), messages(dialogue));
    }

    /// Some servers declare the namespace on every stanza: those are believed when the next one begins.
    @Test
    void stanzasThatDeclareTheirNamespaceAreFoundAgain() {
        String declared = FROM_JULIET.replace("<message", "<message xmlns='jabber:client'");
        Dialogue dialogue = Talk.romeo()
                .serverGap(20)
                .server(declared + "<body>one</body></message>")
                .server(declared + "<body>two</body></message>");
        assertEquals(2, messages(dialogue).size());
    }

    /// The text of a message is no stanza, and a step of a login is one.
    @Test
    void whatIsFoundBehindAGap() {
        List<String> lines = Talk.lines(Talk.opened()
                .clientGap(30)
                .client("to='juliet@ex.org'><body>lost</body></message><auth mechanism='PLAIN'"
                        + " xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>AGp1bGlldABwdzE=</auth>"));
        assertTrue(lines.contains("credential juliet@ex.org reversible SASL PLAIN \"pw1\""), lines::toString);
        assertFalse(lines.toString().contains("lost-sync"), lines::toString);
    }

    @Test
    void aHalfReadLoginIsForgotten() {
        String sasl = "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";
        List<String> lines = Talk.opened()
                .client("<auth " + sasl + " mechanism='CRAM-MD5'/>")
                .serverGap(100)
                .server("<success " + sasl + "/>")
                .client("<response " + sasl + ">dGltIGI5</response>")
                .lines();
        assertFalse(lines.stream().anyMatch(line -> line.startsWith("credential")), lines::toString);
    }

    @Test
    void damageIsSaidAndReadingGoesOn() {
        List<String> lines = Talk.lines(Talk.romeo()
                .server("<message a='1' a='2'/>" + FROM_JULIET + "<body>one</body></message>")
                .server("garbage" + FROM_JULIET + "<body>two</body></message>"));
        assertEquals(
                2, lines.stream().filter(line -> line.startsWith("message")).count());
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("anomaly malformed-xml")), lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("anomaly lost-sync")), lines::toString);
    }

    @Test
    void stanzasThatAreTooLongArePassedOver() {
        String huge = FROM_JULIET + "<body>" + "x".repeat(XmppStream.LONGEST_STANZA) + "</body></message>";
        Dialogue dialogue = Talk.romeo();
        for (int at = 0; at < huge.length(); at += 60_000) {
            dialogue.server(huge.substring(at, Math.min(huge.length(), at + 60_000)));
        }
        List<String> lines = Talk.lines(dialogue.server(FROM_JULIET + "<body>small</body></message>"));
        assertEquals("message chat delivered juliet@ex.org -> romeo@ex.org \"small\"", lines.getLast());
        assertEquals(
                1, lines.stream().filter(line -> line.startsWith("message")).count());
    }
}
