package earshot.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.event.ImEvent;
import earshot.kit.Dialogue;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whose a flow is, where its own bytes do not say.
class NamingTest {
    private static final int CLIENT = Dialogue.CLIENT;
    private static final int TELEGRAM = 0x959aa75b; // 149.154.167.91
    /// Bytes that mean nothing to anybody.
    private static final String OPAQUE = "fb 1d f3 77 a0 c9 5b 02 e8 b1 6a 9d f0 43 2c d7";

    private static Dialogue opaque(int server, int port) {
        return Dialogue.tcp(port).between(CLIENT, server).clientHex(OPAQUE).serverHex(OPAQUE);
    }

    private static List<String> services(Dialogue dialogue) {
        return dialogue.events().stream()
                .filter(ImEvent.Service.class::isInstance)
                .map(event -> {
                    ImEvent.Service e = (ImEvent.Service) event;
                    return e.seen().service() + " " + e.confidence() + " " + e.evidence() + " "
                            + e.seen().flow().server();
                })
                .toList();
    }

    @Test
    void anAddressAndAPortOfTheServiceAreAGuess() {
        assertEquals(
                List.of("telegram GUESS [range:149.154.160.0/20, port:5222] 149.154.167.91:5222"),
                services(opaque(TELEGRAM, 5222)));
        assertEquals(List.of(), services(opaque(TELEGRAM, 443)), "a port that anybody uses");
        // Others are hosted there as well: 178.209.40.1 is in a network of Threema's hoster.
        assertEquals(List.of(), services(opaque(0xb2d12801, 5222)));
    }

    @Test
    void aFlowIsNamedOnceAndAgainByBetterEvidence() {
        Dialogue proxied = Dialogue.tcp(3128)
                .client("CONNECT irc.libera.chat:6667 HTTP/1.1\r\n\r\n")
                .server("HTTP/1.1 200 OK\r\n\r\n")
                .client("NICK ann\r\nUSER a 0 * :a\r\n")
                .server(":irc.libera.chat 001 ann :Welcome\r\n");
        List<String> services = services(proxied);
        assertEquals("irc PROBABLE [connect:irc.libera.chat] 192.0.2.2:3128", services.getFirst());
        assertEquals("irc CERTAIN [signature:irc] 192.0.2.2:3128", services.getLast());
        assertEquals(2, services.size());
    }

    @Test
    void manyRequestsForOneHostAreOneIdentification() {
        Dialogue web = Dialogue.tcp(80);
        for (int i = 0; i < 3; i++) {
            web.client("GET /" + i + " HTTP/1.1\r\nHost: short.weixin.qq.com\r\n\r\n");
            web.server("HTTP/1.1 204 No Content\r\n\r\n");
        }
        assertEquals(List.of("wechat CERTAIN [host:short.weixin.qq.com] 192.0.2.2:80"), services(web));
    }
}
