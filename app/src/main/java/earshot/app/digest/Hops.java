package earshot.app.digest;

import earshot.event.ImEvent.Message;
import earshot.flow.Flow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Tells a message said again from the same message seen again on its way: to the server, between
/// servers, to each reader.
///
/// A hop carries an utterance once. So the n-th time that one hop carries a text, it carries the n-th
/// utterance of it, and it is new only where no other hop has carried as many. Remembers the latest
/// [#MOST] texts.
final class Hops {
    private static final int MOST = 16_384;
    /// Hops of one text: more than a large room has readers in view.
    private static final int MOST_HOPS = 256;

    /// One stretch of a message's way; its sender may have reconnected meanwhile, and readers read on
    /// one flow.
    private record Hop(Message.Leg leg, Object client, Object server, String reader) {}

    private static final class Count {
        final Hop hop;
        int times;

        Count(Hop hop) {
            this.hop = hop;
        }
    }

    private static final class Heard {
        int utterances;
        final List<Count> counts = new ArrayList<>(2);
    }

    private final Map<Long, Heard> recent = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Heard> eldest) {
            return size() > MOST;
        }
    };

    /// Whether this is something that was not heard before.
    ///
    /// @param talk tells conversations apart
    boolean isNew(Message message, String talk) {
        Heard heard = recent.computeIfAbsent(key(message, talk), _ -> new Heard());
        Hop hop = hop(message);
        Count count = null;
        for (Count one : heard.counts) if (one.hop.equals(hop)) count = one;
        if (count == null) {
            count = new Count(hop);
            if (heard.counts.size() < MOST_HOPS) heard.counts.add(count);
        }
        if (++count.times <= heard.utterances) return false;
        heard.utterances = count.times;
        return true;
    }

    private static Hop hop(Message message) {
        Flow flow = message.seen().flow();
        boolean sent = message.leg() == Message.Leg.SENT;
        String reader = message.room().isEmpty() || message.to().isEmpty()
                ? ""
                : message.to().getFirst().id();
        if (flow == null) return new Hop(message.leg(), "", "", reader);
        return sent
                ? new Hop(message.leg(), flow.client().address(), flow.server().address(), reader)
                : new Hop(message.leg(), flow.client(), flow.server(), reader);
    }

    private static long key(Message message, String talk) {
        long hash = mix(mix(1125899906842597L, talk), Names.key(message.from()));
        // Servers and clients differ in how they treat white space.
        String text = message.text();
        boolean begun = false, space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                space = begun;
                continue;
            }
            if (space) hash = 31 * hash + ' ';
            space = false;
            begun = true;
            hash = 31 * hash + c;
        }
        return mix(hash, message.encryption()) + message.size();
    }

    private static long mix(long hash, String text) {
        for (int i = 0; i < text.length(); i++) hash = 31 * hash + text.charAt(i);
        return 31 * hash + 1;
    }
}
