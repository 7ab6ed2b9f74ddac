package earshot.engine;

import earshot.dissect.Opener;
import earshot.flow.Address;
import earshot.flow.Endpoint;
import earshot.flow.Flow;
import earshot.flow.Flow.Transport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How flows born later are to be read. Bounded: the expectation raised first goes first, and is counted.
final class Expectations {
    /// @param address null for any
    record Key(int source, Transport transport, Address address, int port) {}

    /// @param index where in the run's order it was raised
    /// @param until packet time after which it is void
    record Expectation(Key key, long index, long until, String protocol, Opener opener) {}

    /// Expectations of one key that are kept, the latest ones.
    private static final int OF_A_KEY = 8;

    private final int most, ofAKey;
    private final Map<Key, List<Expectation>> byKey = new LinkedHashMap<>();
    private long evicted;

    private Expectations(int most, int ofAKey) {
        this.most = most;
        this.ofAKey = ofAKey;
    }

    /// For what was expected in earlier rounds.
    static Expectations ofEarlierRounds(int most) {
        return new Expectations(most, OF_A_KEY);
    }

    /// For what is expected in one round, before it is known which of the flows that expect it will be read
    /// otherwise and expect nothing: all of it must be there.
    static Expectations ofOneRound(int most) {
        return new Expectations(most, Integer.MAX_VALUE);
    }

    void add(Expectation expectation) {
        List<Expectation> same = byKey.remove(expectation.key);
        if (same == null) same = new ArrayList<>(1);
        byKey.put(expectation.key, same);
        if (same.size() == ofAKey) same.removeFirst();
        same.add(expectation);
        if (byKey.size() > most) {
            byKey.remove(byKey.keySet().iterator().next());
            evicted++;
        }
    }

    /// The latest expectation for the flow that was raised before its first frame and is not void.
    ///
    /// @return null where there is none
    Expectation match(Flow flow) {
        if (byKey.isEmpty()) return null;
        Endpoint server = flow.server(), client = flow.client();
        Expectation found = latest(flow, server.address(), server.port());
        if (found == null) found = latest(flow, client.address(), client.port());
        if (found == null) found = latest(flow, null, server.port());
        return found;
    }

    private Expectation latest(Flow flow, Address address, int port) {
        List<Expectation> all = byKey.get(new Key(flow.source, flow.transport, address, port));
        if (all == null) return null;
        for (int i = all.size() - 1; i >= 0; i--) {
            Expectation one = all.get(i);
            if (one.index < flow.firstIndex && one.until >= flow.firstTime) return one;
        }
        return null;
    }

    void clear() {
        byKey.clear();
    }

    boolean isEmpty() {
        return byKey.isEmpty();
    }

    long evicted() {
        return evicted;
    }
}
