package earshot.dissect.sip;

import static earshot.dissect.sip.Wire.answer;
import static earshot.dissect.sip.Wire.only;
import static earshot.dissect.sip.Wire.sip;
import static earshot.dissect.sip.Wire.toBen;
import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What people say over SIP.
class SipMessageTest {
    private static List<String> messages(Dialogue dialogue) {
        return only(dialogue.lines(), "message");
    }

    /// Content type, body, what a person read.
    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("text/plain", "Hi <again> &amp; you", "\"Hi <again> &amp; you\""),
                Arguments.of("text/plain;charset=UTF-8;msgr=WAAt", "žluť", "\"žluť\""),
                Arguments.of("text/html", "<b>Hi</b> &amp; you<br>there", "\"Hi & you\nthere\""),
                Arguments.of("text/rtf", "{\\rtf1\\ansi Hi \\b you\\b0}", "\"Hi you\""),
                Arguments.of(
                        "multipart/alternative;boundary=\"b\"",
                        "--b\r\nContent-Type: text/rtf\r\n\r\n{\\rtf1 rich}\r\n"
                                + "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nplain\r\n--b--\r\n",
                        "\"plain\""),
                Arguments.of("image/gif", "base64:R0lGODlh", "\"\""),
                Arguments.of("application/pkcs7-mime", "0123456789", "smime 10 bytes"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void isReadInEveryContentType(String type, String body, String read) {
        String request = toBen("MESSAGE", 1, "Content-Type: " + type, body);
        assertEquals(
                List.of("message chat sent ann@ex.org -> ben@ex.org " + read),
                messages(Dialogue.tcp(5060).client(request)));
    }

    @Test
    void anEnvelopeNamesThePartiesAnew() {
        String body = "From: Ann <im:ann@work.example>\r\nTo: <im:room@ex.org>\r\n"
                + "DateTime: 2026-11-20T10:00:00Z\r\nNS: imdn <urn:ietf:params:imdn>\r\nimdn.Message-ID: m7\r\n\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\n\r\nhello";
        assertEquals(
                List.of("message chat sent ann@work.example -> room@ex.org \"hello\""),
                messages(Dialogue.tcp(5060).client(toBen("MESSAGE", 1, "Content-Type: message/cpim", body))));
    }

    @Test
    void typingAndReceipts() {
        String typing =
                "<isComposing xmlns='urn:ietf:params:xml:ns:im-iscomposing'><state>active</state></isComposing>";
        String idle = typing.replace("active", "idle");
        String keyboard = "<KeyboardActivity><status status=\"type\"/></KeyboardActivity>";
        String receipt = "<imdn xmlns='urn:ietf:params:xml:ns:imdn'><message-id>m7</message-id></imdn>";
        assertEquals(
                List.of(
                        "message typing sent ann@ex.org -> ben@ex.org \"\"",
                        "message typing sent ann@ex.org -> ben@ex.org \"\"",
                        "message receipt sent ann@ex.org -> ben@ex.org \"\""),
                messages(Dialogue.tcp(5060)
                        .client(toBen("MESSAGE", 1, "Content-Type: application/im-iscomposing+xml", typing))
                        .client(toBen("MESSAGE", 2, "Content-Type: application/im-iscomposing+xml", idle))
                        .client(toBen("INFO", 3, "Content-Type: application/xml", keyboard))
                        .client(toBen("MESSAGE", 4, "Content-Type: message/imdn+xml", receipt))));
    }

    /// cases.json: sip_retransmission.
    @Test
    void aRepetitionOverUdpIsNoSecondMessage() {
        String request = "MESSAGE sip:bob@ex.org SIP/2.0\r\nv: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\n"
                + "f: \"Ann\" <sip:ann@ex.org>;tag=1\r\nt: <sip:bob@ex.org>\r\ni: c1\r\nCSeq: 1 MESSAGE\r\n"
                + "c: text/plain\r\nl: 2\r\n\r\nHi";
        assertEquals(
                List.of("message chat sent ann@ex.org -> bob@ex.org \"Hi\""),
                messages(Dialogue.udp(5060).client(request).client(request).client(request)));
    }

    @Test
    void whatIsSaidAgainWithCredentialsIsSaidOnce() {
        String credentials = "Proxy-Authorization: Digest username=\"ann\", realm=\"ex.org\", nonce=\"n\","
                + " uri=\"sip:ben@ex.org\", response=\"00112233445566778899aabbccddeeff\"\n";
        assertEquals(
                List.of(
                        "message chat sent ann@ex.org -> ben@ex.org \"ok\"",
                        "message chat sent ann@ex.org -> ben@ex.org \"ok\""),
                messages(Dialogue.tcp(5060)
                        .client(toBen("MESSAGE", 1, "Content-Type: text/plain", "ok"))
                        .server(answer(
                                407, "MESSAGE", 1, "Proxy-Authenticate: Digest realm=\"ex.org\", nonce=\"n\"", ""))
                        .client(toBen("MESSAGE", 2, credentials + "Content-Type: text/plain", "ok"))
                        .server(answer(200, "MESSAGE", 2, "", ""))
                        // Now it is a second one.
                        .client(toBen("MESSAGE", 3, credentials + "Content-Type: text/plain", "ok"))));
    }

    /// cases.json: ocs_first_message_in_invite. Two INVITEs with the same numbers, empty lines before the first, a cut
    /// in the middle of a start line.
    @Test
    void theFirstMessageStandsInTheInvite() {
        String sdp = "v=0\r\no=- 0 0 IN IP4 192.0.2.1\r\ns=session\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n"
                + "m=message 5060 sip null\r\na=accept-types:text/plain\r\n";
        String invite = sip("""
                INVITE sip:bob@ex.org SIP/2.0
                Via: SIP/2.0/TCP 192.0.2.1:5060
                From: <sip:ann@ex.org>;tag=1;epid=aa
                To: <sip:bob@ex.org>
                Call-ID: c2
                CSeq: 1 INVITE
                User-Agent: UCCAPI/3.5.6907.0 OC/3.5.6907.0 (Microsoft Office Communicator 2007 R2)
                ms-text-format: text/plain; charset=UTF-8;ms-body=SGVsbG8=
                Content-Type: application/sdp
                """, sdp);
        assertEquals(
                List.of(
                        "message chat sent ann@ex.org -> bob@ex.org \"Hello\"",
                        "presence ann@ex.org online client Microsoft Office Communicator 2007 R2 3.5.6907.0"),
                only(
                        Dialogue.tcp(5060)
                                .client("\r\n\r\n" + invite + invite.substring(0, 40))
                                .client(invite.substring(40))
                                .lines(),
                        "message",
                        "presence",
                        "call"));
    }

    /// Who does not read the first words gets them again.
    @ParameterizedTest
    @MethodSource("answers")
    void theFirstMessageIsSaidOnce(String supported, List<String> said) {
        String words = "ms-text-format: text/plain;ms-body=SGVsbG8=\nContent-Type: application/sdp";
        String sdp = "v=0\r\nm=message 5060 sip null\r\n";
        assertEquals(
                said.stream()
                        .map(text -> "message chat sent ann@ex.org -> ben@ex.org \"" + text + "\"")
                        .toList(),
                messages(Dialogue.tcp(5060)
                        .client(toBen("INVITE", 1, words, sdp))
                        .server(answer(200, "INVITE", 1, supported + "Content-Type: application/sdp", sdp))
                        .client(toBen("MESSAGE", 2, "Content-Type: text/plain", "Hello"))
                        .client(toBen("MESSAGE", 3, "Content-Type: text/plain", "Hello"))));
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("Supported: ms-early-media, ms-text-format\n", List.of("Hello", "Hello", "Hello")),
                Arguments.of("Supported: ms-early-media\n", List.of("Hello", "Hello")));
    }

    /// A chat room of the kind that says so in its roster; its messages come in an envelope.
    @Test
    void aRoomIsKnownByItsRoster() {
        String roster = "<conference-info entity='sip:room7@conf.ex.org'><users><user entity='sip:ann@ex.org'/></users>"
                + "</conference-info>";
        String cpim =
                "From: <sip:carl@ex.org>\r\nTo: <sip:room7@conf.ex.org>\r\n\r\nContent-Type: text/plain\r\n\r\nhi all";
        String from = toBen("MESSAGE", 2, "Content-Type: message/cpim", cpim)
                .replace("From: \"Ann\" <sip:ann@ex.org>", "From: <sip:room7@conf.ex.org>");
        String to = toBen("MESSAGE", 3, "Content-Type: text/plain", "hello").replace("<sip:ben@", "<sip:room7@conf.");
        assertEquals(
                List.of(
                        "message room sent carl@ex.org -> room7@conf.ex.org (ben@ex.org) \"hi all\"",
                        "message room sent ann@ex.org -> room7@conf.ex.org \"hello\""),
                messages(Dialogue.tcp(5060)
                        .server(toBen(
                                "NOTIFY",
                                1,
                                "Event: conference\nContent-Type: application/conference-info+xml",
                                roster))
                        .server(from)
                        .client(to)));
    }

    /// From a proxy to the reader's address; between two proxies the target is still the address of record.
    @Test
    void eachHopIsToldApart() {
        String head = """
                From: <sip:ann@ex.org>;tag=1
                To: <sip:ben@other.example>
                Call-ID: c%d
                CSeq: 1 MESSAGE
                Content-Type: text/plain
                """;
        String two = "Via: SIP/2.0/UDP p.ex.org;branch=z9hG4bKb\nVia: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bKa\n";
        assertEquals(
                List.of(
                        "message chat relayed ann@ex.org -> ben@other.example \"hi\"",
                        "message chat delivered ann@ex.org -> ben@other.example \"hi\""),
                messages(Dialogue.udp(5060)
                        .client(sip("MESSAGE sip:ben@other.example SIP/2.0\n" + two + head.formatted(1), "hi"))
                        .client(sip("MESSAGE sip:ben@192.0.2.2:5060 SIP/2.0\n" + two + head.formatted(2), "hi"))));
    }

    /// An exchange that passes a message on in its own name addresses it to where the reader registered.
    @Test
    void whereSomebodyRegisteredIsWhoHeIs() {
        String register = sip("""
                REGISTER sip:192.0.2.2 SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.1:5070;branch=z9hG4bKr
                From: <sip:ben@192.0.2.2>;tag=1
                To: <sip:ben@192.0.2.2>
                Call-ID: r1
                CSeq: 1 REGISTER
                Contact: <sip:ben@192.0.2.1:5070;ob>
                """);
        String registered = sip("""
                SIP/2.0 200 OK
                Via: SIP/2.0/UDP 192.0.2.1:5070;branch=z9hG4bKr
                From: <sip:ben@192.0.2.2>;tag=1
                To: <sip:ben@192.0.2.2>;tag=2
                Call-ID: r1
                CSeq: 1 REGISTER
                Contact: <sip:ben@192.0.2.1:5070;ob>;expires=300
                """);
        String message = sip("""
                MESSAGE sip:ben@192.0.2.1:5070;ob SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.2:5060;branch=z9hG4bKm
                From: "ann" <sip:ann@192.0.2.2>;tag=7
                To: <sip:ben@192.0.2.1:5070;ob>
                Call-ID: m1
                CSeq: 102 MESSAGE
                Content-Type: text/plain;charset=UTF-8
                """, "hi");
        assertEquals(
                List.of("message chat delivered ann@192.0.2.2 -> ben@192.0.2.2 \"hi\""),
                messages(Dialogue.udp(5060).client(register).server(registered).server(message)));
    }

    @Test
    void aBodyThatWasNotCapturedWholeIsSaidToBeCut() {
        String whole = toBen("MESSAGE", 1, "Content-Type: text/plain", "four words are here");
        List<String> lines = only(
                Dialogue.udp(5060)
                        .client(whole.substring(0, whole.length() - 5))
                        .lines(),
                "message",
                "anomaly");
        assertEquals("anomaly truncated-body \"Content-Length says more than there is\"", lines.getFirst());
        assertEquals("message chat sent ann@ex.org -> ben@ex.org \"four words are\"", lines.get(1));
    }

    /// Folded lines, compact names, a display name with everything in it, a percent-encoded user, bare line feeds.
    @Test
    void fieldsAreReadAsTheyAreAllowedToBeWritten() {
        String request = "MESSAGE sip:ben@ex.org SIP/2.0\nv: SIP/2.0/TCP 192.0.2.1\nf: \"Ann, \\\"A\\\" <x@y>\"\n"
                + "  <sip:a%6en:pw@EX.org:5070;transport=tcp>;tag=1\nTO : sip:ben@ex.org;tag=3\ni:c1\n"
                + "CSeq:   1   MESSAGE\nc: text/plain\nl:2\n\nhi";
        assertEquals(
                List.of(
                        "credential ann@ex.org cleartext SIP URI \"pw\"",
                        "message chat sent ann@ex.org -> ben@ex.org \"hi\""),
                only(Dialogue.tcp(80).client(request).lines(), "message", "credential"));
    }

    @Test
    void whoHidesStaysUnnamed() {
        String request = toBen("MESSAGE", 1, "Content-Type: text/plain", "boo")
                .replace("\"Ann\" <sip:ann@ex.org>", "\"Anonymous\" <sip:anonymous@anonymous.invalid>");
        assertEquals(
                List.of("message chat sent ?192.0.2.1 -> ben@ex.org \"boo\""),
                messages(Dialogue.tcp(5060).client(request)));
    }

    /// A conference's server speaks in its own name.
    @Test
    void inAConferenceTheServerSaysForWhomItSpeaks() {
        String mcu = "sip:ann@ex.org;gruu;opaque=app:conf:chat:id:Z7";
        String head = """
                CSeq: %d MESSAGE
                Call-ID: c%d
                Via: SIP/2.0/TCP 192.0.2.1
                Content-Type: text/plain
                """;
        String said = sip(
                "MESSAGE " + mcu + " SIP/2.0\nFrom: <sip:ben@ex.org>;tag=1\nTo: <" + mcu + ">\n" + head.formatted(1, 1),
                "mine");
        String heard = sip(
                "MESSAGE sip:ben@ex.org SIP/2.0\nFrom: <" + mcu + ">;tag=4\nTo: <sip:ben@ex.org>;tag=1\n"
                        + "Ms-Sender: \"Carl\" <sip:carl@ex.org>\n" + head.formatted(2, 2),
                "his");
        String room = "ann@ex.org;gruu;opaque=app:conf:focus:id:Z7";
        assertEquals(
                List.of(
                        "message room sent ben@ex.org -> " + room + " \"mine\"",
                        "message room sent carl@ex.org -> " + room + " (ben@ex.org) \"his\""),
                messages(Dialogue.tcp(5060).client(said).server(heard)));
    }

    @Test
    void groupChatNamesItsRooms() {
        String join = "<xccos><rpl id=\"rpl:join\"><data><chanib name=\"Ops\" uri=\"ma-chan://ex.org/1\"/>"
                + "<uib uri=\"sip:carl@ex.org\"/></data></rpl></xccos>";
        String chat = "<xccos ver=\"1\" xmlns=\"urn:parlano:xml:ns:xccos\"><grpchat id=\"g\" author=\"sip:ann@ex.org\""
                + " chanUri=\"ma-chan://ex.org/1\"><chat>disk &lt;7&gt; is full</chat></grpchat></xccos>";
        String history = "<xccos><rpl id=\"rpl:bccontext\"><data><chanib uri=\"ma-chan://ex.org/1\">"
                + "<msg author=\"sip:carl@ex.org\" chanUri=\"ma-chan://ex.org/1\"><chat>old</chat></msg></chanib></data>"
                + "</rpl></xccos>";
        assertEquals(
                List.of(
                        "room Ops ben@ex.org joined",
                        "room Ops carl@ex.org present",
                        "message room sent ann@ex.org -> Ops \"disk <7> is full\"",
                        "message history sent carl@ex.org -> Ops (ben@ex.org) \"old\""),
                only(
                        Dialogue.tcp(5060)
                                .client(toBen("INFO", 1, "Content-Type: text/plain", join))
                                .client(toBen("INFO", 2, "Content-Type: text/plain", chat))
                                .client(toBen("INFO", 3, "Content-Type: text/plain", history))
                                .lines(),
                        "message",
                        "room"));
    }
}
