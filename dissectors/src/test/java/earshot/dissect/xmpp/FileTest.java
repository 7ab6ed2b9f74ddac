package earshot.dissect.xmpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.ImEvent.FileTransfer;
import earshot.kit.Dialogue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files from romeo@ex.org/orchard to juliet@ex.org/balcony, as romeo's connection shows them.
class FileTest {
    private static final int ROMEO = Dialogue.CLIENT, JULIET = Dialogue.SERVER;
    private static final String TO_JULIET = " to='juliet@ex.org/balcony'";
    private static final String FROM_JULIET = " from='juliet@ex.org/balcony' to='romeo@ex.org/orchard'";
    private static final byte[] LETTER = "two households, both alike in dignity".getBytes(StandardCharsets.US_ASCII);
    /// Of [#LETTER].
    private static final String MD5 = "b45cab5c";

    private static String offer(int size) {
        return "<iq type='set' id='o1'" + TO_JULIET + "><si xmlns='http://jabber.org/protocol/si' id='s1'"
                + " profile='http://jabber.org/protocol/si/profile/file-transfer'><file name='letter.txt' size='" + size
                + "' xmlns='http://jabber.org/protocol/si/profile/file-transfer'><range/></file></si></iq>";
    }

    private static String accept(String inside) {
        return "<iq type='result' id='o1'" + FROM_JULIET + "><si xmlns='http://jabber.org/protocol/si'>" + inside
                + "</si></iq>";
    }

    private static final String OFFERED = "file offered romeo@ex.org -> juliet@ex.org \"letter.txt\" 37";
    private static final String ACCEPTED = "file accepted romeo@ex.org -> juliet@ex.org \"letter.txt\" 37";

    private static String shortened(String line) {
        return line.replaceAll("md5 ([0-9a-f]{8})[0-9a-f]{24}", "md5 $1");
    }

    private static List<String> lines(Dialogue dialogue) {
        return Talk.lines(dialogue).stream().map(FileTest::shortened).toList();
    }

    @Test
    void declined() {
        assertEquals(
                List.of(OFFERED, "file declined romeo@ex.org -> juliet@ex.org \"letter.txt\" 37"),
                lines(Talk.romeo()
                        .client(offer(37))
                        .server("<iq type='error' id='o1'" + FROM_JULIET + "><error type='cancel'/></iq>")));
    }

    // In-band.

    private static String block(int seq, byte[] bytes, int from, int to) {
        String data = Base64.getEncoder().encodeToString(java.util.Arrays.copyOfRange(bytes, from, to));
        return "<iq type='set' id='d" + seq + "'" + TO_JULIET + "><data xmlns='http://jabber.org/protocol/ibb' sid='s1'"
                + " seq='" + seq + "'>" + data + "</data></iq>";
    }

    private static final String OPEN = "<iq type='set' id='p'" + TO_JULIET
            + "><open xmlns='http://jabber.org/protocol/ibb' sid='s1' block-size='20'/></iq>";
    private static final String CLOSE =
            "<iq type='set' id='c'" + TO_JULIET + "><close xmlns='http://jabber.org/protocol/ibb' sid='s1'/></iq>";

    @Test
    void inBand() {
        Dialogue dialogue = Talk.romeo()
                .client(offer(37))
                .server(accept(""))
                .client(OPEN)
                .client(block(0, LETTER, 0, 20))
                .client(block(1, LETTER, 20, 37))
                .client(CLOSE);
        assertEquals(
                List.of(
                        OFFERED,
                        ACCEPTED,
                        "file complete romeo@ex.org -> juliet@ex.org \"letter.txt\" 37 got 37 md5 " + MD5),
                lines(dialogue));
        FileTransfer file = (FileTransfer) dialogue.events().getLast();
        assertEquals(2, file.seen().frames().count(), "both blocks prove it");
    }

    @Test
    void inBandInMessages() {
        Dialogue dialogue = Talk.romeo()
                .client(offer(37))
                .client("<message" + TO_JULIET + "><data xmlns='http://jabber.org/protocol/ibb' sid='s1' seq='0'>"
                        + Base64.getEncoder().encodeToString(LETTER) + "</data></message>");
        assertEquals(
                List.of(OFFERED, "file complete romeo@ex.org -> juliet@ex.org \"letter.txt\" 37 got 37 md5 " + MD5),
                lines(dialogue));
    }

    /// A block that is not there leaves a hole of its size, and the file is not whole.
    @Test
    void inBandWithALostBlock() {
        List<String> lines = lines(Talk.romeo()
                .client(offer(37))
                .client(OPEN)
                .client(block(0, LETTER, 0, 10))
                .client(block(2, LETTER, 30, 37))
                .client(CLOSE));
        assertEquals(2, lines.size());
        assertTrue(lines.get(1).startsWith("file partial romeo@ex.org -> juliet@ex.org \"letter.txt\" 37 got 17"));
        assertTrue(lines.get(1).endsWith("missing 10-29"), lines::toString);
    }

    @Test
    void inBandNumbersBeginAgain() {
        Dialogue dialogue = Talk.romeo().client(OPEN);
        for (int i = 0; i < 65_540; i++) dialogue.client(block(i % 65_536, LETTER, 0, 1));
        List<String> lines = lines(dialogue.client(CLOSE));
        assertTrue(
                lines.getLast().startsWith("file complete romeo@ex.org -> juliet@ex.org -1 got 65540"),
                lines::toString);
    }

    @Test
    void inBandThatEndsTooEarlyIsPartial() {
        List<String> lines = lines(Talk.romeo().client(offer(37)).client(OPEN).client(block(0, LETTER, 0, 20)));
        assertTrue(lines.getLast().startsWith("file partial"), lines::toString);
        assertTrue(lines.getLast().endsWith("missing 20-36"), lines::toString);
    }

    // SOCKS5.

    private static final String DIGEST = Files.sha1("s1romeo@ex.org/orchardjuliet@ex.org/balcony");

    /// Juliet connects to romeo, who waits at 192.0.2.1:8010.
    private static Dialogue bytestream(String digest) {
        String host = HexFormat.of().formatHex(digest.getBytes(StandardCharsets.US_ASCII));
        return Dialogue.tcp(8010)
                .between(JULIET, ROMEO)
                .clientPort(50_000)
                .clientHex("05 01 00")
                .serverHex("05 00")
                .clientHex("05 01 00 03 28" + host + "0000")
                .serverHex("05 00 00 03 28" + host + "0000");
    }

    private static String streamhost(String jid) {
        return "<iq type='set' id='h1'" + TO_JULIET + "><query xmlns='http://jabber.org/protocol/bytestreams' sid='s1'>"
                + "<streamhost jid='" + jid + "' host='192.0.2.1' port='8010'/></query></iq>";
    }

    /// XEP-0065's digest, from the sheet of worked examples.
    @Test
    void digests() {
        assertEquals(
                "01494a7e04f11decb0c82b29d36d172e55ebe7a9",
                Files.sha1("vxf9n471bn46romeo@montague.lit/orchardjuliet@capulet.lit/balcony"));
    }

    @Test
    void overSocks() {
        Dialogue dialogue = Talk.romeo()
                .client(offer(37))
                .server(accept(""))
                .client(streamhost("romeo@ex.org/orchard"))
                .open()
                .then(bytestream(DIGEST).server(LETTER));
        assertEquals(
                List.of(
                        OFFERED,
                        ACCEPTED,
                        "file complete romeo@ex.org -> juliet@ex.org \"letter.txt\" 37 got 37 md5 " + MD5),
                lines(dialogue));
    }

    /// A proxy serves many: which file it is, only the digest says.
    @Test
    void overSocksThroughAProxy() {
        Dialogue dialogue = Talk.romeo()
                .client(offer(37))
                .client(streamhost("proxy.ex.org"))
                .open()
                .then(bytestream(DIGEST).server(LETTER));
        assertEquals(
                "file complete romeo@ex.org -> juliet@ex.org \"letter.txt\" 37 got 37 md5 " + MD5,
                lines(dialogue).getLast());
    }

    @Test
    void overSocksCutShort() {
        Dialogue dialogue = Talk.romeo()
                .client(offer(50))
                .client(streamhost("proxy.ex.org"))
                .open()
                .then(bytestream(DIGEST).server(LETTER));
        String last = lines(dialogue).getLast();
        assertTrue(last.startsWith("file partial romeo@ex.org -> juliet@ex.org \"letter.txt\" 50 got 37"), last);
    }

    @Test
    void overSocksWithAGap() {
        Dialogue dialogue = Talk.romeo()
                .client(offer(37))
                .client(streamhost("romeo@ex.org/orchard"))
                .open()
                .then(bytestream(DIGEST)
                        .server(java.util.Arrays.copyOf(LETTER, 10))
                        .serverGap(7)
                        .server(java.util.Arrays.copyOfRange(LETTER, 17, 37)));
        String last = lines(dialogue).stream()
                .filter(line -> line.startsWith("file partial"))
                .findFirst()
                .orElse("none");
        assertTrue(last.endsWith("missing 10-16"), last);
    }

    /// Answers have one length, so a lost one does not hide where the file begins.
    @ParameterizedTest
    @ValueSource(ints = {2, 47, 49})
    void overSocksWithoutTheAnswers(int lost) {
        String host = HexFormat.of().formatHex(DIGEST.getBytes(StandardCharsets.US_ASCII));
        Dialogue transfer =
                Dialogue.tcp(8010).between(JULIET, ROMEO).clientPort(50_000).clientHex("05 01 00");
        if (lost == 47) transfer.serverHex("05 00");
        else transfer.serverGap(2);
        transfer.clientHex("05 01 00 03 28" + host + "0000");
        if (lost == 2) transfer.serverHex("05 00 00 03 28" + host + "0000");
        else transfer.serverGap(47);
        Dialogue dialogue = Talk.romeo()
                .client(offer(37))
                .client(streamhost("romeo@ex.org/orchard"))
                .open()
                .then(transfer.server(LETTER));
        String complete = "file complete romeo@ex.org -> juliet@ex.org \"letter.txt\" 37 got 37 md5 " + MD5;
        assertTrue(lines(dialogue).contains(complete), () -> lines(dialogue).toString());
    }

    /// Where this connection lost the offer, the other party's connection may still tell it.
    @Test
    void overSocksWithTheOfferSeenElsewhere() {
        String from = " from='romeo@ex.org/orchard' to='juliet@ex.org/balcony'";
        Dialogue juliet = Talk.bound(Talk.opened(Dialogue.tcp(5222).clientPort(40_001)), "juliet@ex.org/balcony")
                .server(offer(37).replace(TO_JULIET, from))
                .server(streamhost("proxy.ex.org").replace(TO_JULIET, from));
        Dialogue dialogue = juliet.open()
                .then(Talk.romeo().client(streamhost("proxy.ex.org")).open())
                .then(bytestream(DIGEST).server(LETTER));
        assertEquals(
                "file complete romeo@ex.org -> juliet@ex.org \"letter.txt\" 37 got 37 md5 " + MD5,
                lines(dialogue).getLast());
    }

    /// Where nobody saw the offer, at least the two addresses are known.
    @Test
    void overSocksWithoutAnOffer() {
        Dialogue dialogue = Talk.romeo()
                .client(streamhost("proxy.ex.org"))
                .open()
                .then(bytestream(DIGEST).server(LETTER));
        assertEquals(
                "file complete romeo@ex.org -> juliet@ex.org -1 got 37 md5 " + MD5,
                lines(dialogue).getLast());
    }

    /// Resumed: the bytes belong behind those that are there already.
    @Test
    void overSocksResumed() {
        Dialogue dialogue = Talk.romeo()
                .client(offer(37))
                .server(
                        accept(
                                "<file xmlns='http://jabber.org/protocol/si/profile/file-transfer'><range offset='30'/></file>"))
                .client(streamhost("romeo@ex.org/orchard"))
                .open()
                .then(bytestream(DIGEST).server(java.util.Arrays.copyOfRange(LETTER, 30, 37)));
        String last = lines(dialogue).getLast();
        assertTrue(last.startsWith("file partial romeo@ex.org -> juliet@ex.org \"letter.txt\" 37 got 7"), last);
        assertTrue(last.endsWith("missing 0-29"), last);
    }

    @Test
    void bytesThatNobodyOffered() {
        List<String> lines = lines(bytestream("ab".repeat(20)).server(LETTER));
        assertEquals(List.of("file complete  ->  -1 got 37 md5 " + MD5), lines);
    }

    /// Somebody announces a web server as his streamhost: what is said there is still read as what it is.
    @Test
    void anExpectedConnectionThatIsSomethingElse() {
        Dialogue other = Talk.opened(Dialogue.tcp(8010).between(JULIET, ROMEO).clientPort(50_000));
        List<String> lines = Talk.romeo()
                .client(streamhost("romeo@ex.org/orchard"))
                .open()
                .then(other)
                .lines();
        assertTrue(lines.stream().noneMatch(line -> line.startsWith("file")), lines::toString);
        assertEquals(
                2,
                lines.stream()
                        .filter("service xmpp certain [signature:xmpp]"::equals)
                        .count());
    }

    // Jingle.

    private static String jingle(String from, String id, String action, String inside) {
        return "<iq type='set' id='" + id + "'" + from + "><jingle xmlns='urn:xmpp:jingle:1' action='" + action
                + "' sid='j1'>" + inside + "</jingle></iq>";
    }

    @Test
    void jingleFileInBand() {
        String content =
                "<content creator='initiator' name='f'><description xmlns='urn:xmpp:jingle:apps:file-transfer:5'>"
                        + "<file><name>letter.txt</name><size>37</size></file></description>"
                        + "<transport xmlns='urn:xmpp:jingle:transports:ibb:1' block-size='4096' sid='s1'/></content>";
        assertEquals(
                List.of(
                        OFFERED,
                        ACCEPTED,
                        "file complete romeo@ex.org -> juliet@ex.org \"letter.txt\" 37 got 37 md5 " + MD5),
                lines(Talk.romeo()
                        .client(jingle(TO_JULIET, "1", "session-initiate", content))
                        .server(jingle(FROM_JULIET, "2", "session-accept", content))
                        .client(OPEN)
                        .client(block(0, LETTER, 0, 37))
                        .client(CLOSE)
                        .client(jingle(TO_JULIET, "3", "session-terminate", "<reason><success/></reason>"))));
    }

    /// The one who asks for the file begins the session; the bytes come from the other.
    @Test
    void jingleFileRequestedOverSocks() {
        String content = "<content creator='initiator' name='f' senders='responder'>"
                + "<description xmlns='urn:xmpp:jingle:apps:file-transfer:3'><request><file><name>letter.txt</name>"
                + "<size>37</size></file></request></description>"
                + "<transport xmlns='urn:xmpp:jingle:transports:s5b:1' sid='t1' dstaddr='" + "cd".repeat(20) + "'>"
                + "<candidate type='direct' jid='juliet@ex.org/balcony' host='192.0.2.1' port='8010'/></transport></content>";
        Dialogue dialogue = Talk.romeo()
                .server(jingle(FROM_JULIET, "1", "session-initiate", content))
                .open()
                .then(bytestream("cd".repeat(20)).server(LETTER));
        assertEquals(
                List.of(OFFERED, "file complete romeo@ex.org -> juliet@ex.org \"letter.txt\" 37 got 37 md5 " + MD5),
                lines(dialogue));
    }

    @Test
    void calls() {
        String content = "<content name='v'><description xmlns='urn:xmpp:jingle:apps:rtp:1' media='audio'/></content>"
                + "<content name='w'><description xmlns='urn:xmpp:jingle:apps:rtp:1' media='video'/></content>";
        assertEquals(
                List.of(
                        "call romeo@ex.org -> juliet@ex.org voice offered",
                        "call romeo@ex.org -> juliet@ex.org video offered",
                        "call romeo@ex.org -> juliet@ex.org voice accepted",
                        "call romeo@ex.org -> juliet@ex.org video accepted",
                        "call romeo@ex.org -> juliet@ex.org voice ended",
                        "call romeo@ex.org -> juliet@ex.org video ended"),
                lines(Talk.romeo()
                        .client(jingle(TO_JULIET, "1", "session-initiate", content))
                        .server(jingle(FROM_JULIET, "2", "session-accept", ""))
                        .server(jingle(FROM_JULIET, "3", "session-terminate", ""))));
    }

    @Test
    void googleCallRefused() {
        String session = "<session xmlns='http://www.google.com/session' id='g1' type='";
        assertEquals(
                List.of(
                        "call romeo@ex.org -> juliet@ex.org voice offered",
                        "call romeo@ex.org -> juliet@ex.org voice declined"),
                lines(Talk.romeo()
                        .client("<iq type='set' id='1'" + TO_JULIET + ">" + session
                                + "initiate'><description xmlns='http://www.google.com/session/phone'/></session></iq>")
                        .server("<iq type='set' id='2'" + FROM_JULIET + ">" + session + "reject'/></iq>")));
    }

    // Elsewhere.

    @Test
    void placesForUploads() {
        assertEquals(
                List.of("file offered romeo@ex.org -> upload.ex.org \"très cool.jpg\" 23456"),
                lines(Talk.romeo()
                        .client("<iq type='get' id='u' to='upload.ex.org'><request xmlns='urn:xmpp:http:upload:0'"
                                + " filename='très cool.jpg' size='23456' content-type='image/jpeg'/></iq>")));
    }

    @Test
    void addressesOfFiles() {
        assertEquals(
                List.of("file offered juliet@ex.org -> romeo@ex.org \"cat.jpg\" 99"),
                lines(Talk.romeo()
                        .server("<iq type='set' id='u'" + FROM_JULIET + "><query xmlns='jabber:iq:oob'>"
                                + "<url size='99'>http://10.0.0.7:5298/x/cat.jpg</url></query></iq>")));
    }
}
