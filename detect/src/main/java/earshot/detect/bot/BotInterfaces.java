package earshot.detect.bot;

import earshot.detect.Detector;
import earshot.detect.Evidence;
import earshot.detect.Expiring;
import earshot.detect.Place;
import earshot.detect.Tuning;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A host talks to the interface that a chat service offers to programs: a bot of the house, or a trojan that is
/// driven through the service.
///
/// Grouped by host and service (rule `bot-interface`). Only names that people's clients never ask for; what is said
/// is encrypted. ATT&CK: T1102.002 bidirectional communication through a web service.
public final class BotInterfaces implements Detector {
    private static final int MOST = 50_000;
    /// By the server name in the TLS hello.
    private static final Map<String, String> NAMES = Map.of("api.telegram.org", "Telegram", "hooks.slack.com", "Slack");

    private record Key(String host, String name) {}

    private final Expiring<Key, Evidence> hosts = new Expiring<>(MOST, TimeUnit.DAYS.toNanos(1));

    /// @param tuning has nothing for this one
    public BotInterfaces(Tuning tuning) {}

    @Override
    public void observe(ImEvent event, String id, Consumer<Alert> raise) {
        if (!(event instanceof ImEvent.Service service) || service.seen().flow() == null) return;
        for (String evidence : service.evidence()) {
            String lower = evidence.toLowerCase(Locale.ROOT);
            if (!lower.startsWith("sni:") && !lower.startsWith("host:")) continue;
            String name = lower.substring(lower.indexOf(':') + 1);
            if (NAMES.containsKey(name)) used(service, id, name, raise);
        }
    }

    private void used(ImEvent.Service service, String id, String name, Consumer<Alert> raise) {
        String host = Place.client(service.seen());
        Evidence evidence = hosts.at(new Key(host, name), service.seen().time(), Evidence::new);
        evidence.add(service.seen(), id);
        if (!evidence.worthTelling()) return;
        String times = evidence.times() == 1 ? "once" : evidence.times() + " times";
        raise.accept(evidence.alert(
                "bot-interface",
                host + ' ' + name,
                Severity.LOW,
                host + " talks to " + NAMES.get(name) + " as a program does",
                host + " connected " + times + " to " + name + ", which " + NAMES.get(name)
                        + " offers to programs and people's clients do not use: a bot of the house, or one driven from"
                        + " outside.",
                List.of(host),
                List.of("T1102.002")));
    }

    @Override
    public long evicted() {
        return hosts.evicted();
    }
}
