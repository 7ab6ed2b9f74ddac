package earshot.engine;

import earshot.dissect.Answer;
import earshot.event.Frames;
import earshot.event.Seen;
import earshot.flow.Address;
import earshot.flow.Endpoint;
import earshot.flow.Flow;
import earshot.services.Match;
import earshot.services.Services;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What name servers told which client: whose an address is, for a while.
///
/// An address may serve many: a flow is named only where all names that its client had been told for the address by
/// then, and that had not expired, belong to one service. So names that are nobody's are remembered too. Works in the
/// run's order, on one thread. Bounded: what was told longest ago goes first.
final class Answers {
    /// An answer, and where it was seen.
    record Told(Answer answer, Seen seen) {}

    /// A name that fits a flow.
    record Named(String name, Match match, Frames frames) {}

    /// Clients keep to an answer for longer than it is true for: connections are prepared, caches are slow.
    private static final long LEAST_SECONDS = 300, MOST_SECONDS = 86_400;

    private static final long SECOND = 1_000_000_000L;
    /// Names of one address that are remembered for a client.
    private static final int OF_AN_ADDRESS = 8;

    /// In a key: any client of the source.
    private static final Address EVERYBODY = Address.v4(0);

    private record Key(int source, Address client, Address address) {}

    private record HostKey(int source, Address client, String host) {}

    /// @param match null for a name that is nobody's
    /// @param port 0 for any
    private record Entry(String name, Match match, int port, long from, long until, Frames frames) {}

    private final Services services;
    private final int most;
    private final Map<Key, Deque<Entry>> byAddress = new LinkedHashMap<>();
    /// Services offered by a host whose address is still to be told.
    private final Map<HostKey, List<Entry>> byHost = new LinkedHashMap<>();
    private long evicted;

    Answers(Services services, int most) {
        this.services = services;
        this.most = most;
    }

    long evicted() {
        return evicted;
    }

    void add(Told told) {
        Seen seen = told.seen;
        Flow flow = seen.flow();
        boolean everybody = multicast(flow.server().address());
        Address client = everybody ? EVERYBODY : flow.client().address();
        long until = seen.time() + Math.clamp(told.answer.seconds(), LEAST_SECONDS, MOST_SECONDS) * SECOND;
        switch (told.answer) {
            case Answer.Host host -> {
                Match match = services.host(host.name());
                boolean unsaid = match == null || !match.names();
                if (unsaid && !host.alias().equals(host.name())) {
                    Match alias = services.host(host.alias());
                    if (alias != null && alias.names()) match = alias;
                }
                Key key = new Key(flow.source, client, host.address());
                // Names of the local network say where something is offered, but not what.
                if (!everybody) add(key, new Entry(host.name(), match, 0, seen.time(), until, seen.frames()));
                List<Entry> offered = byHost.get(new HostKey(flow.source, client, lower(host.name())));
                if (offered == null) return;
                for (Entry one : offered) {
                    if (one.until < seen.time()) continue;
                    add(
                            key,
                            new Entry(
                                    one.name, one.match, one.port, seen.time(), until, one.frames.and(seen.frames())));
                }
            }
            case Answer.Place place -> {
                Match match = services.host(place.name());
                if (match == null) return;
                List<Entry> offered = byHost.computeIfAbsent(
                        new HostKey(flow.source, client, lower(place.host())), _ -> new ArrayList<>(1));
                if (offered.size() == OF_AN_ADDRESS) offered.removeFirst();
                offered.add(new Entry(place.name(), match, place.port(), seen.time(), until, seen.frames()));
                trim(byHost);
            }
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(java.util.Locale.ROOT);
    }

    private void add(Key key, Entry entry) {
        Deque<Entry> entries = byAddress.remove(key);
        if (entries == null) entries = new ArrayDeque<>(2);
        byAddress.put(key, entries);
        entries.removeIf(one -> one.port == entry.port && one.name.equals(entry.name) && one.until >= entry.from);
        if (entries.size() == OF_AN_ADDRESS) entries.removeFirst();
        entries.add(entry);
        trim(byAddress);
    }

    private void trim(Map<?, ?> table) {
        if (table.size() <= most) return;
        table.remove(table.keySet().iterator().next());
        evicted++;
    }

    /// What the flow's client had been told of its server before the flow began.
    ///
    /// @return null where that names no service, or several
    Named find(Flow flow) {
        if (byAddress.isEmpty()) return null;
        Named found = find(flow, flow.client(), flow.server());
        // Who is the client was a guess where the beginning was not seen.
        return found == null && flow.midStream ? find(flow, flow.server(), flow.client()) : found;
    }

    private static boolean multicast(Address address) {
        return address.v6() ? address.high() >>> 56 == 0xff : address.low() >>> 28 == 0xe;
    }

    private Named find(Flow flow, Endpoint client, Endpoint server) {
        Named found = find(flow, client.address(), server);
        return found == null ? find(flow, EVERYBODY, server) : found;
    }

    private Named find(Flow flow, Address client, Endpoint server) {
        Deque<Entry> entries = byAddress.get(new Key(flow.source, client, server.address()));
        if (entries == null) return null;
        // What is offered on this very port says more than the host's name.
        Named placed = agreed(entries, flow, server.port());
        return placed != null ? placed : agreed(entries, flow, 0);
    }

    private static Named agreed(Deque<Entry> entries, Flow flow, int port) {
        Entry found = null;
        for (Entry one : entries) {
            if (one.port != port || one.from > flow.firstTime || one.until < flow.firstTime) continue;
            if (one.match == null || !one.match.names()) return null;
            if (found != null
                    && !found.match.service().id().equals(one.match.service().id())) return null;
            found = one;
        }
        return found == null ? null : new Named(found.name, found.match, found.frames);
    }
}
