package earshot.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import earshot.event.Frames;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.Seen;
import earshot.flow.Address;
import earshot.flow.Endpoint;
import earshot.flow.Flow;
import earshot.flow.Flow.Transport;
import earshot.services.Services;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Flows of an endpoint whose service is known.
class NeighboursTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String ANN = "192.0.2.1", BOB = "203.0.113.9", RELAY = "198.51.100.7";

    private final Neighbours neighbours = new Neighbours(Services.standard(), 100);
    private long index;

    private Flow flow(Transport transport, String client, int clientPort, String server, int serverPort, long seconds) {
        return new Flow(
                transport,
                new Endpoint(Address.parse(client), clientPort),
                new Endpoint(Address.parse(server), serverPort),
                0,
                0,
                ++index,
                seconds * SECOND,
                index,
                false);
    }

    private List<Neighbours.Tied> known(Flow flow, Confidence confidence, boolean encrypted) {
        Seen seen = new Seen(flow.firstTime, Frames.of(flow.firstRef), flow, "", "stun", "whatsapp", "");
        return neighbours.learn(new ImEvent.Service(seen, List.of("signature:x"), confidence, encrypted, "call"));
    }

    private static Naming.Nameless nameless(Flow flow) {
        return new Naming.Nameless(flow, "");
    }

    private void relayIsKnown() {
        known(flow(Transport.UDP, ANN, 50_000, RELAY, 3478, 100), Confidence.CERTAIN, true);
    }

    @Test
    void whatTheSameSocketSendsElsewhereIsTheSameCall() {
        relayIsKnown();
        Neighbours.Tied tied = neighbours.find(nameless(flow(Transport.UDP, ANN, 50_000, BOB, 41_000, 101)));
        assertNotNull(tied);
        assertEquals("whatsapp call 192.0.2.1:50000", tied.service() + " " + tied.role() + " " + tied.endpoint());
        // Who was taken for the client does not matter: the peer may have spoken first.
        assertNotNull(neighbours.find(nameless(flow(Transport.UDP, BOB, 41_000, ANN, 50_000, 101))));
    }

    @Test
    void aFlowWaitsUntilItsNeighbourIsKnown() {
        Naming.Nameless early = nameless(flow(Transport.UDP, ANN, 50_000, BOB, 41_000, 99));
        assertNull(neighbours.find(early));
        List<Neighbours.Tied> found =
                known(flow(Transport.UDP, ANN, 50_000, RELAY, 3478, 100), Confidence.CERTAIN, true);
        assertEquals(List.of(early), found.stream().map(Neighbours.Tied::flow).toList());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "another socket of the host, UDP, 192.0.2.1, 50001, 203.0.113.9, 41000, 101",
        "another transport, TCP, 192.0.2.1, 50000, 203.0.113.9, 41000, 101",
        "the same socket an hour later, UDP, 192.0.2.1, 50000, 203.0.113.9, 41000, 3700",
        "what that peer does with others, UDP, 192.0.2.77, 50002, 203.0.113.9, 41000, 101",
    })
    void isNoNeighbour(String why, Transport transport, String client, int port, String server, int to, long seconds) {
        relayIsKnown();
        neighbours.find(nameless(flow(Transport.UDP, ANN, 50_000, BOB, 41_000, 101)));
        assertNull(neighbours.find(nameless(flow(transport, client, port, server, to, seconds))), why);
    }

    @ParameterizedTest(name = "{0}, encrypted {1}")
    @CsvSource({"PROBABLE, true", "GUESS, true", "CERTAIN, false"})
    void onlyWhatIsCertainAndHiddenSpreads(Confidence confidence, boolean encrypted) {
        known(flow(Transport.UDP, ANN, 50_000, RELAY, 3478, 100), confidence, encrypted);
        assertNull(neighbours.find(nameless(flow(Transport.UDP, ANN, 50_000, BOB, 41_000, 101))));
    }

    @ParameterizedTest(name = "port {0} of one server: {1}")
    @CsvSource({"5222, true", "443, false", "80, false"})
    void theSamePortOfTheSameServerUnlessItServesMany(int port, boolean tied) {
        known(flow(Transport.TCP, ANN, 50_000, RELAY, port, 100), Confidence.CERTAIN, true);
        assertEquals(tied, neighbours.find(nameless(flow(Transport.TCP, ANN, 50_001, RELAY, port, 101))) != null);
        assertNull(neighbours.find(nameless(flow(Transport.TCP, BOB, 50_001, RELAY, port, 101))), "another client");
    }

    @Test
    void theOldestGoFirst() {
        relayIsKnown();
        for (int i = 0; i < 200; i++)
            neighbours.find(nameless(flow(Transport.UDP, ANN, 10_000 + i, BOB, 41_000 + i, 101)));
        for (int i = 0; i < 200; i++) {
            known(flow(Transport.UDP, ANN, 20_000 + i, BOB, 5_000 + i, 101), Confidence.CERTAIN, true);
        }
        assertNull(neighbours.find(nameless(flow(Transport.UDP, ANN, 50_000, BOB, 41_000, 102))));
        // 402 ends known and 402 waiting (what was just asked for among them), of which 100 each may stay.
        assertEquals(604, neighbours.evicted());
    }
}
