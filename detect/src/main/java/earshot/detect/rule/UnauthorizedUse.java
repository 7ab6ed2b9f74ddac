package earshot.detect.rule;

import earshot.detect.Detector;
import earshot.detect.Expiring;
import earshot.event.Account;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.ImEvent.Call;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Presence;
import earshot.event.ImEvent.Service;
import earshot.event.ImEvent.Session;
import earshot.event.Seen;
import earshot.flow.Address;
import earshot.policy.Feature;
import earshot.policy.Person;
import earshot.policy.Policy;
import earshot.policy.Use;
import earshot.policy.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/// Somebody uses a service, a client or a feature of it that the policy denies.
///
/// Grouped by the policy's rule, the service and who it is (the account, else the host): one alert, which grows. What
/// is
/// known of a flow (which service and how that is known, which account, which client) is remembered for the events that
/// follow on it.
/// ATT&CK: T1071 application layer protocol; with files T1048 exfiltration over another protocol.
public final class UnauthorizedUse implements Detector {
    private static final int MOST = 30_000, MOST_PROOFS = 50;
    private static final long IDLE = 24L * 3600 * 1_000_000_000;

    private record Key(String rule, String service, String who) {}

    /// What is known of a connection.
    private static final class Known {
        String account = "", evidence = "", confidence = "";
        Client client = Client.UNKNOWN;
        boolean sealed;
    }

    private static final class State {
        int times, told, revision;
        Seen seen;
        Use last;
        Verdict verdict;
        Known known;
        final Set<String> hosts = new LinkedHashSet<>();
        final List<String> because = new ArrayList<>();
    }

    private final Policy policy;
    private final Expiring<Object, Known> flows = new Expiring<>(MOST, IDLE);
    private final Expiring<Key, State> states = new Expiring<>(MOST, IDLE);

    public UnauthorizedUse(Policy policy) {
        this.policy = policy;
    }

    @Override
    public void observe(ImEvent event, String id, Consumer<Alert> raise) {
        if (!policy.judges()
                || event.seen().flow() == null
                || event.seen().service().isEmpty()) return;
        Known known = flows.at(event.seen().flow(), event.seen().time(), Known::new);
        Feature feature = switch (event) {
            case Service service -> {
                known.evidence = String.join(", ", service.evidence());
                known.confidence = service.confidence().name().toLowerCase(Locale.ROOT);
                known.sealed = service.encrypted();
                yield service.confidence() == Service.Confidence.GUESS
                        ? null
                        : service.role().equals("call") ? Feature.VOICE : Feature.USE;
            }
            case Session session -> who(known, session.account(), session.client(), Feature.USE);
            case Presence presence ->
                isOwn(presence, known) ? who(known, presence.account(), presence.client(), Feature.USE) : null;
            case Message message
            when message.leg() != Message.Leg.DELIVERED ->
                who(known, message.from(), Client.UNKNOWN, message.room().isEmpty() ? Feature.CHAT : Feature.ROOMS);
            case FileTransfer file -> who(known, file.from(), Client.UNKNOWN, Feature.FILES);
            case Call call -> who(known, call.from(), Client.UNKNOWN, feature(call));
            default -> null;
        };
        if (feature != null) judge(event.seen(), known, feature, id, raise);
    }

    /// Presence of others is shown on the same connection.
    private static boolean isOwn(Presence presence, Known known) {
        return known.account.equals(presence.account().id());
    }

    private static Feature who(Known known, Account account, Client client, Feature feature) {
        if (account.named() && !account.isNone()) known.account = account.id();
        if (!client.name().isEmpty()) known.client = client;
        return feature;
    }

    private static Feature feature(Call call) {
        if (call.media() == null) return Feature.VOICE;
        return switch (call.media()) {
            case VOICE -> Feature.VOICE;
            case VIDEO -> Feature.VIDEO;
            case WEBCAM -> Feature.WEBCAM;
            case SCREEN -> Feature.SCREEN;
            case APP -> Feature.APP;
        };
    }

    private void judge(Seen seen, Known known, Feature feature, String id, Consumer<Alert> raise) {
        Address client = seen.flow().client().address(),
                server = seen.flow().server().address();
        // Between an outside client and a server of ours, ours is the server.
        boolean turned = !policy.internal().hold(client) && policy.internal().hold(server);
        Address host = turned ? server : client, peer = turned ? client : server;
        Person person = policy.directory().person(seen.service(), known.account);
        String version = known.client.version();
        Use use = new Use(
                seen.service(),
                known.account,
                (known.client.name() + " " + version).strip(),
                version,
                person,
                host,
                peer,
                feature,
                seen.time(),
                known.sealed);
        Verdict verdict = policy.judge(use);
        if (verdict.kind() != Verdict.Kind.DENIED) return;
        String who = known.account.isEmpty() ? host.toString() : known.account;
        Key key = new Key(verdict.rule() == null ? "" : verdict.rule().name(), seen.service(), who);
        State state = states.at(key, seen.time(), State::new);
        state.times++;
        state.last = use;
        state.verdict = verdict;
        state.known = known;
        state.seen = state.seen == null ? seen : state.seen.withFrames(seen.frames());
        if (state.hosts.size() < 20) state.hosts.add(host.toString());
        if (state.because.size() < MOST_PROOFS) state.because.add(id);
        if (Integer.bitCount(state.times) == 1) raise.accept(alert(key, state));
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
        Use use = state.last;
        String rule = key.rule.isEmpty()
                ? "no rule of the policy allows it, and what none allows is denied"
                : "the policy's rule '" + key.rule + "' (line "
                        + state.verdict.rule().line() + ") denies it";
        String who = use.person() == null ? key.who : use.person().name() + " (" + key.who + ")";
        String explanation = who + " used " + key.service
                + (use.client().isEmpty() ? "" : " with " + use.client())
                + " from " + String.join(", ", state.hosts)
                + ", seen " + (state.times == 1 ? "once" : state.times + " times") + ": " + rule + "."
                + (state.known.evidence.isEmpty()
                        ? ""
                        : " The service is known by " + state.known.evidence + " (" + state.known.confidence + ").");
        List<String> subjects = new ArrayList<>();
        if (!use.account().isEmpty()) subjects.add(use.account());
        subjects.addAll(state.hosts);
        boolean files = use.feature() == Feature.FILES;
        return new Alert(
                state.seen,
                "unauthorized-use",
                key.toString(),
                state.verdict.rule() == null
                        ? Severity.MEDIUM
                        : state.verdict.rule().severity(),
                "Against the policy: " + key.service + " by " + who,
                explanation,
                subjects,
                files ? List.of("T1071", "T1048") : List.of("T1071"),
                List.copyOf(state.because),
                state.revision);
    }

    @Override
    public long evicted() {
        return states.evicted() + flows.evicted();
    }
}
