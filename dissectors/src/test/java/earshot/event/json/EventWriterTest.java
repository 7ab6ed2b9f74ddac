package earshot.event.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.capture.CaptureInfo;
import earshot.capture.FrameRef;
import earshot.event.Account;
import earshot.event.Frames;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Message;
import earshot.event.Seen;
import earshot.flow.Address;
import earshot.flow.Endpoint;
import earshot.flow.Flow;
import earshot.net.Path;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A table of events and the lines that they must become, field by field.
class EventWriterTest {
    /// 2009-11-20T18:10:05.000000123Z
    private static final long TIME = 1_258_740_605_000_000_123L;

    private static final Flow FLOW = new Flow(
            Flow.Transport.TCP,
            new Endpoint(Address.parse("192.168.1.158"), 51128),
            new Endpoint(Address.parse("64.12.24.50"), 443),
            0,
            0,
            FrameRef.of(0, 1),
            TIME,
            0,
            true);
    private static final Seen SEEN = new Seen(TIME, Frames.of(25, 61, 62, 63), FLOW, "", "oscar", "aim", "");
    private static final Account ALICE = Account.of("alice"), BOB = Account.of("bob@example.net", "home");
    private static final Account UNNAMED = Account.unnamed("192.168.1.158");

    /// What [#SEEN] gives every line.
    private static final String COMMON = """
            "time":"2009-11-20T18:10:05.000000123Z", "service":"aim", "protocol":"oscar",
            "flow":{"transport":"tcp", "client":"192.168.1.158:51128", "server":"64.12.24.50:443",
                    "communityId":"%s", "began":"2009-11-20T18:10:05.000000123Z"},
            "proof":[{"capture":"a.pcap", "frames":"25,61-63"}]""".formatted(FLOW.communityId());

    static Stream<Arguments> events() {
        return Stream.of(
                row(
                        new ImEvent.Session(
                                SEEN,
                                ImEvent.Session.State.FAILED,
                                BOB,
                                new Client("Adium", "1.3", ""),
                                "BUCP-MD5",
                                "wrong-password"),
                        """
                        "state":"failed", "account":"bob@example.net", "resource":"home",
                        "client":{"name":"Adium", "version":"1.3"}, "login":"BUCP-MD5", "reason":"wrong-password\""""),
                row(
                        new ImEvent.Session(SEEN, ImEvent.Session.State.STARTED, UNNAMED, Client.UNKNOWN, "", ""),
                        "\"state\":\"started\", \"account\":\"?192.168.1.158\""),
                row(
                        new ImEvent.Credential(
                                SEEN, ALICE, ImEvent.Credential.Form.DIGEST, "$dynamic$ab", "DIGEST-MD5", 11400),
                        """
                        "account":"alice", "form":"digest", "secret":"$dynamic$ab", "mechanism":"DIGEST-MD5",
                        "hashcat":11400"""),
                row(
                        new ImEvent.Contact(
                                SEEN, ALICE, BOB, "Bob", List.of("Family", "Work"), ImEvent.Contact.State.LISTED),
                        """
                        "owner":"alice", "contact":"bob@example.net", "name":"Bob", "groups":["Family","Work"],
                        "state":"listed\""""),
                row(
                        new ImEvent.Presence(
                                SEEN, ALICE, ImEvent.Presence.State.AWAY, "at lunch", new Client("", "7", "Windows")),
                        """
                        "account":"alice", "state":"away", "text":"at lunch",
                        "client":{"version":"7", "os":"Windows"}"""),
                row(
                        Message.from(SEEN, ALICE)
                                .to(BOB)
                                .text("hi")
                                .leg(Message.Leg.SENT)
                                .build(),
                        """
                        "from":"alice", "to":["bob@example.net"], "toResource":"home", "text":"hi", "kind":"chat",
                        "leg":"sent\""""),
                row(
                        Message.from(SEEN, ALICE)
                                .to(List.of(BOB, ALICE))
                                .room("#tea")
                                .text("café")
                                .markup("<b>caf&eacute;</b>")
                                .raw("windows-1252", new byte[] {'c', 'a', 'f', (byte) 0xe9})
                                .truncated()
                                .gap(212)
                                .leg(Message.Leg.RELAYED)
                                .messageId("m1")
                                .replyTo("m0")
                                .replaces("m2")
                                .retracts("m3")
                                .statedTime(TIME - 1_000_000_000)
                                .attachments(List.of("a.png", "b.png"))
                                .build(),
                        """
                        "from":"alice", "to":["bob@example.net", "alice"], "room":"#tea", "text":"café",
                        "markup":"<b>caf&eacute;</b>", "charset":"windows-1252", "raw":"Y2Fm6Q==", "truncated":true,
                        "gap":212, "kind":"room", "leg":"relayed", "messageId":"m1", "replyTo":"m0",
                        "replaces":"m2", "retracts":"m3", "statedTime":"2009-11-20T18:10:04.000000123Z",
                        "attachments":["a.png","b.png"]"""),
                row(Message.from(SEEN, ALICE).to(BOB).encrypted("otr", 0).build(), """
                        "from":"alice", "to":["bob@example.net"], "toResource":"home", "kind":"chat",
                        "leg":"delivered", "encryption":"otr", "size":0"""),
                row(
                        Message.from(SEEN, ALICE)
                                .kind(Message.Kind.TYPING)
                                .to(ALICE)
                                .build(),
                        "\"from\":\"alice\", \"to\":[\"alice\"], \"kind\":\"typing\", \"leg\":\"delivered\""),
                row(
                        new ImEvent.Room(SEEN, "#tea", ALICE, ImEvent.Room.Action.KICKED, "no spam"),
                        "\"room\":\"#tea\", \"account\":\"alice\", \"action\":\"kicked\", \"text\":\"no spam\""),
                row(
                        new ImEvent.FileTransfer(
                                SEEN, ALICE, BOB, "recipe.docx", -1, ImEvent.FileTransfer.State.OFFERED, null, "k"),
                        """
                        "from":"alice", "to":"bob@example.net", "toResource":"home", "name":"recipe.docx",
                        "state":"offered\""""),
                row(
                        new ImEvent.FileTransfer(
                                SEEN,
                                ALICE,
                                Account.NONE,
                                "recipe.docx",
                                12008,
                                ImEvent.FileTransfer.State.PARTIAL,
                                new ImEvent.Recovered(0, "ab", "cd", "application/zip", "0-12007", null),
                                ""),
                        """
                        "from":"alice", "name":"recipe.docx", "size":12008, "state":"partial", "bytes":0,
                        "sha256":"ab", "md5":"cd", "mime":"application/zip", "missing":"0-12007\""""),
                row(new ImEvent.Call(SEEN, ALICE, BOB, ImEvent.Call.Media.WEBCAM, "invited"), """
                        "from":"alice", "to":"bob@example.net", "toResource":"home", "media":"webcam",
                        "state":"invited\""""),
                row(
                        new ImEvent.Lookup(SEEN, ALICE, BOB, "Login: bob"),
                        "\"by\":\"alice\", \"about\":\"bob@example.net\", \"text\":\"Login: bob\""),
                row(new ImEvent.Identity(SEEN, UNNAMED, BOB, ImEvent.Identity.Kind.NAMED), """
                        "was":"?192.168.1.158", "is":"bob@example.net", "resource":"home", "kind":"named\""""),
                row(new ImEvent.Host(SEEN, "192.168.1.158", "00:11:22:33:44:55", "anns-laptop", "dhcp"), """
                        "address":"192.168.1.158", "mac":"00:11:22:33:44:55", "name":"anns-laptop", "by":"dhcp\""""),
                row(
                        new ImEvent.Service(
                                SEEN,
                                List.of("signature:oscar", "port:443"),
                                ImEvent.Service.Confidence.CERTAIN,
                                false),
                        "\"evidence\":[\"signature:oscar\",\"port:443\"], \"confidence\":\"certain\", \"encrypted\":false"),
                row(
                        new ImEvent.Usage(
                                SEEN, 1_700_000_000_000_000_000L, 4096, 178_544, 31, 161, "media", "file-received"),
                        """
                        "first":"2023-11-14T22:13:20.000000000Z", "sent":4096, "received":178544, "sentPackets":31,
                        "receivedPackets":161, "role":"media", "likely":"file-received\""""),
                row(
                        new ImEvent.Anomaly(SEEN, "tlv-overrun", "TLV 0x0002 says 900 bytes, 31 remain"),
                        "\"what\":\"tlv-overrun\", \"detail\":\"TLV 0x0002 says 900 bytes, 31 remain\""),
                row(
                        new Alert(
                                SEEN,
                                "cleartext-credentials",
                                "alice",
                                Alert.Severity.HIGH,
                                "A password in the clear",
                                "alice sent a password",
                                List.of("alice"),
                                List.of("T1040"),
                                List.of("3f2a9c1e77aa-25-credential-1"),
                                2),
                        """
                        "rule":"cleartext-credentials", "severity":"high", "title":"A password in the clear",
                        "explanation":"alice sent a password", "subjects":["alice"], "attack":["T1040"],
                        "because":["3f2a9c1e77aa-25-credential-1"], "revision":2"""));
    }

    private static Arguments row(ImEvent event, String fields) {
        return Arguments.of(event.type(), event, fields);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void writesEachField(String type, ImEvent event, String fields) {
        assertEquals(
                Json.read("{\"type\":\"" + type + "\", \"id\":\"ID-1\", " + COMMON + ", " + fields + "}"),
                Json.read(line(Secrets.REVEALED, event)));
    }

    @Test
    void tableHasEveryType() {
        List<String> written =
                events().map(row -> (String) row.get()[0]).distinct().toList();
        assertEquals(EventType.values().length - 2, written.size());
    }

    @Test
    void whatBelongsToNoFlowHasNone() {
        Seen bare = new Seen(0, Frames.NONE, null, "", "", "", "");
        assertEquals(
                "{\"type\":\"anomaly\",\"id\":\"ID-1\",\"what\":\"clock\"}\n",
                line(Secrets.MASKED, new ImEvent.Anomaly(bare, "clock", "")));
    }

    @Test
    void flowSaysItsPathAndWhatItGoesThrough() {
        Flow v6 = new Flow(
                Flow.Transport.UDP,
                new Endpoint(Address.parse("2001:db8::1"), 4000),
                new Endpoint(Address.parse("2001:db8::2"), 518),
                Path.vlan(0, 12),
                0,
                0,
                0,
                0,
                false);
        Seen seen = new Seen(TIME, Frames.of(1), v6, "socks5 irc.example:6667 ann", "irc", "irc", "EFnet");
        Map<String, Object> line = Json.read(line(Secrets.MASKED, new ImEvent.Anomaly(seen, "x", "")));
        assertEquals("EFnet", line.get("network"));
        assertEquals(
                Map.of(
                        "transport", "udp",
                        "client", "[2001:db8::1]:4000",
                        "server", "[2001:db8::2]:518",
                        "communityId", v6.communityId(),
                        "began", "1970-01-01T00:00:00.000000000Z",
                        "path", "vlan 12",
                        "via", "socks5 irc.example:6667 ann"),
                line.get("flow"));
    }

    @Test
    void turnedFlowIsWrittenAnew() {
        Flow flow = new Flow(Flow.Transport.TCP, FLOW.client(), FLOW.server(), 0, 0, 0, 0, 0, true);
        EventWriter writer = writer(Secrets.MASKED);
        Seen seen = new Seen(TIME, Frames.of(1), flow, "", "", "", "");
        writer.write(new ImEvent.Anomaly(seen, "x", ""), "ID-1");
        flow.reverse();
        writer.clear();
        writer.write(new ImEvent.Anomaly(seen, "x", ""), "ID-2");
        assertTrue(text(writer).contains("\"client\":\"64.12.24.50:443\""), text(writer));
    }

    @Test
    void proofNamesEachCapture() {
        Frames frames = Frames.of(FrameRef.of(0, 9), FrameRef.of(1, 1), FrameRef.of(1, 2), FrameRef.of(1, 4));
        Seen seen = new Seen(TIME, frames, null, "", "", "", "");
        assertEquals(
                List.of(
                        Map.of("capture", "a.pcap", "frames", "9"),
                        Map.of("capture", "b \"2\".pcap", "frames", "1-2,4")),
                Json.read(line(Secrets.MASKED, new ImEvent.Anomaly(seen, "x", "")))
                        .get("proof"));
    }

    @Test
    void secretsAreMasked() {
        String credential = line(
                Secrets.MASKED,
                new ImEvent.Credential(SEEN, ALICE, ImEvent.Credential.Form.CLEARTEXT, "s3cret", "OPER", 0));
        assertEquals("…", Json.read(credential).get("secret"));

        Message message = Message.from(SEEN, ALICE)
                .to(BOB)
                .text("IDENTIFY s3<ret")
                .markup("<b>IDENTIFY s3&lt;ret</b>")
                .raw("latin1", "IDENTIFY s3<ret".getBytes(StandardCharsets.ISO_8859_1))
                .secret("s3<ret")
                .build();
        Map<String, Object> masked = Json.read(line(Secrets.MASKED, message));
        assertEquals("IDENTIFY …", masked.get("text"));
        assertEquals("…", masked.get("markup"), "in another spelling: not a letter of it is shown");
        assertFalse(masked.containsKey("raw"));
        assertFalse(masked.containsKey("secret"));

        Map<String, Object> revealed = Json.read(line(Secrets.REVEALED, message));
        assertEquals("IDENTIFY s3<ret", revealed.get("text"));
        assertEquals("s3<ret", revealed.get("secret"), "so that who reads the line can mask it");
    }

    @Test
    void anyTextIsOneHarmlessLineAndReadsBackAsItWas() {
        StringBuilder all = new StringBuilder();
        for (int c = 0; c < 0x11000; c++) if (c < 0xd800 || c > 0xdfff) all.appendCodePoint(c);
        all.appendCodePoint(0x10ffff);
        String line = line(Secrets.MASKED, new ImEvent.Anomaly(SEEN, "x", all.toString()));
        assertEquals(all.toString(), Json.read(line).get("detail"));
        assertEquals(1, line.lines().count());
        assertTrue(
                line.strip()
                        .codePoints()
                        .noneMatch(c -> Character.isISOControl(c)
                                || Character.getType(c) == Character.LINE_SEPARATOR
                                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                                || c >= 0x202a && c <= 0x202e
                                || c >= 0x2066 && c <= 0x2069),
                "nothing that ends a line, moves a cursor or turns the direction of writing");
    }

    @Test
    void unpairedSurrogatesAreReplaced() {
        String line = line(Secrets.MASKED, new ImEvent.Anomaly(SEEN, "x", "a\ud83db\ude00c\ud83d"));
        assertEquals("a\ufffdb\ufffdc\ufffd", Json.read(line).get("detail"));
    }

    @Test
    void linesAddUpUntilDrained() throws Exception {
        EventWriter writer = writer(Secrets.MASKED);
        for (int i = 0; i < 1000; i++) {
            int before = writer.size();
            writer.write(new ImEvent.Anomaly(SEEN, "x", "y".repeat(i)), "ID-" + i);
            assertEquals('\n', writer.bytes()[writer.size() - 1]);
            assertTrue(writer.size() > before + i);
        }
        java.io.ByteArrayOutputStream drained = new java.io.ByteArrayOutputStream();
        writer.drain(drained);
        assertEquals(1000, drained.toString(StandardCharsets.UTF_8).lines().count());
        assertEquals(0, writer.size());
    }

    @Test
    void timesBeforeTheEpochAndAtTheEndsOfALong() {
        assertEquals("1969-12-31T23:59:59.999999999Z", timeOf(-1));
        assertEquals("1677-09-21T00:12:43.145224192Z", timeOf(Long.MIN_VALUE));
        assertEquals("2262-04-11T23:47:16.854775807Z", timeOf(Long.MAX_VALUE));
        assertEquals("1970-01-01T00:00:00.000000000Z", timeOf(0));
    }

    private static Object timeOf(long nanos) {
        Seen seen = new Seen(nanos, Frames.of(1), null, "", "", "", "");
        return Json.read(line(Secrets.MASKED, new ImEvent.Anomaly(seen, "x", "")))
                .get("time");
    }

    @Test
    void captureLine() {
        CaptureInfo info = new CaptureInfo("a.pcap", "office");
        info.head = "3f2a9c1e77aa00";
        info.clockOffset = -1_500_000_000;
        EventWriter writer = new EventWriter(List.of(info), new EventIds(List.of(info)), Secrets.MASKED);
        writer.capture(0);
        assertEquals(
                "{\"type\":\"capture\",\"id\":\"3f2a9c1e77aa-capture-1\",\"capture\":\"a.pcap\","
                        + "\"head\":\"3f2a9c1e77aa00\",\"source\":\"office\",\"clockOffset\":-1.5}\n",
                text(writer));
    }

    @Test
    void completenessLines() {
        CaptureInfo a = new CaptureInfo("a.pcap", "");
        a.head = "3f2a9c1e77aa00";
        a.sha256 = "ff";
        a.frames = 3;
        a.bytes = 300;
        a.from = TIME;
        a.until = TIME + 1;
        a.drops = 0;
        a.links.addAll(List.of(113, 1));
        a.damage.add("cut off after frame 3");
        CaptureInfo empty = new CaptureInfo("b.pcap", "");
        empty.head = "aaaaaaaaaaaaaa";
        TreeMap<String, Long> evictions = new TreeMap<>(Map.of("flows", 2L)),
                unread = new TreeMap<>(Map.of("ipx", 60L));
        var losses = new Completeness.Losses(1, 0, 4, evictions, unread, new TreeMap<>());
        List<CaptureInfo> captures = List.of(a, empty);
        EventWriter writer = new EventWriter(captures, new EventIds(captures), Secrets.MASKED);
        writer.completeness(0, Completeness.of(a, losses));
        writer.completeness(-1, Completeness.inAll(captures, losses.and(Completeness.Losses.UNKNOWN)));
        List<String> lines = text(writer).lines().toList();
        assertEquals(Json.read("""
                {"type":"completeness", "id":"3f2a9c1e77aa-completeness-1", "capture":"a.pcap", "sha256":"ff",
                 "from":"2009-11-20T18:10:05.000000123Z", "until":"2009-11-20T18:10:05.000000124Z",
                 "linkTypes":[1,113], "frames":3, "bytes":300, "drops":0, "truncatedFrames":0, "stepsBack":0,
                 "gaps":1, "badChecksums":0, "midStream":4, "evictions":{"flows":2}, "unread":{"ipx":60},
                 "damage":["cut off after frame 3"]}"""), Json.read(lines.get(0)));
        assertEquals(Json.read("""
                {"type":"completeness", "id":"3f2a9c1e77aa-completeness-all",
                 "from":"2009-11-20T18:10:05.000000123Z", "until":"2009-11-20T18:10:05.000000124Z",
                 "linkTypes":[1,113], "frames":3, "bytes":300, "truncatedFrames":0, "stepsBack":0,
                 "evictions":{"flows":2}, "unread":{"ipx":60}}"""), Json.read(lines.get(1)), "what is not known is not said");
    }

    private static EventWriter writer(Secrets secrets) {
        List<CaptureInfo> captures = new ArrayList<>();
        captures.add(new CaptureInfo("a.pcap", ""));
        captures.add(new CaptureInfo("b \"2\".pcap", ""));
        return new EventWriter(captures, new EventIds(captures), secrets);
    }

    private static String line(Secrets secrets, ImEvent event) {
        EventWriter writer = writer(secrets);
        writer.write(event, "ID-1");
        return text(writer);
    }

    private static String text(EventWriter writer) {
        return new String(writer.bytes(), 0, writer.size(), StandardCharsets.UTF_8);
    }
}
