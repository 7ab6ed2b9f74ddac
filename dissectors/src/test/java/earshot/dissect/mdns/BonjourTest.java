package earshot.dissect.mdns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Chat in a local network without a server: who is there, and what they say.
class BonjourTest {
    private static void name(ByteArrayOutputStream out, String... labels) {
        for (String label : labels) {
            byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
            out.write(bytes.length);
            out.writeBytes(bytes);
        }
        out.write(0);
    }

    /// An answer with one TXT record: identifier 0, answer, one record; owner, type 16, class 1 with flush, TTL, pairs.
    private static byte[] announcement(int ttl, String... pairs) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 0, (byte) 0x84, 0, 0, 0, 0, 1, 0, 0, 0, 0});
        name(out, "ann@mac", "_presence", "_tcp", "local");
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (String pair : pairs) {
            text.write(pair.length());
            text.writeBytes(pair.getBytes(StandardCharsets.UTF_8));
        }
        out.writeBytes(new byte[] {0, 16, (byte) 0x80, 1, 0, 0, 0, (byte) ttl, 0, (byte) text.size()});
        out.writeBytes(text.toByteArray());
        return out.toByteArray();
    }

    @Test
    void peopleAnnounceThemselves() {
        byte[] away = announcement(120, "txtvers=1", "status=away", "msg=at lunch", "jid=ann@example.org");
        assertEquals(
                List.of(
                        "presence ann@mac away \"at lunch\"",
                        "identity ann@mac same ann@example.org",
                        "presence ann@mac online client libpurple",
                        "presence ann@mac offline"),
                Dialogue.udp(5353)
                        .clientPort(5353)
                        .client(away)
                        .client(away)
                        .client(announcement(120, "status=avail", "jid=ann@example.org", "node=libpurple"))
                        .client(announcement(0, "status=avail"))
                        .lines());
    }

    /// The stream is XMPP without a login: each says in the header who it is.
    @Test
    void whatTheySayIsXmpp() {
        String header = "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<stream:stream xmlns=\"jabber:client\""
                + " xmlns:stream=\"http://etherx.jabber.org/streams\" from=\"%s\" to=\"%s\">";
        List<String> said = Dialogue.tcp(5298)
                .client(header.formatted("ann@mac", "ben@pc"))
                .server(header.formatted("ben@pc", "ann@mac"))
                .client("<message to=\"ben@pc\" from=\"ann@mac\" type=\"chat\"><body>hi &amp; hello</body></message>")
                .server("<message to=\"ann@mac\" from=\"ben@pc\" type=\"chat\"><body>ho</body></message>")
                .lines()
                .stream()
                .filter(line -> line.startsWith("message"))
                .toList();
        assertEquals(
                List.of(
                        "message chat sent ann@mac -> ben@pc \"hi & hello\"",
                        "message chat sent ben@pc -> ann@mac \"ho\""),
                said);
    }
}
