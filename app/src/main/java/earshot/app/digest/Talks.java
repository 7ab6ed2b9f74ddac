package earshot.app.digest;

import earshot.event.Account;
import earshot.event.ImEvent.Identity;
import earshot.event.ImEvent.Message;
import earshot.event.Seen;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;

/// The conversations of a run, as they grow. Bounded: of more than [#MOST] the one silent longest is
/// only counted.
final class Talks {
    static final int MOST = 20_000;
    /// Lines kept of a conversation, and in all, before only the beginnings of later ones are.
    private static final int LINES = 40, GENEROUS = 4_000;
    /// Lines kept of a beginning, and the most that are kept at all.
    private static final int BEGINNING = 6, MOST_LINES = 40_000;

    private final boolean reveal;
    private final Hops hops = new Hops();
    private final SequencedMap<String, Talk> talks = new LinkedHashMap<>(64, 0.75f, true);
    private int kept;
    private long messages, evictedTalks, evictedMessages;

    /// @param reveal whether secrets in messages show
    Talks(boolean reveal) {
        this.reveal = reveal;
    }

    /// Takes a message; what is no utterance (typing, receipts, history) is left out.
    ///
    /// @return whether it is something that was not heard on another hop before
    boolean add(Message message, String id) {
        switch (message.kind()) {
            case CHAT, ROOM, OFFLINE, AUTO, NOTICE, ACTION, SYSTEM -> {}
            case TYPING, NUDGE, REACTION, RECEIPT, HISTORY -> {
                return false;
            }
        }
        String key = key(message);
        Talk talk = talks.get(key);
        if (talk == null) {
            talk = new Talk(key, message.seen().service(), message.seen().network(), message.room());
            talks.put(key, talk);
            trim();
        }
        talk.join(message.from());
        message.to().forEach(talk::join);
        if (!hops.isNew(message, key)) return false;
        messages++;
        int most = kept < GENEROUS ? LINES : kept < MOST_LINES ? BEGINNING : 0;
        boolean keep = talk.lines.size() < most;
        if (keep) kept++;
        talk.add(message, id, reveal, keep);
        return true;
    }

    /// A room is a conversation; without one it is the people, and on which flow where one of them has
    /// no name yet.
    private static String key(Message message) {
        Seen seen = message.seen();
        String place = seen.service() + '\n' + seen.network() + '\n';
        if (!message.room().isEmpty()) return place + '#' + Names.key(message.room());
        TreeSet<String> people = new TreeSet<>();
        people.add(Names.key(message.from()));
        for (Account to : message.to()) people.add(Names.key(to));
        return place + people(people, Talk.flow(seen));
    }

    private static String people(Collection<String> names, String flow) {
        boolean named = names.stream().noneMatch(name -> name.startsWith("?"));
        return String.join("\n", new TreeSet<>(names)) + (named ? "" : "\n\n" + flow);
    }

    private void trim() {
        if (talks.size() <= MOST) return;
        Talk eldest = talks.pollFirstEntry().getValue();
        evictedTalks++;
        evictedMessages += eldest.messages;
        kept -= eldest.lines.size();
    }

    /// A party that had no name turns out to be somebody: so it is in what it said on that flow.
    void name(Identity identity) {
        if (identity.kind() != Identity.Kind.NAMED) return;
        String was = Names.key(identity.was()), flow = Talk.flow(identity.seen());
        List<Talk> meant = new ArrayList<>();
        for (Talk talk : talks.values()) {
            boolean here = !talk.room.isEmpty() || talk.key.endsWith("\n\n" + flow);
            if (here && talk.people.containsKey(was)) meant.add(talk);
        }
        for (Talk talk : meant) {
            talk.name(was, identity.is(), flow);
            if (talk.room.isEmpty()) move(talk, flow);
        }
    }

    /// A conversation between people is found by their names.
    private void move(Talk talk, String flow) {
        talks.remove(talk.key);
        talk.key = talk.service + '\n' + talk.network + '\n' + people(talk.people.keySet(), flow);
        Talk there = talks.putIfAbsent(talk.key, talk);
        if (there != null) there.absorb(talk);
    }

    /// Those in which something was said; the ones with most said come first.
    List<Talk> largest() {
        List<Talk> all = new ArrayList<>(talks.values());
        all.removeIf(talk -> talk.messages == 0);
        all.sort(Comparator.comparingLong((Talk talk) -> -talk.messages)
                .thenComparingLong(talk -> talk.first)
                .thenComparing(talk -> talk.key));
        return all;
    }

    /// Messages in all, each counted once however many hops of it were seen.
    long messages() {
        return messages;
    }

    long evictedTalks() {
        return evictedTalks;
    }

    long evictedMessages() {
        return evictedMessages;
    }
}
