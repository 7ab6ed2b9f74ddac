package earshot.report.talk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects messages into talks. One thread.
///
/// Live, names may become known after the messages: [#all] puts together what then belongs together.
public final class Talks {
    /// What is kept.
    ///
    /// @param talks how many; messages of further ones are only counted ([#beyond])
    /// @param first how many sayings of each from its beginning, and how many of the latest
    /// @param text characters of each text
    public record Limits(int talks, int first, int last, int text) {
        /// For a digest on a screen: at most about 30 MB.
        public static final Limits DIGEST = new Limits(1000, 20, 10, 500);
        /// For what is known to fit.
        public static final Limits NONE = new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, 0, Integer.MAX_VALUE);
    }

    private final Limits limits;
    private final Names names;
    private final Map<String, Talk> talks = new LinkedHashMap<>();
    private final Folder folder = new Folder();
    private long beyond;

    public Talks(Limits limits) {
        this(limits, new Names());
    }

    /// @param names may learn while messages are added
    public Talks(Limits limits, Names names) {
        this.limits = limits;
        this.names = names;
    }

    /// Who unnamed parties are; tell it what `identity` events say.
    public Names names() {
        return names;
    }

    /// Takes in a message; typing and receipts are not kept.
    public void add(Hop hop) {
        if (!hop.isSaid()) return;
        // Under the names of its own flow: a name that becomes known moves the whole talk, in [#all].
        String key = Talk.key(hop, NOBODY);
        Talk talk = talks.get(key);
        if (talk == null) {
            if (talks.size() >= limits.talks) {
                beyond++;
                return;
            }
            talk = new Talk(key, hop, limits.first, limits.last);
            talks.put(key, talk);
        }
        talk.see(hop);
        Saying saying = folder.fold(key, hop, cut(hop));
        if (saying != null) talk.add(saying);
    }

    private static final Names NOBODY = new Names();

    private Hop cut(Hop hop) {
        String text = hop.text();
        if (text.length() <= limits.text) return hop;
        int end = Character.isHighSurrogate(text.charAt(limits.text - 1)) ? limits.text - 1 : limits.text;
        return hop.withText(text.substring(0, end) + "…");
    }

    /// The talks so far in the order of their first message, each party under the name it turned out to have.
    public List<Talk> all() {
        List<Talk> all = new ArrayList<>(talks.values());
        if (!names.isEmpty()) {
            Map<String, List<Talk>> same = new LinkedHashMap<>();
            for (Talk talk : all)
                same.computeIfAbsent(talk.keyUnder(names), _ -> new ArrayList<>(1))
                        .add(talk);
            all.clear();
            same.forEach((key, list) -> {
                boolean asItWas = list.size() == 1 && list.getFirst().key().equals(key);
                all.add(asItWas ? list.getFirst() : Talk.join(key, list, names));
            });
        }
        all.sort(Comparator.comparingLong(Talk::from).thenComparing(talk -> talk.key()));
        return all;
    }

    /// How many messages (hops) belong to talks beyond the limit.
    public long beyond() {
        return beyond;
    }
}
