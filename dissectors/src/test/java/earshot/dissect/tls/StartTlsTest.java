package earshot.dissect.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.dissect.http.Http;
import earshot.dissect.irc.Irc;
import earshot.dissect.socks.Socks;
import earshot.dissect.xmpp.Xmpp;
import earshot.kit.Dialogue;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// TLS that begins inside something else: what comes after is opened with the keys, and read anew.
class StartTlsTest {
    private static final String XMPP = """
            <?xml version='1.0'?><stream:stream to='a.example' version='1.0' xmlns='jabber:client' \
            xmlns:stream='http://etherx.jabber.org/streams'>""";
    private static final String TLS = "xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";

    private static Dialogue xmpp(Dialogue dialogue) {
        return dialogue.client(XMPP)
                .server(XMPP.replace("to=", "from=") + "<stream:features><starttls " + TLS + "</stream:features>")
                .client("<starttls " + TLS)
                .server("<proceed " + TLS);
    }

    private static Dialogue irc(Dialogue dialogue) {
        return dialogue.client("CAP LS 302\r\nSTARTTLS\r\n")
                .server(":irc.t CAP * LS :tls multi-prefix\r\n:irc.t 670 * :STARTTLS successful\r\n");
    }

    private static Dialogue socks(Dialogue dialogue) {
        return dialogue.clientHex("05 01 00")
                .serverHex("05 00")
                .clientHex("05 01 00 03 06 63 68 61 74 2e 74 01 bb") // chat.t:443
                .serverHex("05 00 00 01 c0 00 02 01 01 bb");
    }

    private static Dialogue connect(Dialogue dialogue) {
        return dialogue.client("CONNECT chat.t:443 HTTP/1.1\r\nHost: chat.t:443\r\n\r\n")
                .server("HTTP/1.1 200 Connection established\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xmpp", "irc", "socks", "connect"})
    void whatComesAfterIsOpened(String inside) {
        for (String name : List.of("TLS1.3", "TLS1.0-AES128-SHA", "TLS1.2-full")) {
            SessionsTest.Session session = SessionsTest.ALL.get(name);
            Plain plain = new Plain("hello");
            Dialogue dialogue = Dialogue.tcp(5222)
                    .with(new Socks(), new Tls(session.log()), new Http(List.of()), new Xmpp(), new Irc(), plain);
            switch (inside) {
                case "xmpp" -> xmpp(dialogue);
                case "irc" -> irc(dialogue);
                case "socks" -> socks(dialogue);
                default -> connect(dialogue);
            }
            session.say(dialogue);
            for (Dialogue one : List.of(dialogue, dialogue.cut(new Random(3), 40))) {
                plain.all.clear();
                one.events();
                assertEquals(
                        ("hello from " + name + "\n").repeat(2),
                        plain.all.getLast().client());
                assertEquals(
                        ("welcome " + name + "\n").repeat(2),
                        plain.all.getLast().server());
            }
        }
    }
}
