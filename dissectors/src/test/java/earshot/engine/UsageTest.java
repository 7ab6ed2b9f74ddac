package earshot.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.event.ImEvent;
import earshot.event.ImEvent.Usage;
import earshot.kit.Dialogue;
import earshot.kit.DnsBytes;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is told of an encrypted flow when it is over.
class UsageTest {
    private static final int CLIENT = Dialogue.CLIENT, RESOLVER = 0xc0000235, SERVER = 0xc6336407;
    private static final RandomGenerator RANDOM = RandomGenerator.of("L64X128MixRandom");

    private static byte[] opaque(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        // Nobody's first byte.
        bytes[0] = (byte) 0xfb;
        return bytes;
    }

    /// A flow that a DNS answer names.
    private static Dialogue named(Dialogue flow, String host) {
        byte[] answer = DnsBytes.answer(0, 1, 0, host, 1).a(host, SERVER).bytes();
        return Dialogue.udp(53)
                .clientPort(50_000)
                .between(CLIENT, RESOLVER)
                .server(answer)
                .then(flow.clientPort(50_001).between(CLIENT, SERVER));
    }

    private static List<Usage> usages(Dialogue dialogue) {
        return dialogue.events().stream()
                .filter(Usage.class::isInstance)
                .map(Usage.class::cast)
                .toList();
    }

    /// Frames of a dialogue come every ten milliseconds.
    @ParameterizedTest(name = "{0}: {1} times {2} bytes there, {3} back: {5}")
    @CsvSource({
        "e1.whatsapp.net, 5222, 300, 40, 40, ''",
        "e1.whatsapp.net, 5222, 200, 1200, 10, file-sent",
        "e1.whatsapp.net, 5222, 200, 10, 1200, file-received",
        "mmg.whatsapp.net, 4443, 40, 10, 1200, file-received",
        "e1.whatsapp.net, 5222, 40, 10, 1200, ''",
    })
    void amountsOverTcp(String host, int port, int times, int there, int back, String likely) {
        Dialogue flow = Dialogue.tcp(port);
        for (int i = 0; i < times; i++) flow.client(opaque(there)).server(opaque(back));
        List<Usage> usages = usages(named(flow, host));
        assertEquals(1, usages.size());
        Usage usage = usages.getFirst();
        assertEquals("whatsapp", usage.seen().service());
        assertEquals(times * (long) there, usage.sent());
        assertEquals(times * (long) back, usage.received());
        // SYN, ACK, FIN of the client; SYN-ACK and FIN of the server.
        assertEquals(times + 3, usage.sentPackets());
        assertEquals(times + 2, usage.receivedPackets());
        assertEquals(likely, usage.likely());
        long packets = usage.sentPackets() + usage.receivedPackets();
        assertEquals((packets - 1) * 10_000_000L, usage.seen().time() - usage.first());
    }

    @ParameterizedTest(name = "{0} exchanges of {1} bytes: {2}")
    @CsvSource({"400, 120, call", "400, 20, ''", "100, 120, ''"})
    void aSteadyExchangeOfDatagramsIsLikelyACall(int times, int length, String likely) {
        Dialogue flow = Dialogue.udp(5242);
        for (int i = 0; i < times; i++) flow.client(opaque(length)).server(opaque(length));
        assertEquals(likely, usages(named(flow, "a.viber.com")).getFirst().likely());
    }

    @Test
    void whatCanBeReadIsNotCounted() {
        Dialogue irc =
                Dialogue.tcp(6667).client("NICK ann\r\nUSER a 0 * :a\r\n").server(":s 001 ann :Welcome\r\n");
        assertEquals(List.of(), usages(irc));
        assertEquals(
                1,
                irc.events().stream().filter(ImEvent.Service.class::isInstance).count());
    }
}
