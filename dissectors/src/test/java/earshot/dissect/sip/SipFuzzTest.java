package earshot.dissect.sip;

import static earshot.dissect.sip.Wire.answer;
import static earshot.dissect.sip.Wire.toBen;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.dissect.sip.msrp.Msrp;
import earshot.event.ImEvent;
import earshot.kit.Dialogue;
import earshot.kit.Lines;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Damaged conversations: no exception, and no more events than the bytes account for. More rounds:
/// `-Dfuzz.rounds=100000`.
class SipFuzzTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 300);

    private static final String SDP =
            "v=0\r\nc=IN IP4 203.0.113.1\r\nm=audio 4000/2 RTP/AVP 0 98\r\na=rtpmap:98 t140/1000\r\n"
                    + "m=message 7777 TCP/MSRP *\r\na=path:msrp://203.0.113.1:7777/iau3;tcp\r\n"
                    + "a=file-selector:name:\"x\" size:5\r\na=sendonly\r\n";
    private static final String PIDF =
            "<presence entity='sip:ben@ex.org'><tuple id='t'><status><basic>open</basic></status>"
                    + "<note>x</note></tuple></presence>";
    private static final String CPIM =
            "From: <sip:ann@ex.org>\r\nDateTime: 2026-11-20T10:00:00Z\r\n\r\nContent-Type: text/plain\r\n\r\nhi";

    private static final List<String> CLIENT = List.of(
            toBen("MESSAGE", 1, "Content-Type: text/plain", "hello"),
            toBen("MESSAGE", 2, "Content-Type: message/cpim", CPIM),
            toBen("MESSAGE", 3, "Content-Type: multipart/mixed;boundary=b", "--b\r\n\r\nx\r\n--b\r\n\r\ny\r\n--b--"),
            toBen("INVITE", 4, "ms-text-format: text/plain;ms-body=SGVsbG8=\nContent-Type: application/sdp", SDP),
            toBen("PUBLISH", 5, "Event: presence\nContent-Type: application/pidf+xml", PIDF),
            toBen(
                    "REGISTER",
                    6,
                    "Authorization: Digest username=\"a\", nonce=\"n\", response=\"r\", uri=\"sip:h:1\"",
                    ""),
            toBen(
                    "INFO",
                    7,
                    "Content-Type: text/plain",
                    "<xccos><grpchat chanUri='c'><chat>x</chat></grpchat></xccos>"),
            "MSRP t1 SEND\r\nTo-Path: msrp://h:1/a;tcp\r\nFrom-Path: msrp://h:2/b;tcp\r\nMessage-ID: m\r\n"
                    + "Byte-Range: 1-5/11\r\nContent-Type: text/plain\r\n\r\nHello\r\n-------t1+\r\n",
            "MSRP t2 SEND\r\nTo-Path: msrp://h:1/a;tcp\r\nFrom-Path: msrp://h:2/b;tcp\r\nMessage-ID: m\r\n"
                    + "Byte-Range: 6-11/11\r\nContent-Type: image/png\r\n\r\n world\r\n-------t2$\r\n",
            "\r\n\r\n");
    private static final List<String> SERVER = List.of(
            answer(401, "REGISTER", 6, "WWW-Authenticate: NTLM gssapi-data=\"TlRMTVNTUAACAAAA\"", ""),
            answer(200, "INVITE", 4, "Content-Type: application/sdp", SDP),
            answer(200, "MESSAGE", 1, "User-Agent: X/1", ""),
            toBen("NOTIFY", 9, "Event: presence\nContent-Type: application/pidf+xml", PIDF),
            toBen("BYE", 10, "", ""));

    private static byte[] damaged(String text, Random random) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = random.nextInt(4); i > 0; i--) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        return bytes;
    }

    @Test
    void damageIsSaidAndNotThrown() {
        Random random = new Random(21);
        int events = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Dialogue dialogue = random.nextInt(3) == 0 ? Dialogue.udp(5060) : Dialogue.tcp(5060);
            dialogue.with(new Sip(), new Msrp(), new SecureFtp());
            if (random.nextInt(4) == 0) dialogue.midStream();
            for (int i = 0; i < 12; i++) {
                if (random.nextBoolean()) dialogue.client(damaged(CLIENT.get(random.nextInt(CLIENT.size())), random));
                else dialogue.server(damaged(SERVER.get(random.nextInt(SERVER.size())), random));
            }
            List<ImEvent> said = dialogue.cut(random, 300).events();
            events += said.size();
            List<String> lines = said.stream().map(Lines::of).toList();
            assertTrue(said.size() < 120, () -> "many events: " + lines);
            assertTrue(lines.stream().noneMatch(line -> line.contains("dissector-failed")), lines::toString);
        }
        assertTrue(events > 3 * ROUNDS, "the conversations were not read at all");
    }
}
