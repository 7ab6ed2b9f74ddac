package earshot.report;

import earshot.capture.CaptureInfo;
import earshot.event.Account;
import earshot.event.Frames;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Message;
import earshot.event.MessageBuilder;
import earshot.event.Seen;
import earshot.event.json.Completeness;
import earshot.event.json.EventIds;
import earshot.event.json.EventWriter;
import earshot.event.json.Secrets;
import earshot.flow.Address;
import earshot.flow.Endpoint;
import earshot.flow.Flow;
import earshot.report.casefile.CaseWriter;
import earshot.report.casefile.Input;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// An invented recording, told event by event, as a case. The first event is at 2009-11-20T18:00:00Z, and each later
/// one a second after the one before.
public final class Recording {
    public static final long START = 1_258_740_000_000_000_000L;

    private final CaptureInfo capture;
    private final List<ImEvent> events = new ArrayList<>();
    private int frame;
    private Flow flow = flow("192.168.1.158", 51128, "64.12.24.50", 443);

    public Recording() {
        this("evidence01.pcap", "3f2a9c1e77aa");
    }

    public Recording(String name, String head) {
        capture = new CaptureInfo(name, "");
        capture.head = head;
        capture.sha256 = (head + "0".repeat(64)).substring(0, 64);
    }

    public static Flow flow(String client, int clientPort, String server, int serverPort) {
        Endpoint from = new Endpoint(Address.parse(client), clientPort);
        Endpoint to = new Endpoint(Address.parse(server), serverPort);
        return new Flow(Flow.Transport.TCP, from, to, 0, 0, 0, 0, 0, false);
    }

    /// What follows is on this flow.
    public Recording on(Flow flow) {
        this.flow = flow;
        return this;
    }

    /// Where and when the next event is seen.
    public Seen seen(String service) {
        frame++;
        return new Seen(START + (frame - 1) * 1_000_000_000L, Frames.of(frame), flow, "", "oscar", service, "");
    }

    public Recording add(ImEvent event) {
        events.add(event);
        return this;
    }

    public Recording said(String from, String to, String text) {
        return said(from, to, text, builder -> builder);
    }

    public Recording said(String from, String to, String text, UnaryOperator<MessageBuilder> more) {
        MessageBuilder builder =
                Message.from(seen("aim"), Account.of(from)).text(text).leg(Message.Leg.SENT);
        if (to.startsWith("#")) builder.room(to);
        else builder.to(Account.of(to));
        return add(more.apply(builder).build());
    }

    public List<ImEvent> events() {
        return events;
    }

    /// Puts the recording into a case as a run of its own.
    public Recording into(Path folder) throws IOException {
        try (CaseWriter writer = CaseWriter.open(folder, new CaseWriter.Opening("", "", "test", List.of()))) {
            EventIds ids = new EventIds(List.of(capture));
            EventWriter lines = new EventWriter(List.of(capture), ids, Secrets.REVEALED);
            lines.capture(0);
            for (ImEvent event : events) {
                lines.write(event, ids.of(event));
                if (lines.size() > 1 << 20) drain(lines, writer);
            }
            Completeness completeness = Completeness.inAll(List.of(capture), Completeness.Losses.UNKNOWN);
            lines.completeness(-1, completeness);
            drain(lines, writer);
            writer.finish(List.of(Input.of(capture, "")), completeness, false);
        }
        return this;
    }

    private static void drain(EventWriter lines, CaseWriter writer) throws IOException {
        writer.add(lines.bytes(), 0, lines.size());
        lines.clear();
    }
}
