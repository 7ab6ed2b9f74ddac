package earshot.detect.rule;

import earshot.detect.Detector;
import earshot.detect.Expiring;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.ImEvent.Service;
import earshot.event.Seen;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Messaging that hides: on a port that is another protocol's, in clear where only TLS is expected, encrypted where
/// nothing
/// is, or through a proxy.
///
/// Grouped by service, client host and way: one alert, which grows. Services that live on web ports by nature (web
/// chat,
/// XMPP over BOSH, everything encrypted on 443) are not meant.
/// ATT&CK: T1571 non-standard port, T1090 proxy.
public final class Evasion implements Detector {
    private static final int MOST = 20_000, MOST_PROOFS = 50;
    private static final long IDLE = 24L * 3600 * 1_000_000_000;
    /// Ports on which a packet filter expects something else.
    private static final Map<Integer, String> OTHERS = Map.ofEntries(
            Map.entry(20, "FTP data"),
            Map.entry(21, "FTP"),
            Map.entry(22, "SSH"),
            Map.entry(23, "telnet"),
            Map.entry(25, "mail"),
            Map.entry(53, "DNS"),
            Map.entry(110, "mail"),
            Map.entry(119, "news"),
            Map.entry(143, "mail"));

    private record Key(String service, String host, String way) {}

    private static final class State {
        int flows, told, revision;
        Seen seen;
        final Set<String> servers = new LinkedHashSet<>();
        final List<String> because = new ArrayList<>();
        String evidence = "";
    }

    private final Expiring<Key, State> states = new Expiring<>(MOST, IDLE);

    @Override
    public void observe(ImEvent event, String id, Consumer<Alert> raise) {
        if (!(event instanceof Service service) || service.seen().flow() == null) return;
        if (service.confidence() == Service.Confidence.GUESS) return;
        String way = way(service);
        if (way == null) return;
        Seen seen = service.seen();
        Key key = new Key(seen.service(), seen.flow().client().address().toString(), way);
        State state = states.at(key, seen.time(), State::new);
        state.flows++;
        state.seen = state.seen == null ? seen : state.seen.withFrames(seen.frames());
        state.evidence = String.join(", ", service.evidence());
        if (state.servers.size() < 10) state.servers.add(seen.flow().server().toString());
        if (state.because.size() < MOST_PROOFS) state.because.add(id);
        if (Integer.bitCount(state.flows) == 1) raise.accept(alert(key, state));
    }

    /// How it hides, null where it does not.
    private static String way(Service service) {
        Seen seen = service.seen();
        for (String leg : seen.via().split(" / "))
            if (isProxy(leg)) return "through " + word(leg).toUpperCase(Locale.ROOT);
        boolean signed = has(service, "signature:");
        // What is only looked up, or near to something known, says nothing of how this connection hides.
        if (!signed && !has(service, "sni:") && !has(service, "cert:")
                || seen.protocol().equals("dns")) return null;
        int port = seen.flow().server().port();
        String other = OTHERS.get(port);
        if (other != null) return "on port " + port + ", which is for " + other;
        boolean web = has(service, "host:") || has(service, "http");
        if (service.encrypted() || !signed || web) return null;
        if (port == 443) return "in clear on port 443, which is for TLS";
        if (port == 80 && !seen.protocol().equals("http")) return "on port 80, which is for the web";
        return null;
    }

    private static boolean has(Service service, String kind) {
        return service.evidence().stream().anyMatch(one -> one.startsWith(kind));
    }

    /// Encryption and web transports are ways, too, but hide nobody's destination.
    private static boolean isProxy(String leg) {
        return leg.startsWith("socks") || leg.startsWith("http-proxy") || leg.startsWith("http-connect");
    }

    private static String word(String leg) {
        int space = leg.indexOf(' ');
        return space < 0 ? leg : leg.substring(0, space);
    }

    @Override
    public void end(Consumer<Alert> raise) {
        states.forEach((key, state) -> {
            if (state.told < state.flows) raise.accept(alert(key, state));
        });
    }

    private static Alert alert(Key key, State state) {
        state.told = state.flows;
        state.revision++;
        String flows = state.flows == 1 ? "one connection" : state.flows + " connections";
        String via = state.seen.via().isEmpty() ? "" : " (" + state.seen.via() + ")";
        return new Alert(
                state.seen,
                "evasion",
                key.toString(),
                Severity.MEDIUM,
                key.service + " " + key.way,
                key.host + " used " + key.service + " " + key.way + via + ": " + flows + " to "
                        + String.join(", ", state.servers) + ", recognised by " + state.evidence + ".",
                List.of(key.host),
                key.way.startsWith("through") ? List.of("T1090") : List.of("T1571"),
                List.copyOf(state.because),
                state.revision);
    }

    @Override
    public long evicted() {
        return states.evicted();
    }
}
