package earshot.report.upkeep;

import earshot.report.casefile.CaseException;
import earshot.report.casefile.CaseFolder;
import earshot.report.line.EventLine;
import earshot.report.talk.Names;
import earshot.report.talk.Party;
import earshot.report.talk.Talk;
import java.io.IOException;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What may be kept no longer.
///
/// @param before events from before this time go, nanoseconds since 1970-01-01 UTC
/// @param kinds types of lines that go; captures and completeness, which say what was read, never do
public record Retention(long before, Set<String> kinds) {
    /// Fields that are content: who is named in them takes no part.
    private static final Set<String> CONTENT = Set.of("text", "markup", "raw", "explanation", "title", "proof");

    private static final Set<String> NEVER = Set.of("capture", "completeness");

    public Retention {
        kinds = Set.copyOf(kinds);
    }

    /// What is to go.
    ///
    /// @param lines numbers of lines
    /// @param held how many lines would go, but for a hold
    public record Choice(BitSet lines, long held) {}

    /// Chooses, in runs that were superseded as well.
    public Choice of(CaseFolder folder) throws IOException {
        if (folder.log().lines() > Integer.MAX_VALUE)
            throw new CaseException("the case has too many lines to choose from");
        Names names = new Names();
        each(folder, (_, line) -> names.learn(line));
        Collection<String> on = folder.holds().standing().sequencedKeySet();
        Set<String> held = on.isEmpty() ? Set.of() : held(folder, on, names);
        BitSet lines = new BitSet();
        long[] kept = {0};
        each(folder, (number, line) -> {
            boolean old = line.time() != Long.MIN_VALUE && line.time() < before;
            if (!old || !kinds.contains(line.type()) || NEVER.contains(line.type())) return;
            if (held.contains(line.id())) kept[0]++;
            else lines.set((int) number);
        });
        return new Choice(lines, kept[0]);
    }

    @FunctionalInterface
    private interface Visitor {
        void line(long number, EventLine line);
    }

    private static void each(CaseFolder folder, Visitor visitor) throws IOException {
        folder.log().each(0, folder.log().lines(), (number, bytes, offset, length) -> {
            EventLine line = EventLine.read(bytes, offset, length);
            if (line != null) visitor.line(number, line);
            return true;
        });
    }

    /// The ids of events that are held.
    private static Set<String> held(CaseFolder folder, Collection<String> on, Names names) throws IOException {
        Set<String> people = new HashSet<>(), talks = new HashSet<>(), held = new HashSet<>();
        for (String one : on) {
            if (one.startsWith("chat-")) talks.add(one);
            people.add(Party.normal(one));
        }
        Map<String, List<String>> alerts = new HashMap<>();
        each(folder, (_, line) -> {
            String talk = talks.isEmpty() ? null : Talk.idOf(line, names);
            if (talk != null && talks.contains(talk) || takesPart(line, people, names)) held.add(line.id());
            if (line.type().equals("alert")) alerts.put(line.id(), line.list("because"));
        });
        for (boolean more = true; more; ) {
            more = false;
            for (Map.Entry<String, List<String>> alert : alerts.entrySet()) {
                boolean kept = held.contains(alert.getKey());
                if (!kept && alert.getValue().stream().noneMatch(held::contains)) continue;
                more |= held.add(alert.getKey());
                more |= held.addAll(alert.getValue());
            }
        }
        return held;
    }

    private static boolean takesPart(EventLine line, Set<String> people, Names names) {
        String flow = line.flow();
        for (Map.Entry<String, Object> field : line.fields().entrySet()) {
            if (!CONTENT.contains(field.getKey()) && names(field.getValue(), flow, people, names)) return true;
        }
        return false;
    }

    private static boolean names(Object value, String flow, Set<String> people, Names names) {
        return switch (value) {
            case String text ->
                people.contains(Party.normal(text))
                        || people.contains(names.resolve(Party.of(text, flow)).key());
            case List<?> list -> list.stream().anyMatch(one -> names(one, flow, people, names));
            case Map<?, ?> object -> object.values().stream().anyMatch(one -> names(one, flow, people, names));
            case null, default -> false;
        };
    }
}
