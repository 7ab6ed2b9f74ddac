package earshot.report.talk;

import earshot.report.line.EventLine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One conversation: a room, or the talk between the same people.
public final class Talk {
    private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int ID_LETTERS = 10;
    /// More names than these are not kept of one talk.
    private static final int PARTIES = 200;

    private final String key;
    private final Hop hop;
    private final int keepFirst, keepLast;
    /// As first seen, by key.
    private final Map<String, Party> parties = new LinkedHashMap<>();
    private final List<Saying> first = new ArrayList<>();
    private final Deque<Saying> last = new ArrayDeque<>();
    private long count, from = Long.MAX_VALUE, until = Long.MIN_VALUE;

    Talk(String key, Hop hop, int keepFirst, int keepLast) {
        this.key = key;
        this.hop = hop.withText("");
        this.keepFirst = keepFirst;
        this.keepLast = keepLast;
    }

    /// What hops of one talk have in common.
    static String key(Hop hop, Names names) {
        StringBuilder key = new StringBuilder(64)
                .append(hop.service())
                .append('\n')
                .append(hop.network())
                .append('\n');
        if (!hop.room().isEmpty())
            return key.append("room\n").append(Party.normal(hop.room())).toString();
        String from = names.resolve(hop.from()).key();
        if (hop.to().size() == 1) {
            String to = names.resolve(hop.to().getFirst()).key();
            boolean inOrder = from.compareTo(to) <= 0;
            return key.append(inOrder ? from : to)
                    .append('\n')
                    .append(inOrder ? to : from)
                    .toString();
        }
        List<String> all = new ArrayList<>();
        all.add(from);
        for (Party reader : hop.to()) all.add(names.resolve(reader).key());
        all.stream().distinct().sorted().forEach(one -> key.append(one).append('\n'));
        return key.toString();
    }

    /// The id of the talk that a message belongs to.
    public static String id(Hop hop, Names names) {
        return id(key(hop, names));
    }

    /// The id of the talk that a message or a file belongs to, by those it went between; null for any other line.
    public static String idOf(EventLine line, Names names) {
        Hop hop = Hop.between(line);
        return hop == null ? null : id(hop, names);
    }

    static String id(String key) {
        byte[] digest = digest(key);
        long bits = 0;
        for (int i = 0; i < 8; i++) bits = bits << 8 | digest[i] & 0xff;
        StringBuilder id = new StringBuilder("chat-");
        for (int i = 0; i < ID_LETTERS; i++) id.append(LETTERS.charAt((int) (bits >>> 59 - 5 * i) & 31));
        return id.toString();
    }

    static String sha256(String text) {
        return HexFormat.of().formatHex(digest(text));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void add(Saying saying) {
        count++;
        if (first.size() < keepFirst) {
            first.add(saying);
        } else if (keepLast > 0) {
            if (last.size() == keepLast) last.removeFirst();
            last.addLast(saying);
        }
    }

    /// Takes notice of a hop: who is in the talk, and when.
    void see(Hop hop) {
        from = Math.min(from, hop.time());
        until = Math.max(until, hop.time());
        party(hop.from());
        if (hop.room().isEmpty()) for (Party reader : hop.to()) party(reader);
    }

    private void party(Party party) {
        if (parties.size() < PARTIES && !party.shown().isEmpty()) parties.putIfAbsent(party.key(), party);
    }

    /// The key under names that are known by now.
    String keyUnder(Names names) {
        return key(hop, names);
    }

    /// One talk of several that turned out to be the same.
    static Talk join(String key, List<Talk> same, Names names) {
        Talk first = same.getFirst();
        Talk all = new Talk(key, first.hop, first.keepFirst, first.keepLast);
        List<Saying> sayings = new ArrayList<>();
        for (Talk one : same) {
            all.from = Math.min(all.from, one.from);
            all.until = Math.max(all.until, one.until);
            one.parties.values().forEach(party -> all.party(names.resolve(party)));
            one.first.forEach(saying -> sayings.add(saying.copy()));
            one.last.forEach(saying -> sayings.add(saying.copy()));
            all.count += one.skipped();
        }
        sayings.sort(Comparator.comparingLong(Saying::time));
        Folder folder = new Folder();
        for (Saying saying : sayings) {
            if (folder.fold(key, names.resolve(saying.from()), saying) != null) all.add(saying);
        }
        return all;
    }

    String key() {
        return key;
    }

    /// `chat-7k3q9x2mfd`: the same in every run.
    public String id() {
        return id(key);
    }

    public String service() {
        return hop.service();
    }

    public String network() {
        return hop.network();
    }

    /// "" for a talk outside rooms.
    public String room() {
        return hop.room();
    }

    /// Who is in it (in a room: who said something), as first written, in the order in which they appear.
    public List<Party> parties() {
        return List.copyOf(parties.values());
    }

    /// When the first and the last message was seen.
    public long from() {
        return from;
    }

    public long until() {
        return until;
    }

    /// How many things were said.
    public long count() {
        return count;
    }

    /// The first sayings that were kept, in order.
    public List<Saying> first() {
        return List.copyOf(first);
    }

    /// The last sayings that were kept, after [#first]; [#skipped] stand between them.
    public List<Saying> last() {
        return List.copyOf(last);
    }

    public long skipped() {
        return count - first.size() - last.size();
    }
}
