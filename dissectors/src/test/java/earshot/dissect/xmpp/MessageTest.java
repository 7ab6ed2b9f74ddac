package earshot.dissect.xmpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.ImEvent.Message;
import earshot.kit.Dialogue;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Message stanzas of a client that is romeo@ex.org/orchard.
class MessageTest {
    private static final String FROM_JULIET = "<message from='juliet@ex.org/balcony' to='romeo@ex.org/orchard' ";

    private static List<String> sent(String stanza) {
        return Talk.lines(Talk.romeo().client(stanza));
    }

    private static List<String> delivered(String stanza) {
        return Talk.lines(Talk.romeo().server(stanza));
    }

    private static Message only(Dialogue dialogue) {
        List<Message> all = dialogue.events().stream()
                .filter(Message.class::isInstance)
                .map(Message.class::cast)
                .toList();
        assertEquals(1, all.size());
        return all.getFirst();
    }

    /// What stands in the stanza, and the line it makes ("" for none).
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "type='chat'><body>a &lt;b&gt; &amp; c</body>|chat delivered juliet@ex.org -> romeo@ex.org \"a <b> & c\"",
                "><body>normal</body>|chat delivered juliet@ex.org -> romeo@ex.org \"normal\"",
                "><subject>s</subject>|chat delivered juliet@ex.org -> romeo@ex.org \"s\"",
                "type='headline'><body>news</body>|notice delivered juliet@ex.org -> romeo@ex.org \"news\"",
                "type='chat'><body>/me waves</body>|action delivered juliet@ex.org -> romeo@ex.org \"/me waves\"",
                "type='error'><body>hi</body><error type='cancel'/>|``",
                "type='chat'><body xmlns='http://www.w3.org/1999/xhtml'>no</body>|``",
                "type='chat'><body xml:lang='de'>ja</body><body>yes</body>|chat delivered juliet@ex.org -> romeo@ex.org \"yes\"",
                "type='chat'><composing xmlns='http://jabber.org/protocol/chatstates'/>|typing delivered juliet@ex.org -> romeo@ex.org \"\"",
                "type='chat'><paused xmlns='http://jabber.org/protocol/chatstates'/>|``",
                "><x xmlns='jabber:x:event'><composing/><id>1</id></x>|typing delivered juliet@ex.org -> romeo@ex.org \"\"",
                "><body>q</body><x xmlns='jabber:x:event'><composing/></x>|chat delivered juliet@ex.org -> romeo@ex.org \"q\"",
                "><received xmlns='urn:xmpp:receipts' id='7'/>|receipt delivered juliet@ex.org -> romeo@ex.org \"\"",
                "><displayed xmlns='urn:xmpp:chat-markers:0' id='7'/>|receipt delivered juliet@ex.org -> romeo@ex.org \"\"",
                "><attention xmlns='urn:xmpp:attention:0'/>|nudge delivered juliet@ex.org -> romeo@ex.org \"\"",
                "><body>x</body><delay xmlns='urn:xmpp:delay' stamp='2026-11-20T10:38:22Z'/>|offline delivered juliet@ex.org -> romeo@ex.org \"x\"",
                "><body>x</body><x xmlns='jabber:x:delay' stamp='20261120T10:38:22'/>|offline delivered juliet@ex.org -> romeo@ex.org \"x\"",
                "><reactions xmlns='urn:xmpp:reactions:0' id='7'><reaction>👍</reaction><reaction>🎉</reaction></reactions>|reaction delivered juliet@ex.org -> romeo@ex.org \"👍 🎉\"",
            })
    void kinds(String inside, String line) {
        assertEquals(
                line.isEmpty() ? List.of() : List.of("message " + line),
                delivered(FROM_JULIET + inside + "</message>"));
    }

    @Test
    void aClientNeedNotSayWhoItIs() {
        assertEquals(
                List.of("message chat sent romeo@ex.org -> juliet@ex.org \"hi\""),
                sent("<message to='Juliet@ex.org/x' type='chat'><body>hi</body></message>"));
    }

    @Test
    void markupStandsBesideTheText() {
        Message message = only(Talk.romeo()
                .server(FROM_JULIET + "><body>wow!</body>"
                        + "<html xmlns='http://jabber.org/protocol/xhtml-im'><body xmlns='http://www.w3.org/1999/xhtml'>"
                        + "<p style='color:red'>wow<br/>!</p></body></html></message>"));
        assertEquals("wow!", message.text());
        assertEquals("<p style='color:red'>wow<br/>!</p>", message.markup());
    }

    @Test
    void idsTieMessagesTogether() {
        Message correction = only(Talk.romeo()
                .server(FROM_JULIET + "id='8'><body>6:15</body>"
                        + "<replace xmlns='urn:xmpp:message-correct:0' id='7'/></message>"));
        assertEquals("8 7", correction.messageId() + " " + correction.replaces());
        Message reply = only(Talk.romeo()
                .server(FROM_JULIET + "><body>yes</body>"
                        + "<reply xmlns='urn:xmpp:reply:0' to='romeo@ex.org' id='7'/></message>"));
        assertEquals("7", reply.replyTo());
        Message retraction = only(Talk.romeo()
                .server(FROM_JULIET + "><body>cannot be shown</body>"
                        + "<fallback xmlns='urn:xmpp:fallback:0' for='urn:xmpp:message-retract:1'/>"
                        + "<retract xmlns='urn:xmpp:message-retract:1' id='7'/></message>"));
        assertEquals("7 ''", retraction.retracts() + " '" + retraction.text() + "'");
    }

    @Test
    void filesAreNamedByTheirAddress() {
        Message message = only(Talk.romeo()
                .server(FROM_JULIET + "><body>https://ex.org/u/cat.jpg</body>"
                        + "<x xmlns='jabber:x:oob'><url>https://ex.org/u/cat.jpg</url></x></message>"));
        assertEquals(List.of("https://ex.org/u/cat.jpg"), message.attachments());
    }

    /// The body beside ciphertext is for clients that cannot read it: nobody said that.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<encrypted xmlns='eu.siacs.conversations.axolotl'><header sid='1'/><payload>aGVsbG8=</payload></encrypted>|omemo 5 bytes",
                "<encrypted xmlns='urn:xmpp:omemo:2'><header sid='1'/><payload>aGVsbG8=</payload></encrypted>|omemo 5 bytes",
                "<x xmlns='jabber:x:encrypted'>aGVsbG8=</x>|pgp 5 bytes",
                "<openpgp xmlns='urn:xmpp:openpgp:0'>aGVsbG8=</openpgp>|ox 5 bytes",
            })
    void ciphertextIsNotText(String element, String shown) {
        assertEquals(
                List.of("message chat delivered juliet@ex.org -> romeo@ex.org " + shown),
                delivered(FROM_JULIET + "type='chat'><body>This message is encrypted</body>" + element + "</message>"));
    }

    @Test
    void overlaysAreNotText() {
        assertEquals(
                List.of("message chat delivered juliet@ex.org -> romeo@ex.org otr 15 bytes"),
                delivered(FROM_JULIET + "type='chat'><body>?OTR:AAMDJ+MVm.</body></message>"));
    }

    @Test
    void keysAloneSayNothing() {
        assertEquals(
                List.of(),
                delivered(
                        FROM_JULIET + "><encrypted xmlns='eu.siacs.conversations.axolotl'><header sid='1'/></encrypted>"
                                + "</message>"));
    }

    @Test
    void bytesThatAreNotUtf8() {
        Dialogue dialogue = Talk.romeo()
                .server((FROM_JULIET + "><body>caf\u00e9</body></message>")
                        .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        Message message = only(dialogue);
        assertEquals("café windows-1252", message.text() + " " + message.charset());
    }

    // Copies.

    private static String carbon(String from, String name, String inner) {
        return "<message from='" + from + "' to='romeo@ex.org/orchard'><" + name + " xmlns='urn:xmpp:carbons:2'>"
                + "<forwarded xmlns='urn:xmpp:forward:0'>" + inner + "</forwarded></" + name + "></message>";
    }

    @Test
    void copiesOfWhatOtherDevicesSaid() {
        String inner =
                "<message xmlns='jabber:client' from='romeo@ex.org/phone' to='juliet@ex.org'><body>hi</body></message>";
        assertEquals(
                List.of("message chat echo romeo@ex.org -> juliet@ex.org \"hi\""),
                delivered(carbon("romeo@ex.org", "sent", inner)));
    }

    @Test
    void copiesOfWhatOtherDevicesWereTold() {
        String inner =
                "<message xmlns='jabber:client' from='juliet@ex.org/b' to='romeo@ex.org/phone'><body>hi</body></message>";
        assertEquals(
                List.of("message chat delivered juliet@ex.org -> romeo@ex.org \"hi\""),
                delivered(carbon("romeo@ex.org", "received", inner)));
    }

    /// CVE-2017-5589: whoever can send a message could otherwise put words into others' mouths.
    @Test
    void copiesFromStrangersAreForged() {
        String inner =
                "<message xmlns='jabber:client' from='juliet@ex.org/b' to='romeo@ex.org'><body>hi</body></message>";
        List<String> lines = delivered(carbon("mallory@evil.ex", "received", inner));
        assertEquals(1, lines.size());
        assertTrue(lines.getFirst().startsWith("anomaly forged-carbon"), lines::toString);
    }

    private static String archived(String from, String inner) {
        return "<message " + from + " to='romeo@ex.org/orchard'><result xmlns='urn:xmpp:mam:2' id='1'>"
                + "<forwarded xmlns='urn:xmpp:forward:0'><delay xmlns='urn:xmpp:delay' stamp='2010-07-10T23:08:25Z'/>"
                + inner + "</forwarded></result></message>";
    }

    @Test
    void theArchiveIsHistory() {
        String inner =
                "<message xmlns='jabber:client' from='juliet@ex.org/b' to='romeo@ex.org'><body>hi</body></message>";
        Message message = only(Talk.romeo().server(archived("from='romeo@ex.org'", inner)));
        assertEquals(Message.Kind.HISTORY, message.kind());
        assertEquals("juliet@ex.org", message.from().id());
        assertEquals(Stamp.nanos("2010-07-10T23:08:25Z"), message.statedTime());
        List<String> forged = delivered(archived("from='mallory@evil.ex'", inner));
        assertTrue(forged.getFirst().startsWith("anomaly forged-archive"), forged::toString);
    }

    @Test
    void typingIsSaidOnceUntilAMessageOrAPause() {
        String composing = FROM_JULIET + "><composing xmlns='http://jabber.org/protocol/chatstates'/></message>";
        String paused = FROM_JULIET + "><paused xmlns='http://jabber.org/protocol/chatstates'/></message>";
        String typing = "message typing delivered juliet@ex.org -> romeo@ex.org \"\"";
        assertEquals(List.of(typing, typing), delivered(composing + composing + paused + composing + composing));
    }

    // Between servers and without one.

    @Test
    void betweenServers() {
        Dialogue dialogue = Dialogue.tcp(5269)
                .client(Talk.header("from='ex.org' to='other.ex'", "jabber:server"))
                .server(Talk.header("from='other.ex' id='1'", "jabber:server"))
                .client("<db:result xmlns:db='jabber:server:dialback' from='ex.org' to='other.ex'>37c69</db:result>")
                .client("<message from='romeo@ex.org/a' to='ann@other.ex'><body>one</body></message>")
                .client("<message from='juliet@ex.org/b' to='bob@other.ex'><body>two</body></message>");
        assertEquals(
                List.of(
                        "message chat relayed romeo@ex.org -> ann@other.ex \"one\"",
                        "message chat relayed juliet@ex.org -> bob@other.ex \"two\""),
                Talk.lines(dialogue));
    }

    /// XEP-0174: names stand in the headers, and nobody logs in.
    @Test
    void betweenTwoMachines() {
        Dialogue dialogue = Dialogue.tcp(5298)
                .client(Talk.header("from='romeo@forza' to='juliet@pronto'", "jabber:client"))
                .server(Talk.header("from='juliet@pronto' to='romeo@forza'", "jabber:client"))
                .client("<message><body>hi</body></message>")
                .server("<message from='juliet@pronto' to='romeo@forza'><body>ho</body></message>");
        assertEquals(
                List.of(
                        "service bonjour certain [signature:xmpp]",
                        "message chat sent romeo@forza -> juliet@pronto \"hi\"",
                        "message chat sent juliet@pronto -> romeo@forza \"ho\""),
                dialogue.lines());
    }

    // Carriers.

    @Test
    void boshBodiesHoldStanzas() {
        String bind = "xmlns='http://jabber.org/protocol/httpbind'";
        Dialogue dialogue = Dialogue.tcp(5280)
                .client("<body to='ex.org' rid='1' " + bind + "/>")
                .server("<body sid='s1' authid='3EE948B0' from='ex.org' " + bind + "/>")
                .client("<body rid='2' sid='s1' " + bind + "><auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl'"
                        + " mechanism='PLAIN'>AGp1bGlldABwdzE=</auth></body>")
                .server("<body " + bind + "><success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/></body>")
                .client("<body rid='3' sid='s1' " + bind + "><message xmlns='jabber:client' to='romeo@ex.org'>"
                        + "<body>hi</body></message></body>");
        assertEquals(
                List.of(
                        "credential juliet@ex.org reversible SASL PLAIN \"pw1\"",
                        "session started juliet@ex.org by SASL PLAIN",
                        "message chat sent juliet@ex.org -> romeo@ex.org \"hi\""),
                Talk.lines(dialogue));
    }

    /// Another connection of the same session says whose it is.
    @Test
    void boshSessionsSpanConnections() {
        String bind = "xmlns='http://jabber.org/protocol/httpbind'";
        Dialogue second = Dialogue.tcp(5280)
                .clientPort(40_001)
                .client("<body rid='9' sid='s1' " + bind + "><message xmlns='jabber:client' to='romeo@ex.org'>"
                        + "<body>hi</body></message></body>");
        Dialogue first = Dialogue.tcp(5280)
                .client("<body to='ex.org' sid='s1' rid='1' " + bind + "/>")
                .server(
                        "<body " + bind + "><iq xmlns='jabber:client' type='result' id='b'>"
                                + "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>juliet@ex.org/b</jid></bind></iq></body>")
                .then(second);
        assertTrue(Talk.lines(first).contains("message chat sent juliet@ex.org -> romeo@ex.org \"hi\""));
    }

    @Test
    void framesOfWebSocketAreStanzas() {
        Dialogue dialogue = Dialogue.tcp(5281)
                .client("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='ex.org' version='1.0'/>")
                .server("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' from='ex.org' id='1' version='1.0'/>");
        Talk.bound(dialogue, "romeo@ex.org/orchard")
                .client("<message xmlns='jabber:client' to='juliet@ex.org'><body>hi</body></message>")
                .client("<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>");
        assertEquals(
                List.of("message chat sent romeo@ex.org -> juliet@ex.org \"hi\"", "session ended romeo@ex.org"),
                Talk.lines(dialogue));
    }

    // Compression.

    @Test
    void compressedStreamsGoOnInside() {
        String compress = "xmlns='http://jabber.org/protocol/compress'";
        Deflated client = new Deflated(), server = new Deflated();
        Dialogue dialogue = Talk.romeo()
                .client("<compress " + compress + "><method>zlib</method></compress>")
                .server("<compressed " + compress + "/>")
                .client(client.next(Talk.header("to='ex.org'", "jabber:client")))
                .server(server.next(Talk.header("from='ex.org' id='2'", "jabber:client")))
                .client(client.next("<message to='juliet@ex.org'><body>hi</body></message>"))
                .server(server.next(FROM_JULIET + "><body>ho</body></message>"));
        List<String> lines = Talk.lines(dialogue);
        assertEquals(
                List.of(
                        "message chat sent romeo@ex.org -> juliet@ex.org \"hi\"",
                        "message chat delivered juliet@ex.org -> romeo@ex.org \"ho\""),
                lines);
    }

    @Test
    void bombsAreDefused() {
        String compress = "xmlns='http://jabber.org/protocol/compress'";
        Deflated server = new Deflated();
        Dialogue dialogue = Talk.romeo()
                .client("<compress " + compress + "><method>zlib</method></compress>")
                .server("<compressed " + compress + "/>")
                .server(server.next(FROM_JULIET + "><body>" + "x".repeat(20 << 20) + "</body></message>"));
        assertTrue(Talk.lines(dialogue).stream().anyMatch(line -> line.startsWith("anomaly bad-compression")));
    }

    /// One direction of a compressed stream.
    private static final class Deflated {
        private final java.util.zip.Deflater deflater = new java.util.zip.Deflater();

        byte[] next(String xml) {
            deflater.setInput(xml.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            byte[] out = new byte[1 << 20];
            int n = deflater.deflate(out, 0, out.length, java.util.zip.Deflater.SYNC_FLUSH);
            return java.util.Arrays.copyOf(out, n);
        }
    }

    @Test
    void picturesInCardsAreLeftOut() {
        String photo = Base64.getEncoder().encodeToString(new byte[300]);
        List<String> lines = delivered("<iq type='result' id='v' from='juliet@ex.org' to='romeo@ex.org/orchard'>"
                + "<vCard xmlns='vcard-temp'><FN>Juliet</FN><PHOTO><BINVAL>" + photo
                + "</BINVAL></PHOTO></vCard></iq>");
        assertEquals(List.of("lookup romeo@ex.org about juliet@ex.org \"FN: Juliet\""), lines);
    }
}
