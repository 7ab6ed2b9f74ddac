package earshot.dissect.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.kit.Dialogue;
import earshot.kit.Web;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// HTTP/2 frame by frame; `samples-pcap/matrix.pcap` is what real programs make of it.
class Http2Test {
    private static final int DATA = 0, HEADERS = 1, SETTINGS = 4, CONTINUATION = 9;
    private static final int END_STREAM = 1, END_HEADERS = 4, PADDED = 8;

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(payload.length >> 16);
        out.write(payload.length >> 8);
        out.write(payload.length);
        out.write(type);
        out.write(flags);
        for (int shift = 24; shift >= 0; shift -= 8) out.write(stream >> shift);
        out.writeBytes(payload);
        return out.toByteArray();
    }

    /// Each field as a literal that nobody remembers.
    private static byte[] fields(String... namesAndValues) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.length; i++) {
            if (i % 2 == 0) out.write(0);
            byte[] text = namesAndValues[i].getBytes(StandardCharsets.UTF_8);
            out.write(text.length);
            out.writeBytes(text);
        }
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Dialogue connection() {
        return Dialogue.tcp(80)
                .client("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
                .client(frame(SETTINGS, 0, 0, new byte[0]))
                .server(frame(SETTINGS, 0, 0, new byte[0]));
    }

    private static byte[] post(int stream, String path) {
        return frame(
                HEADERS, END_HEADERS, stream, fields(":method", "POST", ":path", path, ":authority", "chat.example"));
    }

    /// Two requests at once, one of them in pieces with padding, its head in two frames.
    @Test
    void streamsTakeTurns() {
        byte[] head = fields(":method", "POST", ":path", "/mcmd/im", ":authority", "m.example");
        byte[] first = java.util.Arrays.copyOf(head, 10), rest = java.util.Arrays.copyOfRange(head, 10, head.length);
        byte[] padded = new byte[1 + 9 + 4];
        padded[0] = 4;
        System.arraycopy(text("sender=an"), 0, padded, 1, 9);
        Dialogue dialogue = connection()
                .client(frame(HEADERS, 0, 1, first))
                .client(frame(CONTINUATION, END_HEADERS, 1, rest))
                .client(post(3, "/mcmd/im"))
                .client(frame(DATA, PADDED, 1, padded))
                .client(frame(DATA, END_STREAM, 3, text("sender=eve&receiver=ben&msg=second")))
                .client(frame(DATA, END_STREAM, 1, text("n&receiver=ben&msg=first")));
        List<String> said = List.of(
                "service meebo probable [signature:meebo]",
                "message chat sent eve -> ben \"second\"",
                "message chat sent ann -> ben \"first\"");
        assertEquals(said, dialogue.lines());
        Random random = new Random(2);
        for (int i = 1; i < 30; i++) assertEquals(said, dialogue.cut(random, i).lines());
    }

    /// A WebSocket in a stream (RFC 8441).
    @Test
    void aWebSocketInAStream() {
        String post = "{\\\"channel_id\\\":\\\"c\\\",\\\"message\\\":\\\"hi\\\"}";
        String event = "{\"event\":\"posted\",\"data\":{\"channel_display_name\":\"Town\",\"sender_name\":\"@bob\","
                + "\"post\":\"" + post + "\"}}";
        List<String> lines = connection()
                .client(frame(
                        HEADERS,
                        END_HEADERS,
                        1,
                        fields(
                                ":method",
                                "CONNECT",
                                ":protocol",
                                "websocket",
                                ":scheme",
                                "http",
                                ":path",
                                "/api/v4/websocket",
                                ":authority",
                                "chat.example")))
                .server(frame(HEADERS, END_HEADERS, 1, fields(":status", "200")))
                .server(frame(DATA, 0, 1, Web.frame(event)))
                .lines();
        assertEquals(
                List.of(
                        "service mattermost certain [signature:mattermost]",
                        "message room delivered bob -> Town \"hi\""),
                lines);
    }

    /// After lost bytes the heads of that side cannot be read, so nothing is said of what follows.
    @Test
    void afterAGapNothingIsSaid() {
        List<String> lines = connection()
                .client(post(1, "/mcmd/im"))
                .client(frame(DATA, END_STREAM, 1, text("sender=ann&receiver=ben&msg=before")))
                .clientGap(100)
                .client(post(3, "/mcmd/im"))
                .client(frame(DATA, END_STREAM, 3, text("sender=ann&receiver=ben&msg=after")))
                .lines();
        assertTrue(lines.contains("message chat sent ann -> ben \"before\""), lines.toString());
        assertTrue(lines.stream().noneMatch(line -> line.contains("after")), lines.toString());
    }

    @Test
    void damageDoesNoHarm() {
        Random random = new Random(31);
        byte[] good = post(1, "/mcmd/im");
        for (int i = 0; i < 300; i++) {
            byte[] head = good.clone(), data = frame(DATA, END_STREAM, 1, text("sender=a&receiver=b&msg=x"));
            for (int k = 0; k < 3; k++) head[random.nextInt(head.length)] = (byte) random.nextInt(256);
            data[random.nextInt(9)] = (byte) random.nextInt(256);
            connection().client(head).client(data).server(head).events();
        }
        byte[] preface = HexFormat.of().parseHex("505249202a20485454502f322e300d0a0d0a534d0d0a0d0a");
        assertEquals(
                List.of(),
                Dialogue.tcp(80).client(preface).server("HTTP/1.1 400 No\r\n\r\n").lines().stream()
                        .filter(line -> line.startsWith("message"))
                        .toList());
    }
}
