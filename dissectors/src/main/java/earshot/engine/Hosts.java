package earshot.engine;

import earshot.event.ImEvent;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// What is known of machines, so that only news of them are told: a machine's first appearance and every change.
///
/// Kept apart by source, address and how it became known. Another hardware address than the last one is a change, also
/// back to one before: two machines that claim one address show as often as they take it from each other. A machine may
/// have several names; each is news once. Bounded: the machines heard of longest ago are forgotten first, and are
/// news again. One thread, in the run's order.
final class Hosts {
    /// Machines remembered.
    static final int MOST = 65_536;
    /// Names remembered of one; further ones push out the oldest.
    private static final int NAMES = 8;

    /// What was seen of a machine, and in which source.
    record Claim(int source, ImEvent.Host host) {}

    private record Key(int source, String address, String by) {}

    private static final class Host {
        private String mac = "";
        private final SequencedSet<String> names = new LinkedHashSet<>();
    }

    private final int most;
    private final SequencedMap<Key, Host> known = new LinkedHashMap<>(16, 0.75f, true);
    private long evicted;

    Hosts(int most) {
        this.most = most;
    }

    /// Whether this says anything that the last ones about its address did not. Remembers it.
    boolean isNews(Claim claim) {
        ImEvent.Host event = claim.host;
        Key key = new Key(claim.source, event.address(), event.by());
        Host host = known.get(key);
        boolean news = host == null;
        if (host == null) {
            host = new Host();
            known.put(key, host);
            if (known.size() > most) {
                known.pollFirstEntry();
                evicted++;
            }
        }
        if (!event.mac().isEmpty() && !event.mac().equals(host.mac)) {
            host.mac = event.mac();
            news = true;
        }
        if (!event.name().isEmpty() && host.names.add(event.name())) {
            if (host.names.size() > NAMES) host.names.removeFirst();
            news = true;
        }
        return news;
    }

    /// Machines forgotten because there were too many.
    long evicted() {
        return evicted;
    }
}
