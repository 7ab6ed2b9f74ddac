package earshot.dissect.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.ImEvent;
import earshot.kit.Dialogue;
import earshot.kit.DnsBytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers of name servers, and the flows that they name.
class DnsTest {
    private static final int CLIENT = Dialogue.CLIENT, OTHER = 0xc0000263, RESOLVER = 0xc0000235;
    private static final int SERVER = 0xc6336407; // 198.51.100.7
    /// Bytes that mean nothing to anybody.
    private static final String OPAQUE = "8f 1d f3 77 a0 c9 5b 02 e8 b1 6a 9d f0 43 2c d7";

    private static Dialogue asked(int client, DnsBytes answer) {
        return Dialogue.udp(53).clientPort(50_000).between(client, RESOLVER).server(answer.bytes());
    }

    private static Dialogue opaque(int client, int server, int port) {
        return Dialogue.tcp(port)
                .clientPort(50_001)
                .between(client, server)
                .clientHex(OPAQUE)
                .serverHex(OPAQUE);
    }

    private static DnsBytes whatsapp() {
        return DnsBytes.answer(0, 1, 0, "e1.whatsapp.net", 1).a("e1.whatsapp.net", SERVER);
    }

    @Test
    void aFlowWithoutANameIsNamedByTheAnswerThatItsClientGot() {
        List<ImEvent> events =
                asked(CLIENT, whatsapp()).then(opaque(CLIENT, SERVER, 5222)).events();
        ImEvent.Service service = (ImEvent.Service) events.getFirst();
        assertEquals("whatsapp", service.seen().service());
        assertEquals(List.of("dns:e1.whatsapp.net"), service.evidence());
        assertEquals(ImEvent.Service.Confidence.PROBABLE, service.confidence());
        assertEquals("chat", service.role());
        assertEquals(2, service.seen().frames().count(), "the answer, and the flow's first frame");
        assertEquals(SERVER, (int) service.seen().flow().server().address().low());
    }

    private static List<String> services(Dialogue dialogue) {
        return dialogue.lines().stream()
                .filter(line -> line.startsWith("service"))
                .toList();
    }

    @Test
    void theLookUpItselfIsNoUse() {
        assertEquals(List.of(), asked(CLIENT, whatsapp()).lines());
    }

    @Test
    void anotherClientsAnswerSaysNothing() {
        assertEquals(List.of(), services(asked(CLIENT, whatsapp()).then(opaque(OTHER, SERVER, 5222))));
    }

    @Test
    void anAddressThatServesOthersTooSaysNothing() {
        DnsBytes news = DnsBytes.answer(0, 1, 0, "news.example", 1).a("news.example", SERVER);
        Dialogue both = asked(CLIENT, whatsapp()).then(asked(CLIENT, news)).then(opaque(CLIENT, SERVER, 443));
        assertEquals(List.of(), services(both));
    }

    @Test
    void anAnswerBehindTheFlowSaysNothing() {
        assertEquals(List.of(), services(opaque(CLIENT, SERVER, 5222).then(asked(CLIENT, whatsapp()))));
    }

    @Test
    void aFlowThatSaysWhoseItIsIsNotNamedByAnswers() {
        Dialogue web = Dialogue.tcp(80)
                .clientPort(50_001)
                .between(CLIENT, SERVER)
                .client("GET / HTTP/1.1\r\nHost: news.example\r\n\r\n")
                .server("HTTP/1.1 204 No Content\r\n\r\n");
        assertEquals(List.of(), services(asked(CLIENT, whatsapp()).then(web)));
    }

    @Test
    void theChainOfAliasesIsFollowedUnderTheNameThatWasAskedFor() {
        DnsBytes chain = DnsBytes.answer(0, 2, 0, "media.discord.media", 1)
                .cname("media.discord.media", "edge.cdn.example")
                .a("edge.cdn.example", SERVER);
        assertEquals(
                List.of("service discord probable [dns:media.discord.media]"),
                services(asked(CLIENT, chain).then(opaque(CLIENT, SERVER, 50_004))));
        DnsBytes broken = DnsBytes.answer(0, 2, 0, "media.discord.media", 1)
                .cname("somewhere.else.example", "edge.cdn.example")
                .a("edge.cdn.example", SERVER);
        assertEquals(List.of(), services(asked(CLIENT, broken).then(opaque(CLIENT, SERVER, 50_004))));
    }

    @Test
    void aPlaceNamesItsPortOnly() {
        String name = "_xmpps-client._tcp.company.example";
        DnsBytes place = DnsBytes.answer(0, 1, 1, name, 33)
                .srv(name, 5270, "chat.company.example")
                .a("chat.company.example", SERVER);
        assertEquals(
                List.of("service xmpp probable [dns:" + name + "]"),
                services(asked(CLIENT, place).then(opaque(CLIENT, SERVER, 5270))));
        assertEquals(List.of(), services(asked(CLIENT, place).then(opaque(CLIENT, SERVER, 443))));
    }

    @ParameterizedTest(name = "code {0}, class {1}")
    @CsvSource({"3, 1", "0, 3"})
    void failuresAndOtherClassesSayNothing(int code, int dnsClass) {
        byte[] bytes = DnsBytes.answer(code, 1, 0, "e1.whatsapp.net", 1)
                .a("e1.whatsapp.net", SERVER)
                .bytes();
        bytes[12 + 17 + 3] = (byte) dnsClass; // the question's class
        Dialogue asked =
                Dialogue.udp(53).clientPort(50_000).between(CLIENT, RESOLVER).server(bytes);
        assertEquals(List.of(), services(asked.then(opaque(CLIENT, SERVER, 5222))));
    }

    @Test
    void overTcpTwoBytesOfLengthStandBeforeADnsBytes() {
        byte[] answer = whatsapp().bytes();
        byte[] query = new DnsBytes()
                .u16(0x1234)
                .u16(0x0100)
                .u16(1)
                .u16(0)
                .u16(0)
                .u16(0)
                .name("e1.whatsapp.net")
                .u16(1)
                .u16(1)
                .bytes();
        Dialogue asked = Dialogue.tcp(53).clientPort(50_000).between(CLIENT, RESOLVER);
        asked.client(new DnsBytes().u16(query.length).bytes()).client(query);
        asked.server(new DnsBytes().u16(answer.length).bytes()).server(answer);
        assertEquals(
                List.of("service whatsapp probable [dns:e1.whatsapp.net]"),
                services(asked.then(opaque(CLIENT, SERVER, 5222))));
    }

    @Test
    void everyShortenedAnswerIsHarmless() {
        byte[] whole = whatsapp().bytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            Dialogue asked = Dialogue.udp(53)
                    .clientPort(50_000)
                    .between(CLIENT, RESOLVER)
                    .server(cut);
            List<String> said = services(asked.then(opaque(CLIENT, SERVER, 5222)));
            assertTrue(said.isEmpty(), length + " bytes: " + said);
        }
    }
}
