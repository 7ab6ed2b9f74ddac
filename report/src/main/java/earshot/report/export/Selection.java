package earshot.report.export;

import earshot.report.casefile.CaseFolder;
import earshot.report.line.EventLine;
import earshot.report.talk.Hop;
import earshot.report.talk.Names;
import earshot.report.talk.Party;
import earshot.report.talk.Talk;
import earshot.report.talk.Talks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What of a case is wanted. What is empty asks nothing.
///
/// @param ids conversations (`chat-…`) and alerts
/// @param account somebody who takes part
/// @param from the first moment, nanoseconds since 1970-01-01 UTC
/// @param until the first moment that is not wanted
public record Selection(List<String> ids, String service, String account, long from, long until, Redaction redaction) {
    public Selection {
        ids = List.copyOf(ids);
    }

    /// Reads it out of the case.
    public Exhibit of(CaseFolder folder, String tool) throws IOException {
        Names names = new Names();
        folder.each((_, bytes, offset, length) -> {
            EventLine line = EventLine.read(bytes, offset, length);
            if (line != null) names.learn(line);
            return true;
        });
        Talks talks = new Talks(Talks.Limits.NONE, names);
        Map<String, EventLine> alerts = new LinkedHashMap<>();
        folder.each((_, bytes, offset, length) -> {
            EventLine line = EventLine.read(bytes, offset, length);
            if (line == null || line.time() < from || line.time() >= until) return true;
            if (!service.isEmpty() && !service.equals(line.text("service"))) return true;
            if (line.type().equals("message")) {
                Hop hop = Hop.of(line);
                if (hop.isSaid()) talks.add(hop);
            } else if (line.type().equals("alert")) {
                alerts.put(line.id(), line.masked());
            }
            return true;
        });
        List<Exhibit.Conversation> conversations = new ArrayList<>();
        for (Talk talk : talks.all()) {
            if (!wanted(talk.id()) || !takesPart(talk)) continue;
            conversations.add(Exhibit.conversation(talk, redaction));
        }
        List<Exhibit.Alert> chosen = new ArrayList<>();
        for (EventLine line : alerts.values()) {
            boolean about = account.isEmpty()
                    || line.list("subjects").stream()
                            .anyMatch(one -> Party.normal(one).equals(Party.normal(account)));
            if (wanted(line.id()) && about) chosen.add(Exhibit.alert(line, redaction));
        }
        return new Exhibit(folder.record().number(), folder.record().seal(), tool, conversations, chosen, redaction);
    }

    private boolean wanted(String id) {
        return ids.isEmpty() || ids.contains(id);
    }

    private boolean takesPart(Talk talk) {
        if (account.isEmpty()) return true;
        String wanted = Party.normal(account);
        return talk.parties().stream()
                .anyMatch(party -> Party.normal(party.shown()).equals(wanted));
    }
}
