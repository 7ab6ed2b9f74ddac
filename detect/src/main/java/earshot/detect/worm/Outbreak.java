package earshot.detect.worm;

import earshot.detect.Party;
import earshot.event.Frames;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Infection;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.Seen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Payloads that rang and belong together, as one alert that grows: what it is, who passes it on, who had it from
/// whom.
final class Outbreak {
    private static final int MOST_PAYLOADS = 256, MOST_TREE = 2000, MOST_PROOFS = 400;
    /// What begins this much earlier is something else.
    private static final long WITH = java.util.concurrent.TimeUnit.MINUTES.toNanos(10);

    private final String key;
    private final Seen seen;
    private final Set<Payload> payloads = new LinkedHashSet<>();
    /// Who passes it on, since when.
    private final Map<Party, Long> senders = new LinkedHashMap<>();
    private String name = "", what;
    private boolean file, link, runs;
    private final long began;
    private long last;
    private int told, revision;
    private boolean grown;

    /// @param first the payload that rang first
    Outbreak(Payload first, Sending sending) {
        this.key = first.mark.kind() + " " + first.mark.value();
        this.seen = sending.seen();
        this.what = sending.what();
        this.began = Math.min(first.began(), sending.time());
    }

    void join(Payload payload) {
        if (payload.outbreak != null || payloads.size() >= MOST_PAYLOADS) return;
        // What was there before came to be part of it by chance.
        if (!payloads.isEmpty() && (!payload.mark.kind().strong() || payload.began() < began - WITH)) return;
        payload.outbreak = this;
        payloads.add(payload);
        for (Spreader spreader : payload.spreaders()) senders.putIfAbsent(spreader.who, spreader.first);
    }

    /// A sending that belongs to it.
    void takes(Sending sending, String known) {
        if (!known.isEmpty()) name = known;
        boolean isFile = sending.words().isEmpty() && sending.marks().getFirst().kind() == Mark.Kind.FILE;
        if (isFile && !file) what = link ? what + " and the file " + sending.what() : sending.what();
        else if (!isFile && !link && file) what = what + " and the link " + sending.what();
        if (isFile) file = true;
        else link = true;
        runs |= sending.runs();
        senders.putIfAbsent(sending.from(), sending.time());
        last = Math.max(last, sending.time());
        grown = true;
    }

    long last() {
        return last;
    }

    /// Whether at least half of those who send the payload began to pass this on at the same time.
    boolean sharesSenders(Payload payload) {
        int shared = 0, all = 0;
        for (Spreader spreader : payload.spreaders()) {
            if (spreader.acts() < 2) continue;
            all++;
            Long since = senders.get(spreader.who);
            if (since != null && Math.abs(since - spreader.first) <= WITH) shared++;
        }
        return shared > 0 && shared * 2 >= all;
    }

    /// The alert, where it says something new: at first for each further victim, later when it has grown by a
    /// quarter. Null otherwise.
    Alert news() {
        int now = senders.size();
        return now > told && (now <= 16 || now * 4 >= told * 5) ? alert() : null;
    }

    /// The alert as it stands, null where it has not grown since it was told.
    Alert rest() {
        return grown ? alert() : null;
    }

    /// One account in the outbreak.
    private static final class Victim {
        final Party who;
        long began = Long.MAX_VALUE;
        int reached;
        double pace;
        boolean back, said;
        final Set<Party> receivers = new LinkedHashSet<>();
        final List<Receipt> receipts = new ArrayList<>();
        final List<String> proofs = new ArrayList<>();
        Frames frames = Frames.NONE;

        Victim(Party who) {
            this.who = who;
        }

        void add(Payload payload, Spreader spreader) {
            if (spreader.first < began) began = spreader.first;
            if (spreader.acts() > reached) {
                reached = spreader.acts();
                pace = spreader.pace();
            }
            for (Party party : spreader.receivers()) receivers.add(party);
            back |= spreader.sendsBack();
            said |= payload.mark.kind() == Mark.Kind.WORDS
                    || payload.mark.kind() == Mark.Kind.NEAR
                    || payload.mark.kind() == Mark.Kind.FILE;
            receipts.addAll(payload.receipts(who));
            for (String proof : spreader.proofs) if (proofs.size() < 4 && !proofs.contains(proof)) proofs.add(proof);
            frames = frames.and(spreader.frames);
        }

        /// What it received before it first sent, once from each, in the order of time.
        List<Receipt> candidates(Map<Party, Victim> victims) {
            Map<Party, Receipt> first = new LinkedHashMap<>();
            receipts.sort(Comparator.comparingLong(Receipt::time));
            for (Receipt receipt : receipts) {
                if (receipt.time() > began || !victims.containsKey(receipt.from())) continue;
                first.merge(receipt.from(), receipt, (a, b) -> b.taken() && !a.taken() ? b : a);
            }
            List<Receipt> candidates = new ArrayList<>(first.values());
            candidates.sort(Comparator.comparingLong(Receipt::time));
            return candidates;
        }
    }

    private Map<Party, Victim> victims() {
        Map<Party, Victim> all = new LinkedHashMap<>();
        for (Payload payload : payloads) {
            for (Spreader spreader : payload.spreaders())
                all.computeIfAbsent(spreader.who, Victim::new).add(payload, spreader);
        }
        // Where nearly all say it in the same words, somebody who says it in others warns or asks.
        long said = all.values().stream().filter(victim -> victim.said).count();
        boolean worded = said * 4 >= all.size() * 3L;
        all.values().removeIf(victim -> worded && !victim.said || onlyAnswers(victim));
        List<Victim> sorted = new ArrayList<>(all.values());
        sorted.sort(Comparator.comparingLong(victim -> victim.began));
        Map<Party, Victim> victims = new LinkedHashMap<>();
        for (Victim victim : sorted) victims.put(victim.who, victim);
        return victims;
    }

    /// It only says it back to somebody it had it from.
    private static boolean onlyAnswers(Victim victim) {
        if (victim.receivers.size() != 1) return false;
        Party reader = victim.receivers.iterator().next();
        return victim.receipts.stream().anyMatch(receipt -> receipt.from().equals(reader));
    }

    private Alert alert() {
        Map<Party, Victim> victims = victims();
        Descent descent = new Descent();
        Map<Party, List<Receipt>> candidates = new LinkedHashMap<>();
        for (Victim victim : victims.values()) {
            List<Receipt> before = victim.candidates(victims);
            candidates.put(victim.who, before);
            descent.learn(before, victim.began);
        }
        List<Infection> tree = new ArrayList<>();
        Set<String> because = new LinkedHashSet<>();
        List<String> subjects = new ArrayList<>();
        Frames frames = Frames.NONE;
        Set<Party> reached = new LinkedHashSet<>();
        int received = 0, back = 0;
        List<Double> paces = new ArrayList<>();
        Victim first = null;
        for (Victim victim : victims.values()) {
            List<Receipt> before = candidates.get(victim.who);
            Receipt by = before.isEmpty() ? null : descent.choose(before, victim.began);
            if (by != null) received++;
            else if (first == null) first = victim;
            if (victim.back) back++;
            if (victim.reached >= 2) paces.add(victim.pace);
            reached.addAll(victim.receivers);
            if (tree.size() < MOST_TREE) {
                String proof = by != null ? by.id() : victim.proofs.getFirst();
                tree.add(new Infection(
                        by == null ? "" : by.from().shown(),
                        victim.who.shown(),
                        victim.began,
                        victim.receivers.size(),
                        proof));
                subjects.add(victim.who.shown());
            }
            if (because.size() < MOST_PROOFS) {
                if (by != null) because.add(by.id());
                because.addAll(victim.proofs);
                frames = frames.and(victim.frames);
                if (by != null) frames = frames.and(by.frames());
            }
        }
        if (first == null && !victims.isEmpty())
            first = victims.values().iterator().next();
        told = senders.size();
        grown = false;
        revision++;
        Seen at = new Seen(
                last,
                seen.frames().and(frames),
                seen.flow(),
                seen.via(),
                seen.protocol(),
                seen.service(),
                seen.network());
        return new Alert(
                at,
                "worm",
                key,
                severity(victims.size()),
                title(victims.size()),
                explanation(victims, first, reached.size(), received, back, paces),
                subjects,
                attack(),
                List.copyOf(because),
                revision,
                tree);
    }

    private Severity severity(int victims) {
        if (victims >= 5 || !name.isEmpty()) return Severity.CRITICAL;
        return victims == 1 && !runs ? Severity.MEDIUM : Severity.HIGH;
    }

    private String title(int victims) {
        String called = name.isEmpty() ? "A worm" : name;
        return called + " spreads along contact lists: " + victims
                + (victims == 1 ? " account sends " : " accounts send ") + what;
    }

    private String explanation(
            Map<Party, Victim> victims, Victim first, int reached, int received, int back, List<Double> paces) {
        StringBuilder text = new StringBuilder();
        text.append(victims.size())
                .append(victims.size() == 1 ? " account sent " : " accounts sent ")
                .append(what);
        text.append(" to ").append(reached).append(reached == 1 ? " other within " : " others within ");
        text.append(span(last - (first == null ? last : first.began)));
        paces.sort(null);
        if (!paces.isEmpty()) {
            text.append(", typically one every ").append(seconds(paces.get(paces.size() / 2)));
        }
        text.append(". ");
        if (received > 0) {
            text.append(received)
                    .append(received == 1 ? " of them had" : " of them had each")
                    .append(" received it before sending it on");
            if (back > 0) text.append(", and ").append(back).append(" sent it also to those it came from");
            text.append(". ");
        } else if (runs) {
            text.append("It is a program by its name or content, and people seldom offer the same one so often. ");
        }
        if (first != null) {
            text.append("The suspected first victim is ").append(first.who.shown());
            text.append(", which nobody was seen to send it to.");
        }
        return text.toString();
    }

    private static String span(long nanos) {
        return seconds(nanos / 1e9);
    }

    private static String seconds(double seconds) {
        if (seconds < 10) return String.format(java.util.Locale.ROOT, "%.1f s", seconds);
        if (seconds < 120) return Math.round(seconds) + " s";
        if (seconds < 7200) return Math.round(seconds / 60) + " min";
        if (seconds < 172_800) return Math.round(seconds / 3600) + " h";
        return Math.round(seconds / 86_400) + " days";
    }

    private List<String> attack() {
        List<String> ids = new ArrayList<>();
        ids.add("T1566.003");
        ids.add("T1534");
        if (link) ids.add("T1204.001");
        if (file || runs) ids.add("T1204.002");
        return ids;
    }
}
