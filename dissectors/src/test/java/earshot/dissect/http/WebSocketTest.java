package earshot.dissect.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.kit.Dialogue;
import earshot.kit.Web;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes through WebSockets, as the services there say it.
class WebSocketTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// One line a message and no line end, in text or in binary messages as was agreed; a gateway that agrees on
    /// nothing.
    @ParameterizedTest
    @ValueSource(strings = {"text.ircv3.net", "binary.ircv3.net", ""})
    void irc(String agreed) {
        int opcode = agreed.startsWith("binary") ? 2 : 1;
        String field = agreed.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + agreed + "\r\n";
        List<String> lines = Web.socket("/webirc", field)
                .client(Web.frame(opcode, bytes("NICK ann"), true))
                .client(Web.frame(opcode, bytes("USER ann 0 * :Ann"), true))
                .server(Web.frame(opcode, bytes(":irc.x 001 ann :Welcome"), false))
                .client(Web.frame(opcode, bytes("PRIVMSG #lab :over the web"), true))
                .server(Web.frame(opcode, bytes(":ben!b@h PRIVMSG ann :so it is"), false))
                .lines();
        assertTrue(lines.contains("message room sent ann -> #lab \"over the web\""), lines.toString());
        assertTrue(lines.contains("message chat delivered ben -> ann \"so it is\""), lines.toString());
    }

    /// Twitch's way: several lines in a message, with their ends.
    @Test
    void ircWithLineEnds() {
        List<String> lines = Web.socket("/", "")
                .client(Web.masked("NICK ann\r\nUSER ann 0 * :Ann\r\n"))
                .server(Web.frame(
                        ":irc.x 001 ann :Welcome\r\n:ben!b@h PRIVMSG #lab :one\r\n:ben!b@h PRIVMSG #lab :two\r\n"))
                .lines();
        assertTrue(lines.contains("message room delivered ben -> #lab (ann) \"two\""), lines.toString());
    }

    private static String posted(String text) {
        return "{\"event\":\"posted\",\"data\":{\"channel_display_name\":\"Town\",\"sender_name\":\"@bob\","
                + "\"post\":\"{\\\"channel_id\\\":\\\"c\\\",\\\"message\\\":\\\"" + text + "\\\"}\"}}";
    }

    /// permessage-deflate: the end of each message's last block is left out, and what was said before is remembered
    /// or not, as agreed.
    @ParameterizedTest
    @ValueSource(strings = {"permessage-deflate", "permessage-deflate; server_no_context_takeover"})
    void compressed(String agreed) {
        Dialogue dialogue = Dialogue.tcp(80)
                .client("GET /api/v4/websocket HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\n\r\n")
                .server("HTTP/1.1 101 OK\r\nUpgrade: websocket\r\nSec-WebSocket-Extensions: " + agreed + "\r\n\r\n");
        Deflater stream = new Deflater(9, true);
        for (String text : List.of("one", "two", "three")) {
            byte[] packed = Web.deflated(stream, bytes(posted(text)));
            if (agreed.contains("no_context")) stream.reset();
            dialogue.server(Web.frame(0x41, java.util.Arrays.copyOf(packed, packed.length - 4), false));
        }
        List<String> said = List.of(
                "service mattermost certain [signature:mattermost]",
                "message room delivered bob -> Town \"one\"",
                "message room delivered bob -> Town \"two\"",
                "message room delivered bob -> Town \"three\"");
        assertEquals(said, dialogue.lines());
        Random random = new Random(4);
        for (int i = 1; i < 30; i++) assertEquals(said, dialogue.cut(random, i).lines());
    }

    /// 40 MiB of zeros in one message.
    @Test
    void bombs() {
        Deflater stream = new Deflater(9, true);
        java.io.ByteArrayOutputStream bomb = new java.io.ByteArrayOutputStream();
        for (int i = 0; i < 40; i++) bomb.writeBytes(Web.deflated(stream, new byte[1 << 20]));
        List<String> lines = Dialogue.tcp(80)
                .client("GET /api/v4/websocket HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\n\r\n")
                .server("HTTP/1.1 101 OK\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n")
                .server(Web.frame(0x41, bomb.toByteArray(), false))
                .lines();
        assertEquals(List.of(), lines);
    }
}
