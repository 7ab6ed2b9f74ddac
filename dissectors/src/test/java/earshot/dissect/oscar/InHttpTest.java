package earshot.dissect.oscar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import earshot.kit.Web;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// OSCAR where only web pages are let through.
class InHttpTest {
    /// A packet of the proxy: type 5 carries a piece of connection 1.
    private static byte[] packet(int type, String flap) {
        byte[] piece = HexFormat.of().parseHex(flap.replace(" ", ""));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int length = 12 + piece.length;
        out.writeBytes(
                new byte[] {(byte) (length >> 8), (byte) length, 4, 0x43, 0, (byte) type, 0, 0, 0, 0, 0, 0, 0, 1});
        out.writeBytes(piece);
        return out.toByteArray();
    }

    private static byte[] http(String head, byte[]... packets) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] packet : packets) body.writeBytes(packet);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes((head + "Content-Length: " + body.size() + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(body.toByteArray());
        return all.toByteArray();
    }

    @Test
    void throughTheProxy() {
        // FLAP 1 opens; the client's first one logs in: TLV 1 name "ann", TLV 2 roasted "pw".
        String hello = "2a01 0001 0004 00000001";
        String login = "2a01 0001 0011 00000001 0001 0003 616e6e 0002 0002 8351";
        List<String> lines = Dialogue.tcp(80)
                .client(http("GET /monitor?sid=5 HTTP/1.1\r\n"))
                .server(http("HTTP/1.1 200 OK\r\n", packet(5, hello)))
                .client(http("POST /data?sid=5&seq=1 HTTP/1.1\r\n", packet(3, ""), packet(5, login)))
                .server(http("HTTP/1.1 200 OK\r\n"))
                .lines();
        assertEquals(
                List.of(
                        "service aim probable [signature:oscar]",
                        "service aim certain [signature:oscar]",
                        "credential ann reversible FLAP roasted \"pw\""),
                lines);
    }

    @Test
    void theWebApi() {
        List<String> lines = Dialogue.tcp(80)
                .client(Web.request(
                        "POST", "/auth/clientLogin", "", "devId=x&f=json&s=ann+chen&pwd=s3cret&clientName=web"))
                .server(Web.ok("{\"response\":{\"statusCode\":200,\"data\":{\"token\":{\"a\":\"T\"},"
                        + "\"loginId\":\"ann chen\"}}}"))
                .client(Web.get("/aim/startSession?a=T&f=json"))
                .server(Web.ok("{\"response\":{\"statusCode\":200,\"data\":{\"aimsid\":\"1.2\",\"myInfo\":"
                        + "{\"aimId\":\"annchen\"}}}}"))
                .client(Web.get("/im/sendIM?aimsid=1.2&t=ben&message=%3Cb%3Ehi%3C%2Fb%3E+there"))
                .server(Web.ok("{\"response\":{\"statusCode\":200}}"))
                .client(Web.get("/aim/fetchEvents?aimsid=1.2&f=json"))
                .server(Web.ok("{\"response\":{\"statusCode\":200,\"data\":{\"events\":["
                        + "{\"type\":\"buddylist\",\"eventData\":{\"groups\":[{\"name\":\"Work\",\"buddies\":["
                        + "{\"aimId\":\"ben\",\"state\":\"away\",\"awayMsg\":\"lunch\"}]}]}},"
                        + "{\"type\":\"im\",\"eventData\":{\"source\":{\"aimId\":\"ben\"},\"message\":\"back &amp; well\"}}"
                        + "]}}}"))
                .lines();
        assertEquals(
                List.of(
                        "service aim certain [signature:aim-web]",
                        "credential ann chen cleartext AIM clientLogin \"s3cret\"",
                        "session started ann chen by AIM clientLogin",
                        "session started annchen by AIM web session",
                        "message chat sent annchen -> ben \"hi there\"",
                        "contact annchen listed ben in [Work]",
                        "presence ben away \"lunch\"",
                        "message chat delivered ben -> annchen \"back & well\""),
                lines);
    }
}
