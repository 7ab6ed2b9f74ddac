package earshot.dissect.webchat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import earshot.kit.Web;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class DiscordTest {
    private static final String READY =
            "{\"op\":0,\"t\":\"READY\",\"s\":1,\"d\":{\"user\":{\"id\":\"100\",\"username\":"
                    + "\"ann\"},\"guilds\":[{\"id\":\"500\",\"channels\":[{\"id\":\"501\",\"type\":0,\"name\":\"general\"}]}],"
                    + "\"private_channels\":[{\"id\":\"601\",\"type\":1,\"recipients\":[{\"id\":\"200\",\"username\":\"ben\"}]}],"
                    + "\"relationships\":[{\"id\":\"200\",\"type\":1,\"user\":{\"id\":\"200\",\"username\":\"ben\"}}]}}";

    private static String created(String channel, String id, String name, String text) {
        return "{\"op\":0,\"t\":\"MESSAGE_CREATE\",\"s\":2,\"d\":{\"id\":\"175928847299117063\",\"type\":0,\"channel_id\":\""
                + channel + "\",\"author\":{\"id\":\"" + id + "\",\"username\":\"" + name + "\"},\"content\":\"" + text
                + "\"}}";
    }

    private static final String IDENTIFY = "{\"op\":2,\"d\":{\"token\":\"MTAw.x.y\",\"properties\":{\"os\":\"Windows\","
            + "\"browser\":\"Chrome\",\"client_version\":\"1.2\"}}}";

    private static final List<String> SAID = List.of(
            "service discord certain [signature:discord]",
            "credential ?192.0.2.1 token Discord token \"MTAw.x.y\"",
            "identity ?192.0.2.1 named ann",
            "session started ann \"Chrome 1.2\" by Discord token",
            "contact ann listed ben",
            "message room delivered ben -> general \"hello all\"",
            "message chat delivered ben -> ann \"hello ann\"",
            "message chat echo ann -> ben \"hello ben\"");

    @Test
    void theGateway() {
        Dialogue dialogue = Web.socket("/?v=10&encoding=json", "")
                .server(Web.frame("{\"op\":10,\"d\":{\"heartbeat_interval\":41250}}"))
                .client(Web.masked(IDENTIFY))
                .server(Web.frame(READY))
                .server(Web.frame(created("501", "200", "ben", "hello all")))
                .server(Web.frame(created("601", "200", "ben", "hello ann")))
                .server(Web.frame(created("601", "100", "ann", "hello ben")));
        assertEquals(SAID, dialogue.lines());
    }

    /// One zlib stream for all messages, the longest of them in two frames.
    @Test
    void theGatewayPacked() {
        Deflater stream = new Deflater();
        byte[] ready = Web.deflated(stream, READY.getBytes(StandardCharsets.UTF_8));
        Dialogue dialogue = Web.socket("/?v=10&encoding=json&compress=zlib-stream", "")
                .client(Web.masked(IDENTIFY))
                .server(Web.frame(2, java.util.Arrays.copyOf(ready, 50), false))
                .server(Web.frame(2, java.util.Arrays.copyOfRange(ready, 50, ready.length), false));
        for (String one : List.of(
                created("501", "200", "ben", "hello all"),
                created("601", "200", "ben", "hello ann"),
                created("601", "100", "ann", "hello ben")))
            dialogue.server(Web.frame(2, Web.deflated(stream, one.getBytes(StandardCharsets.UTF_8)), false));
        assertEquals(SAID, dialogue.lines());
    }

    /// A stream that inflates to far more than it takes is given up, and says so.
    @Test
    void aBomb() {
        Deflater stream = new Deflater();
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        byte[] zeros = new byte[1 << 20];
        for (int i = 0; i < 40; i++) bomb.writeBytes(Web.deflated(stream, zeros));
        List<String> lines = Web.socket("/?v=10&encoding=json&compress=zlib-stream", "")
                .client(Web.masked(IDENTIFY))
                .server(Web.frame(2, bomb.toByteArray(), false))
                .lines();
        assertEquals("anomaly bad-compression \"the gateway's zlib stream cannot be inflated\"", lines.getLast());
    }

    @Test
    void rest() {
        List<String> lines = Dialogue.tcp(80)
                .client(Web.post("/api/v9/auth/login", "{\"login\":\"ann@x.example\",\"password\":\"pw\"}"))
                .server(Web.ok("{\"token\":\"MTAw.x.z\"}"))
                .client(Web.request(
                        "POST",
                        "/api/v9/channels/175928847299117063/messages",
                        "Authorization: MTAw.x.z\r\n",
                        "{\"content\":\"hi <3\",\"nonce\":\"1\"}"))
                .server(Web.ok("{\"id\":\"9\",\"channel_id\":\"175928847299117063\",\"content\":\"hi <3\","
                        + "\"author\":{\"id\":\"100\",\"username\":\"ann\"}}"))
                .client(Web.post(
                        "/api/webhooks/175928847299117063/SECRET", "{\"content\":\"loot\",\"username\":\"bot\"}"))
                .lines();
        assertEquals(
                List.of(
                        "service discord certain [signature:discord]",
                        "credential ann@x.example cleartext Discord \"pw\"",
                        "credential ann@x.example token Discord token \"MTAw.x.z\"",
                        "session started ann@x.example by Discord",
                        "message room sent ?192.0.2.1 -> 175928847299117063 \"hi <3\"",
                        "identity ?192.0.2.1 named ann",
                        "credential bot token Discord webhook \"SECRET\"",
                        "message room sent bot -> webhook 175928847299117063 \"loot\""),
                lines);
    }
}
