package earshot.report.export;

import earshot.report.line.EventLine;
import earshot.report.line.Proof;
import earshot.report.talk.Party;
import earshot.report.talk.Saying;
import earshot.report.talk.Talk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What was chosen of a case, ready to be written: secrets masked, redacted.
///
/// @param caseNumber "" where the case has none
/// @param seal of the case, so that whoever reads can ask for the same again
/// @param tool which version made it
public record Exhibit(
        String caseNumber,
        String seal,
        String tool,
        List<Conversation> conversations,
        List<Alert> alerts,
        Redaction redaction) {
    public Exhibit {
        conversations = List.copyOf(conversations);
        alerts = List.copyOf(alerts);
    }

    /// One thing said.
    ///
    /// @param time nanoseconds since 1970-01-01 UTC
    /// @param frames by capture: `a.pcap: 25,61-63`
    /// @param notes what else is to be said of it: gaps, corrections, encryption
    /// @param ids its events
    public record Line(
            String id,
            long time,
            String from,
            List<String> to,
            String text,
            String kind,
            List<String> notes,
            List<String> frames,
            List<String> ids) {}

    public record Conversation(
            String id,
            String service,
            String network,
            String room,
            List<String> people,
            long from,
            long until,
            List<Line> lines) {
        /// A room's name, or the people.
        public String title() {
            return room.isEmpty() ? String.join(", ", people) : room;
        }
    }

    public record Alert(
            String id,
            long time,
            String rule,
            String severity,
            String title,
            String explanation,
            List<String> subjects,
            List<String> attack,
            List<String> because,
            String service,
            String transport,
            String client,
            String server,
            String communityId) {}

    static Conversation conversation(Talk talk, Redaction redaction) {
        List<Line> lines = new ArrayList<>();
        List<Saying> sayings = new ArrayList<>(talk.first());
        sayings.addAll(talk.last());
        for (Saying saying : sayings) {
            List<String> frames = new ArrayList<>();
            for (Proof proof : saying.proof()) frames.add(proof.capture() + ": " + proof.frames());
            lines.add(new Line(
                    saying.ids().getFirst(),
                    saying.time(),
                    redaction.account(saying.from().shown()),
                    saying.to().stream()
                            .map(Party::shown)
                            .map(redaction::account)
                            .toList(),
                    redaction.text(saying.text()),
                    saying.kind(),
                    saying.notes(),
                    frames,
                    saying.ids()));
        }
        return new Conversation(
                talk.id(),
                talk.service(),
                talk.network(),
                redaction.text(talk.room()),
                talk.parties().stream()
                        .map(Party::shown)
                        .map(redaction::account)
                        .toList(),
                talk.from(),
                talk.until(),
                lines);
    }

    static Alert alert(EventLine line, Redaction redaction) {
        return new Alert(
                line.id(),
                line.time(),
                line.text("rule"),
                line.text("severity"),
                redaction.text(line.text("title")),
                redaction.text(line.text("explanation")),
                line.list("subjects").stream().map(redaction::account).toList(),
                line.list("attack"),
                line.list("because"),
                line.text("service"),
                line.text("flow", "transport"),
                line.text("flow", "client"),
                line.text("flow", "server"),
                line.text("flow", "communityId"));
    }

    /// RFC 3339, as in event lines.
    static String time(long nanos) {
        return Instant.EPOCH.plusNanos(nanos).toString();
    }
}
