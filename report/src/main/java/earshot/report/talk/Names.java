package earshot.report.talk;

import earshot.event.ImEvent.Identity;
import earshot.report.line.EventLine;
import java.util.LinkedHashMap;
import java.util.Map;

/// Who the unnamed parties of flows turned out to be. Bounded: of more than [#MOST] the eldest are forgotten.
public final class Names {
    static final int MOST = 1 << 18;

    private final Map<String, String> named = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    /// Takes in what the event says, if it names a party.
    public void learn(Identity event) {
        if (event.kind() != Identity.Kind.NAMED || event.seen().flow() == null) return;
        learn(event.was().id(), EventLine.flow(event.seen().flow()), event.is().id());
    }

    /// Takes in what the line says, if it names a party.
    public void learn(EventLine line) {
        if (!line.type().equals("identity") || !line.text("kind").equals("named")) return;
        learn(line.text("was"), line.flow(), line.text("is"));
    }

    private void learn(String was, String flow, String is) {
        Party party = Party.of(was, flow);
        if (party.isUnnamed() && !is.isEmpty()) named.put(party.key(), is);
    }

    /// The party under its name, where that is known.
    public Party resolve(Party party) {
        if (!party.isUnnamed()) return party;
        String name = named.get(party.key());
        return name == null || Party.unnamed(name) ? party : Party.of(name, "");
    }

    boolean isEmpty() {
        return named.isEmpty();
    }
}
