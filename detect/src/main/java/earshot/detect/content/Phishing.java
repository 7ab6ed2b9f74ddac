package earshot.detect.content;

import earshot.detect.Detector;
import earshot.detect.Expiring;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.ImEvent.Message;
import earshot.event.Seen;
import earshot.policy.Policy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// A link that deceives about where it leads.
///
/// Grouped by host and service: one alert for all who send it, which grows. See [LinkScore].
/// ATT&CK: T1566.003 spearphishing via service, T1204.001 malicious link.
public final class Phishing implements Detector {
    private static final int MOST = 50_000, MOST_PROOFS = 50;
    private static final long IDLE = 24L * 3600 * 1_000_000_000;

    private record Key(String service, String host) {}

    private static final class State {
        int times, told, revision;
        Seen seen;
        LinkScore.Score score;
        String link;
        final Set<String> senders = new LinkedHashSet<>(), readers = new LinkedHashSet<>();
        final List<String> because = new ArrayList<>();
    }

    private final LinkScore scores;
    private final Expiring<Key, State> states = new Expiring<>(MOST, IDLE);

    public Phishing(Policy policy) {
        this.scores = new LinkScore(policy.watch().brands());
    }

    @Override
    public void observe(ImEvent event, String id, Consumer<Alert> raise) {
        if (!(event instanceof Message message)) return;
        String text = message.text();
        if (text.indexOf("://") < 0 && text.indexOf("www.") < 0 || message.kind() == Message.Kind.HISTORY) return;
        for (Address link : Address.in(text)) {
            LinkScore.Score score = scores.of(link);
            if (score.points() < LinkScore.ALERT) continue;
            Seen seen = message.seen();
            Key key = new Key(seen.service(), link.host());
            State state = states.at(key, seen.time(), State::new);
            state.times++;
            state.seen = state.seen == null ? seen : state.seen.withFrames(seen.frames());
            state.score = score;
            state.link = link.whole();
            if (state.senders.size() < 50) state.senders.add(message.from().id());
            for (var reader : message.to()) if (state.readers.size() < 200) state.readers.add(reader.id());
            if (state.because.size() < MOST_PROOFS) state.because.add(id);
            if (Integer.bitCount(state.times) == 1) raise.accept(alert(key, state));
        }
    }

    @Override
    public void end(Consumer<Alert> raise) {
        states.forEach((key, state) -> {
            if (state.told < state.times) raise.accept(alert(key, state));
        });
    }

    private static Alert alert(Key key, State state) {
        state.told = state.times;
        state.revision++;
        String shown = state.link.length() > 100 ? state.link.substring(0, 100) + "…" : state.link;
        return new Alert(
                state.seen,
                "phishing-link",
                key.toString(),
                state.score.points() >= 8 ? Severity.HIGH : Severity.MEDIUM,
                "Deceptive link to " + key.host,
                String.join(", ", state.senders) + " sent " + shown + " to " + state.readers.size()
                        + " readers; it scores " + state.score.points() + " (" + LinkScore.ALERT + " make an alert): "
                        + String.join(", ", state.score.reasons()) + ".",
                List.copyOf(state.senders),
                List.of("T1566.003", "T1204.001"),
                List.copyOf(state.because),
                state.revision);
    }

    @Override
    public long evicted() {
        return states.evicted();
    }
}
