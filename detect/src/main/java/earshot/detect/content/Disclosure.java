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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Somebody tells what should stay inside: numbers of cards, bank accounts and persons, keys, what a label calls
/// confidential, what the policy watches for; or uses words that nobody should have to read.
///
/// Grouped by sender, service and kind: one alert, which grows. A message counts once, on however many hops it is seen.
/// The
/// thing itself is not in the alert.
/// ATT&CK: T1048.003 exfiltration over unencrypted protocol, T1552 unsecured credentials for keys.
public final class Disclosure implements Detector {
    private static final int MOST = 50_000, MOST_PROOFS = 50;
    private static final long IDLE = 24L * 3600 * 1_000_000_000, HOPS = 60L * 1_000_000_000;

    private record Key(String service, String sender, Finding.Kind kind) {}

    private static final class State {
        int times, told, revision;
        Seen seen;
        String last = "";
        final Map<String, Integer> what = new TreeMap<>();
        final List<String> because = new ArrayList<>();
    }

    private final Words words;
    private final Expiring<Key, State> states = new Expiring<>(MOST, IDLE);
    /// Texts seen a moment ago: further hops of them are no news.
    private final Expiring<Integer, boolean[]> lately = new Expiring<>(MOST, HOPS);

    public Disclosure(Policy policy) {
        this.words = new Words(policy.watch());
    }

    @Override
    public void observe(ImEvent event, String id, Consumer<Alert> raise) {
        if (!(event instanceof Message message) || message.text().length() < 4) return;
        if (message.kind() == Message.Kind.HISTORY || message.kind() == Message.Kind.SYSTEM) return;
        List<Finding> found = new ArrayList<>(Numbers.in(message.text()));
        found.addAll(Keys.in(message.text()));
        found.addAll(words.in(message.text()));
        int offensive = words.offensive(message.text());
        if (found.isEmpty() && offensive == 0) return;
        boolean[] known = lately.at(
                (message.from().id() + '\n' + message.text()).hashCode(),
                message.seen().time(),
                () -> new boolean[1]);
        if (known[0]) return;
        known[0] = true;
        for (Finding one : found) add(message, one.kind(), one.what(), one.shown(), id, raise);
        if (offensive > 0) add(message, null, "offensive words", "", id, raise);
    }

    private void add(Message message, Finding.Kind kind, String what, String shown, String id, Consumer<Alert> raise) {
        Seen seen = message.seen();
        Key key = new Key(seen.service(), message.from().id(), kind);
        State state = states.at(key, seen.time(), State::new);
        state.times++;
        state.seen = state.seen == null ? seen : state.seen.withFrames(seen.frames());
        state.last = shown;
        if (state.what.size() < 20) state.what.merge(what, 1, Integer::sum);
        if (state.because.size() < MOST_PROOFS && !state.because.contains(id)) state.because.add(id);
        // Words alone are worth a look only where they come in numbers.
        if (kind == null && state.times < 3) return;
        if (state.revision == 0 || Integer.bitCount(state.times) == 1) raise.accept(alert(key, state));
    }

    @Override
    public void end(Consumer<Alert> raise) {
        states.forEach((key, state) -> {
            if (state.revision > 0 && state.told < state.times) raise.accept(alert(key, state));
        });
    }

    private static Alert alert(Key key, State state) {
        state.told = state.times;
        state.revision++;
        List<String> what = new ArrayList<>();
        state.what.forEach((name, count) -> what.add(count == 1 ? name : count + " times " + name));
        String messages = state.because.size() == 1 ? "one message" : state.because.size() + " messages";
        return new Alert(
                state.seen,
                key.kind == null ? "offensive-language" : "disclosure",
                key.toString(),
                severity(key.kind),
                (key.kind == null ? "Offensive language of " : "Disclosure by ") + key.sender,
                key.sender + " sent " + String.join(", ", what) + " in " + messages
                        + (state.last.isEmpty() ? "" : ", the last " + state.last) + ".",
                List.of(key.sender),
                key.kind == null
                        ? List.of()
                        : key.kind == Finding.Kind.KEY ? List.of("T1552", "T1048.003") : List.of("T1048.003"),
                List.copyOf(state.because),
                state.revision);
    }

    private static Severity severity(Finding.Kind kind) {
        if (kind == null) return Severity.LOW;
        return switch (kind) {
            case CARD, KEY -> Severity.HIGH;
            case IBAN, NATIONAL_ID, LABEL, KEYWORD -> Severity.MEDIUM;
        };
    }

    @Override
    public long evicted() {
        return states.evicted();
    }
}
