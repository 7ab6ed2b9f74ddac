package earshot.engine;

import earshot.event.Frames;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Address;
import earshot.flow.Endpoint;
import earshot.flow.Flow;
import earshot.flow.Flow.Transport;
import earshot.services.Services;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Flows that share an endpoint with one whose service is known.
///
/// A UDP socket belongs to one program: what goes to or from the same address and port at about the same time is the
/// same call, also where it is peer to peer and carries no mark. And what the same client sends to the same port of
/// the same server is the same service, but for ports 80 and 443, behind which one address serves many. Only what is
/// certain spreads, and what was named by a neighbour does not spread further. Flows may be known after their
/// neighbours: those wait. Works in the run's order, on one thread; bounded, the oldest go first.
final class Neighbours {
    /// A flow that has found its neighbour.
    record Tied(Naming.Nameless flow, String service, String role, Endpoint endpoint, long time, Frames frames) {}

    /// Ports are used again by other programs: how far apart in time neighbours may be.
    private static final long NEAR = 600_000_000_000L;
    /// Flows that wait at one endpoint.
    private static final int WAITING = 64;

    /// @param client null where any client's flows there are meant
    private record Key(int source, Transport transport, Address client, Endpoint endpoint) {}

    private record Known(String service, String role, long from, long until, Frames frames) {
        boolean near(Flow flow) {
            return flow.firstTime >= from - NEAR && flow.firstTime <= until + NEAR;
        }
    }

    private final Services services;
    private final int most;
    private final Map<Key, Known> known = new LinkedHashMap<>();
    private final Map<Key, List<Naming.Nameless>> waiting = new LinkedHashMap<>();
    private long evicted;

    Neighbours(Services services, int most) {
        this.services = services;
        this.most = most;
    }

    long evicted() {
        return evicted;
    }

    /// A flow's service is known.
    ///
    /// @return the flows that waited for it
    List<Tied> learn(ImEvent.Service now) {
        boolean unknown = services.service(now.seen().service()) == null;
        if (now.confidence() != Confidence.CERTAIN || !now.encrypted() || unknown) return List.of();
        Flow flow = now.seen().flow();
        List<Tied> found = new ArrayList<>(0);
        for (Key key : keys(flow)) {
            Known before = known.remove(key);
            long from = before == null ? flow.firstTime : Math.min(before.from, flow.firstTime);
            Known is = new Known(
                    now.seen().service(),
                    now.role(),
                    from,
                    now.seen().time(),
                    now.seen().frames());
            known.put(key, is);
            trim(known);
            List<Naming.Nameless> flows = waiting.remove(key);
            if (flows == null) continue;
            for (Naming.Nameless one : flows) if (is.near(one.flow())) found.add(tied(one, key, is));
        }
        return found;
    }

    /// @return null where nobody near is known yet: the flow then waits
    Tied find(Naming.Nameless nameless) {
        List<Key> keys = keys(nameless.flow());
        for (Key key : keys) {
            Known is = known.get(key);
            if (is != null && is.near(nameless.flow())) return tied(nameless, key, is);
        }
        for (Key key : keys) {
            List<Naming.Nameless> flows = waiting.computeIfAbsent(key, _ -> new ArrayList<>(1));
            if (flows.size() < WAITING) flows.add(nameless);
            trim(waiting);
        }
        return null;
    }

    private static Tied tied(Naming.Nameless flow, Key key, Known is) {
        return new Tied(flow, is.service, is.role, key.endpoint, is.until, is.frames);
    }

    private void trim(Map<?, ?> table) {
        if (table.size() <= most) return;
        table.remove(table.keySet().iterator().next());
        evicted++;
    }

    /// Where a flow has neighbours.
    private static List<Key> keys(Flow flow) {
        Endpoint client = flow.client(), server = flow.server();
        if (shared(server.port()) || shared(client.port())) {
            // The socket of a program all the same, where it is UDP and no server.
            if (flow.transport == Transport.TCP) return List.of();
            Endpoint socket = shared(server.port()) ? client : server;
            return shared(socket.port()) ? List.of() : List.of(new Key(flow.source, Transport.UDP, null, socket));
        }
        if (flow.transport == Transport.TCP) {
            return List.of(new Key(flow.source, Transport.TCP, client.address(), server));
        }
        return List.of(
                new Key(flow.source, Transport.UDP, null, client), new Key(flow.source, Transport.UDP, null, server));
    }

    /// Ports behind which one address serves many, or that are everybody's own.
    private static boolean shared(int port) {
        return port == 443 || port == 80 || port == 53 || port == 123 || port == 5353 || port == 1900;
    }
}
