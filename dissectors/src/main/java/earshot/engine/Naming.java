package earshot.engine;

import earshot.event.Frames;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.Seen;
import earshot.flow.Endpoint;
import earshot.flow.Flow;
import earshot.flow.Flow.Transport;
import earshot.flow.Traffic;
import earshot.services.Match;
import earshot.services.Service;
import earshot.services.Services;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The one place that says which service a flow belongs to. Works in the run's order, on one thread.
///
/// A flow is named once, and again when better evidence comes: what was said last holds. Its own bytes come first:
/// signatures and names in clear, which the dissections say. A flow that hides whose it is, or that nobody
/// understands, is looked at once more when nothing more is read of it: DNS answers that its client had got
/// ([Answers]) and flows of the same endpoint that are known ([Neighbours]) then make its service probable. An
/// address that serves nothing else is a guess, on a port of the service; addresses or ports alone name nothing.
///
/// Bounded: the flows named longest ago are forgotten first, and would be named again.
final class Naming {
    /// A flow that nothing more is read of, and whose bytes do not tell whose it is.
    ///
    /// @param protocol what hides it, "" where it was not understood at all
    record Nameless(Flow flow, String protocol) {}

    /// Flows that were named, addresses that were told, and endpoints that are known or waited for.
    private static final int NAMED = 1 << 17, ANSWERS = 1 << 16, NEIGHBOURS = 1 << 15;

    /// Flows gone from the table without a name that may still get one from a neighbour.
    private static final int GONE = 16_384;

    private final int most;
    private final Services services;
    private final Answers answers;
    private final Neighbours neighbours;
    /// What was said last of a flow, by its place in the run's order.
    private final Map<Long, ImEvent.Service> said = new LinkedHashMap<>();
    private final Map<Long, Traffic> gone = new LinkedHashMap<>();
    private long evicted;

    Naming(Services services, int most) {
        this.services = services;
        this.most = Math.min(most, NAMED);
        this.answers = new Answers(services, Math.min(most, ANSWERS));
        this.neighbours = new Neighbours(services, Math.min(most, NEIGHBOURS));
    }

    /// Entries of all tables that went because there were too many.
    long evicted() {
        return evicted + answers.evicted() + neighbours.evicted();
    }

    void answer(Answers.Told told) {
        answers.add(told);
    }

    /// A dissection identified its flow.
    void said(ImEvent.Service now, Consumer<ImEvent> out) {
        Seen seen = now.seen();
        if (seen.flow() == null || !better(now, said.get(seen.flow().firstIndex))) return;
        tell(now, out);
        for (Neighbours.Tied tied : neighbours.learn(now)) {
            if (!said.containsKey(tied.flow().flow().firstIndex)) tell(byNeighbour(tied), out);
        }
    }

    /// Whether it is more certain than what was said; or from the same reader, who knows better by now.
    private static boolean better(ImEvent.Service now, ImEvent.Service before) {
        if (before == null) return true;
        int more = now.confidence().compareTo(before.confidence());
        Seen was = before.seen(), is = now.seen();
        boolean refined = !is.service().equals(was.service())
                && is.protocol().equals(was.protocol())
                && is.via().equals(was.via());
        return more > 0 || more == 0 && refined;
    }

    private void tell(ImEvent.Service now, Consumer<ImEvent> out) {
        Flow flow = now.seen().flow();
        said.put(flow.firstIndex, now);
        if (said.size() > most) {
            said.remove(said.keySet().iterator().next());
            evicted++;
        }
        out.accept(now);
        Traffic traffic = gone.remove(flow.firstIndex);
        if (traffic != null) over(traffic, out);
    }

    /// Whether it is to be said how much went over the flow with this first index.
    boolean counts(long firstIndex) {
        ImEvent.Service service = said.get(firstIndex);
        return service != null && service.encrypted();
    }

    /// A flow is over. How much an encrypted service was used is all that can be said of what was said there.
    void over(Traffic traffic, Consumer<ImEvent> out) {
        ImEvent.Service service = said.remove(traffic.firstIndex());
        if (service == null) {
            gone.put(traffic.firstIndex(), traffic);
            if (gone.size() > GONE) gone.remove(gone.keySet().iterator().next());
            return;
        }
        if (service.encrypted()) out.accept(UsageOf.usage(service, traffic));
    }

    /// A flow's reading is over, and it is nobody's yet.
    void nameless(Nameless flow, Consumer<ImEvent> out) {
        if (said.containsKey(flow.flow.firstIndex)) return;
        ImEvent.Service found = byAnswer(flow);
        if (found == null) found = byNeighbour(neighbours.find(flow));
        if (found == null) found = byAddress(flow);
        if (found != null) tell(found, out);
    }

    private ImEvent.Service byAnswer(Nameless flow) {
        Answers.Named named = answers.find(flow.flow);
        if (named == null) return null;
        Match match = named.match();
        List<String> evidence = List.of("dns:" + named.name());
        Seen seen = seen(flow, 0, named.frames(), match.service());
        return event(
                seen,
                match.service(),
                evidence,
                Confidence.PROBABLE,
                match.role().toString());
    }

    private ImEvent.Service byNeighbour(Neighbours.Tied tied) {
        if (tied == null) return null;
        Service service = services.service(tied.service());
        List<String> evidence = List.of("endpoint:" + tied.endpoint());
        Seen seen = seen(tied.flow(), tied.time(), tied.frames(), service);
        return event(seen, service, evidence, Confidence.PROBABLE, tied.role());
    }

    private ImEvent.Service byAddress(Nameless flow) {
        Endpoint server = flow.flow.server();
        Match range = services.range(server.address());
        if (range == null || !range.names()) return null;
        Service service = range.service();
        boolean tcp = flow.flow.transport == Transport.TCP;
        if (!(tcp ? service.tcpPorts() : service.udpPorts()).contains(server.port())) return null;
        List<String> evidence = List.of("range:" + range.rule(), "port:" + server.port());
        return event(seen(flow, 0, Frames.NONE, service), service, evidence, Confidence.GUESS, "");
    }

    private static Seen seen(Nameless of, long time, Frames proof, Service service) {
        Flow flow = of.flow;
        Frames frames = proof.and(Frames.of(flow.firstRef));
        return new Seen(Math.max(time, flow.firstTime), frames, flow, "", of.protocol, service.id(), "");
    }

    private static ImEvent.Service event(
            Seen seen, Service service, List<String> evidence, Confidence confidence, String role) {
        boolean encrypted = !seen.protocol().isEmpty() || service.encrypted() != Service.Encrypted.NO;
        return new ImEvent.Service(seen, evidence, confidence, encrypted, role);
    }
}
