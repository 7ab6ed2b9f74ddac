package earshot.detect;

import earshot.event.Account;
import earshot.event.Frames;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Contact;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Session;
import earshot.event.Seen;
import earshot.flow.Address;
import earshot.flow.Endpoint;
import earshot.flow.Flow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Plays events to a detector: who says what to whom, at which second.
public final class Scene {
    public final List<Alert> alerts = new ArrayList<>();
    private final Detector detector;
    private long frame;

    public Scene(Detector detector) {
        this.detector = detector;
    }

    public Seen seen(double second) {
        return seen(second, "msnp", "msn");
    }

    public Seen seen(double second, String protocol, String service) {
        return new Seen((long) ((1_000_000 + second) * 1e9), Frames.of(++frame), null, "", protocol, service, "");
    }

    /// Seen on a connection of this client to this server.
    public Seen seen(double second, String service, String client, String server) {
        Flow flow = new Flow(
                Flow.Transport.TCP,
                new Endpoint(Address.parse(client), 40_000),
                new Endpoint(Address.parse(server), 5190),
                0,
                0,
                1,
                1,
                1,
                false);
        return new Seen((long) ((1_000_000 + second) * 1e9), Frames.of(++frame), flow, "", service, service, "");
    }

    public Scene session(double second, String host, String account, Session.State state, String reason) {
        return happens(new Session(
                seen(second, "aim", host, "192.0.2.1"), state, Account.of(account), Client.UNKNOWN, "", reason));
    }

    public Scene contact(String owner, String contact, Contact.State state) {
        return happens(new Contact(seen(0), Account.of(owner), Account.of(contact), "", List.of(), state));
    }

    /// The rules that were raised, each once, in their order.
    public List<String> rules() {
        return end().stream().map(Alert::rule).distinct().toList();
    }

    public Scene happens(ImEvent event) {
        detector.observe(event, "e" + frame, alerts::add);
        return this;
    }

    public Scene says(double second, String from, String to, String text) {
        return happens(Message.from(seen(second), Account.of(from))
                .to(Account.of(to))
                .text(text)
                .leg(Message.Leg.SENT)
                .build());
    }

    public Scene offers(double second, String from, String to, String name, long size) {
        return file(second, from, to, name, size, FileTransfer.State.OFFERED);
    }

    public Scene file(double second, String from, String to, String name, long size, FileTransfer.State state) {
        return happens(new FileTransfer(seen(second), Account.of(from), Account.of(to), name, size, state, null, ""));
    }

    /// Every alert as it stands at the end.
    public List<Alert> end() {
        detector.end(alerts::add);
        Map<String, Alert> last = new LinkedHashMap<>();
        for (Alert alert : alerts) last.put(alert.rule() + alert.key(), alert);
        return List.copyOf(last.values());
    }
}
