package earshot.app.digest;

import earshot.app.run.Listener;
import earshot.capture.CaptureInfo;
import earshot.event.ImEvent;
import earshot.event.json.Completeness;
import earshot.report.talk.Hop;
import earshot.report.talk.Talks;
import java.util.List;

/// Gathers what is worth telling of a run, for [DigestPage] to print.
public final class Digest implements Listener {
    final Talks talks = new Talks(Talks.Limits.DIGEST);
    final Files files = new Files();
    final Credentials credentials = new Credentials();
    final People people = new People();
    final Warnings warnings = new Warnings();
    final Services services = new Services();
    /// Whether secrets show.
    final boolean reveal;

    List<CaptureInfo> captures = List.of();
    Completeness inAll;

    public Digest(boolean reveal) {
        this.reveal = reveal;
    }

    @Override
    public void begin(List<CaptureInfo> captures) {
        this.captures = captures;
    }

    @Override
    public void event(ImEvent event, String id) {
        switch (event) {
            case ImEvent.Message message -> {
                talks.add(Hop.of(message, id, captures, reveal));
                people.message(message);
            }
            case ImEvent.Identity identity -> {
                talks.names().learn(identity);
                people.identity(identity);
            }
            case ImEvent.FileTransfer file -> files.add(file, id);
            case ImEvent.Credential credential -> credentials.add(credential, id);
            case ImEvent.Session session -> people.session(session);
            case ImEvent.Presence presence -> people.presence(presence);
            case ImEvent.Host host -> people.host(host);
            case ImEvent.Service service -> services.add(service);
            case ImEvent.Usage usage -> services.add(usage);
            case ImEvent.Alert alert -> warnings.add(alert, id);
            case ImEvent.Anomaly anomaly -> warnings.add(anomaly, id);
            case ImEvent.Contact _, ImEvent.Room _, ImEvent.Call _, ImEvent.Lookup _ -> {}
        }
    }

    @Override
    public void end(List<Completeness> each, Completeness inAll) {
        this.inAll = inAll;
    }
}
