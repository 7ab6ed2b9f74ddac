package earshot.dissect.sip;

import static earshot.dissect.sip.Wire.only;
import static earshot.dissect.sip.Wire.toBen;
import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is SIP and what only looks like it.
class SipRecognitionTest {
    private static final List<String> IS = List.of("service sip-simple certain [signature:sip]");

    private static List<String> services(Dialogue dialogue) {
        return only(dialogue.with(new Sip()).lines(), "service");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OPTIONS sip:100@ex.org SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\n\r\n",
                "SIP/2.0 200 OK\r\nv: SIP/2.0/UDP 192.0.2.1\r\ni: 1\r\nCSeq: 1 OPTIONS\r\n\r\n",
                "REGISTER sips:ex.org SIP/2.0\nFrom: <sip:a@b>\nCall-ID: 1\nCSeq: 1 REGISTER\n\n",
                "MESSAGE im:ann@ex.org SIP/2.0\r\nFrom: <im:b@c>\r\nTo: <im:ann@ex.org>\r\nCSeq: 1 MESSAGE\r\ni: 2\r\n\r\n"
            })
    void isKnownByItsWordsOnAnyPort(String message) {
        assertEquals(IS, services(Dialogue.udp(12345).client(message)));
        assertEquals(IS, services(Dialogue.tcp(12345).client(message)));
        assertEquals(IS, services(Dialogue.tcp(12345).server(message)));
        assertEquals(
                IS,
                services(Dialogue.tcp(1)
                        .cut(new java.util.Random(1), 5)
                        .client("\r\n\r\n")
                        .client(message)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OPTIONS rtsp://ex.org/ RTSP/1.0\r\nCSeq: 1\r\n\r\n",
                "OPTIONS sip:100@ex.org HTTP/1.1\r\nHost: ex.org\r\n\r\n",
                "INVITE ann #room\r\n",
                "SIP/2.0 is a protocol\r\nVia: nothing\r\n\r\n",
                "NOTIFY * HTTP/1.1\r\nHost: 239.255.255.250:1900\r\n\r\n",
                "MESSAGE sip:a@b SIP/2.0\r\nnot a header\r\n\r\n",
                "RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n"
            })
    void isNotWhatLooksLikeIt(String message) {
        assertEquals(List.of(), services(Dialogue.udp(5060).client(message)));
        assertEquals(List.of(), services(Dialogue.tcp(5060).client(message)));
    }

    @Test
    void aConversationMayBeJoinedInTheMiddle() {
        String whole = toBen("MESSAGE", 1, "Content-Type: text/plain", "hello")
                + toBen("MESSAGE", 2, "Content-Type: text/plain", "there");
        assertEquals(
                List.of("message chat sent ann@ex.org -> ben@ex.org \"there\""),
                only(Dialogue.tcp(5060).midStream().client(whole.substring(90)).lines(), "message"));
    }

    @Test
    void afterAGapTheNextMessageIsFound() {
        String one = toBen("MESSAGE", 1, "Content-Type: text/plain", "hello");
        assertEquals(
                List.of(
                        "message chat sent ann@ex.org -> ben@ex.org \"hello\"",
                        "message chat sent ann@ex.org -> ben@ex.org \"there\""),
                only(
                        Dialogue.tcp(5060)
                                .client(one)
                                .client(toBen("MESSAGE", 2, "Content-Type: text/plain", "lost")
                                        .substring(0, 60))
                                .clientGap(100)
                                .client("tail of it" + toBen("MESSAGE", 3, "Content-Type: text/plain", "there"))
                                .lines(),
                        "message"));
    }
}
