package earshot.report.talk;

import java.util.LinkedHashMap;
import java.util.Map;

/// Says of each message of a log, as it comes, to which talk it belongs and which line its saying began with.
/// Bounded as [Folder] is.
public final class Sayings {
    /// How many talks' ids are remembered.
    private static final int TALKS = 10_000;

    private final Names names;
    private final Folder folder = new Folder();
    private final Map<String, String> ids = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > TALKS;
        }
    };

    /// @param names all that the log tells
    public Sayings(Names names) {
        this.names = names;
    }

    /// @param talk the talk's id
    /// @param first the number of the line that the saying began with
    public record Place(String talk, long first) {}

    /// @param line the number of the message's line
    public Place place(Hop hop, long line) {
        String key = Talk.key(hop, names);
        String talk = ids.computeIfAbsent(key, Talk::id);
        if (!hop.isSaid()) return new Place(talk, line);
        Saying saying = folder.place(key, names.resolve(hop.from()), hop, line);
        return new Place(talk, saying.line());
    }
}
