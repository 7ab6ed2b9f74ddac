package earshot.dissect.sip;

import static earshot.dissect.sip.Wire.answer;
import static earshot.dissect.sip.Wire.only;
import static earshot.dissect.sip.Wire.toBen;
import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Calls, their media, and files offered over SIP.
class SipCallTest {
    /// 203.0.113.1 and 203.0.113.2.
    private static final int ANN = 0xcb007101, BEN = 0xcb007102;

    private static String sdp(String address, String media) {
        return "v=0\r\no=- 1 1 IN IP4 " + address + "\r\ns=-\r\nc=IN IP4 " + address + "\r\nt=0 0\r\n" + media;
    }

    private static final String SDP = "Content-Type: application/sdp";
    private static final String VOICE = "m=audio 4000 RTP/AVP 0\r\n", VIDEO = "m=video 4002 RTP/AVP 96\r\n";

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of(486, List.of("offered", "declined")),
                Arguments.of(603, List.of("offered", "declined")),
                Arguments.of(487, List.of("offered", "cancelled")),
                Arguments.of(404, List.of("offered", "failed")),
                Arguments.of(407, List.of("offered")),
                Arguments.of(180, List.of("offered")),
                Arguments.of(200, List.of("offered", "accepted", "ended")));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void endsInManyWays(int status, List<String> states) {
        String sdp = sdp("203.0.113.1", VOICE);
        Dialogue dialogue = Dialogue.udp(5060)
                .client(toBen("INVITE", 1, SDP, sdp))
                .server(answer(status, "INVITE", 1, "", ""))
                .server(answer(status, "INVITE", 1, "", ""));
        if (status == 200) dialogue.client(toBen("BYE", 2, "", ""));
        assertEquals(
                states.stream()
                        .map(state -> "call ann@ex.org -> ben@ex.org voice " + state)
                        .toList(),
                only(dialogue.lines(), "call"));
    }

    @Test
    void voiceBecomesVideoAndACallThatIsCancelledIsNotDeclined() {
        assertEquals(
                List.of(
                        "call ann@ex.org -> ben@ex.org voice offered",
                        "call ann@ex.org -> ben@ex.org video offered",
                        "call ann@ex.org -> ben@ex.org video cancelled"),
                only(
                        Dialogue.tcp(5060)
                                .client(toBen("INVITE", 1, SDP, sdp("203.0.113.1", VOICE)))
                                .client(toBen("INVITE", 2, SDP, sdp("203.0.113.1", VOICE + VIDEO)))
                                .client(toBen("CANCEL", 2, "", ""))
                                .server(answer(487, "INVITE", 2, "", ""))
                                .lines(),
                        "call"));
    }

    @Test
    void aMessageSessionIsNoCall() {
        String session = sdp("203.0.113.1", "m=message 5060 sip null\r\n");
        assertEquals(
                List.of(),
                only(Dialogue.tcp(5060).client(toBen("INVITE", 1, SDP, session)).lines(), "call"));
    }

    /// Version 2, payload type, sequence; time and source do not matter.
    private static byte[] rtp(int type, int sequence, byte[] payload) {
        return ByteBuffer.allocate(12 + payload.length)
                .put((byte) 0x80)
                .put((byte) type)
                .putShort((short) sequence)
                .putInt(0)
                .putInt(7)
                .put(payload)
                .array();
    }

    @Test
    void mediaIsToldOfWhereTheDescriptionsSayItGoes() {
        Dialogue media = Dialogue.udp(5000).clientPort(4000).between(ANN, BEN);
        for (int i = 0; i < 3; i++) media.client(rtp(0, i, new byte[160])).server(rtp(0, i, new byte[160]));
        List<String> lines = Dialogue.udp(5060)
                .client(toBen("INVITE", 1, SDP, sdp("203.0.113.1", VOICE)))
                .server(answer(200, "INVITE", 1, SDP, sdp("203.0.113.2", "m=audio 5000 RTP/AVP 0\r\n")))
                .then(media)
                .lines();
        assertEquals(
                List.of(
                        "call ann@ex.org -> ben@ex.org voice offered",
                        "call ann@ex.org -> ben@ex.org voice accepted",
                        "call ann@ex.org -> ben@ex.org voice media"),
                only(lines, "call"));
    }

    private static byte[] text(String typed) {
        return typed.getBytes(StandardCharsets.UTF_8);
    }

    /// RFC 4103: characters as they are typed, a correction, a lost packet that the next one repeats (RFC 2198: payload
    /// type with its top bit, time offset, length; then the new block's type).
    @Test
    void realTimeTextIsReadLineByLine() {
        String offer = "m=text 4000 RTP/AVP 98 100\r\na=rtpmap:98 t140/1000\r\na=rtpmap:100 red/1000\r\n";
        byte[] last = ByteBuffer.allocate(5 + 2 + 4)
                .putInt(0x80000000 | 98 << 24 | 2)
                .put((byte) 98)
                .put(text("lo"))
                .put(text("w\u2028"))
                .array();
        Dialogue media = Dialogue.udp(5000)
                .clientPort(4000)
                .between(ANN, BEN)
                .client(rtp(98, 10, text("Hel")))
                .client(rtp(98, 10, text("Hel")))
                // 11 with "lo" is lost.
                .client(rtp(100, 12, last))
                .server(rtp(98, 1, text("ok?\b!\r\n")));
        List<String> lines = Dialogue.udp(5060)
                .client(toBen("INVITE", 1, SDP, sdp("203.0.113.1", offer)))
                .server(answer(200, "INVITE", 1, SDP, sdp("203.0.113.2", offer.replace("4000", "5000"))))
                .then(media)
                .lines();
        assertEquals(
                List.of(
                        "message chat sent ann@ex.org -> ben@ex.org \"Hellow\"",
                        "message chat sent ben@ex.org -> ann@ex.org \"ok!\""),
                only(lines, "message"));
    }

    private static String fromBen(int sequence, String more, String body) {
        return toBen("MESSAGE", sequence, more, body)
                .replace("From: \"Ann\" <sip:ann@ex.org>;tag=1", "From: <sip:ben@ex.org>;tag=2")
                .replace("To: <sip:ben@ex.org>", "To: <sip:ann@ex.org>;tag=1");
    }

    /// vectors.json, msn_secure_ftp: the key that the acceptance gives, and a block of "Hello file\n" enciphered with
    /// it.
    @Test
    void aFileIsDecipheredWithTheKeyOfItsAcceptance() {
        String type = "Content-Type: text/x-msmsgsinvite; charset=UTF-8";
        String offer = "Application-Name: File Transfer\r\nApplication-GUID: {5D3E02AB-6190-11d3-BBBB-00C04F795683}\r\n"
                + "Invitation-Command: INVITE\r\nInvitation-Cookie: 77\r\nApplication-File: hello.txt\r\n"
                + "Application-FileSize: 11\r\nEncryption: R\r\n";
        String accept = "Invitation-Command: ACCEPT\r\nInvitation-Cookie: 77\r\n"
                + "Encryption-Key: AAECAwQFBgcICQoLDA0ODxAREhMUFRYX\r\nIP-Address: 203.0.113.2\r\nPort: 6891\r\n"
                + "PortX: 11178\r\nAuthCookie: 99\r\nSender-Connect: TRUE\r\n";
        Dialogue transfer = Dialogue.tcp(6891)
                .between(ANN, BEN)
                .client("VER MSN_SECURE_FTP\r\n")
                .server("VER MSN_SECURE_FTP\r\nUSR ben@ex.org 99\r\n")
                .client("FIL 11\r\n")
                .server("TFR\r\n")
                .clientHex("000b00f20e2ff48a28d3bafda6f8")
                .server("BYE 16777989\r\n");
        assertEquals(
                List.of(
                        "file offered ann@ex.org -> ben@ex.org \"hello.txt\" 11",
                        "file accepted ann@ex.org -> ben@ex.org \"hello.txt\" 11",
                        "file complete ann@ex.org -> ben@ex.org \"hello.txt\" 11 got 11 md5 " + md5("Hello file\n")),
                only(
                        Dialogue.tcp(5060)
                                .client(toBen("MESSAGE", 1, type, "\r\n" + offer))
                                .server(fromBen(2, type, "\r\n" + accept))
                                .then(transfer)
                                .lines(),
                        "file"));
    }

    private static String md5(String text) {
        try {
            byte[] digest = java.security.MessageDigest.getInstance("MD5").digest(text(text));
            return HexFormat.of().formatHex(digest);
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFileOnAWebServerIsOffered() {
        String link = "<file xmlns='urn:gsma:params:xml:ns:rcs:rcs:fthttp'><file-info type='thumbnail'><file-size>9"
                + "</file-size></file-info><file-info type='file'><file-size>2048</file-size><file-name>plan.pdf</file-name>"
                + "<data url='https://h/x' until='2026-12-01T00:00:00Z'/></file-info></file>";
        assertEquals(
                List.of("file offered ann@ex.org -> ben@ex.org \"plan.pdf\" 2048"),
                only(
                        Dialogue.tcp(5060)
                                .client(toBen("MESSAGE", 1, "Content-Type: application/vnd.gsma.rcs-ft-http+xml", link))
                                .lines(),
                        "file"));
    }
}
