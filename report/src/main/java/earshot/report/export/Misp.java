package earshot.report.export;

import earshot.report.line.EventLine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// MISP core format: one event with the alerts' hosts and accounts as attributes.
final class Misp implements Format {
    @Override
    public String name() {
        return "misp";
    }

    @Override
    public String what() {
        return "alerts as a MISP event";
    }

    @Override
    public String ending() {
        return "json";
    }

    @Override
    public void write(Exhibit exhibit, OutputStream out) throws IOException {
        List<Object> attributes = new ArrayList<>(), tags = new ArrayList<>();
        long first =
                exhibit.alerts().stream().mapToLong(Exhibit.Alert::time).min().orElse(0);
        long last =
                exhibit.alerts().stream().mapToLong(Exhibit.Alert::time).max().orElse(0);
        for (Exhibit.Alert alert : exhibit.alerts()) {
            attributes.add(attribute(alert, "Other", "comment", alert.explanation()));
            String client = EventLine.host(alert.client()), server = EventLine.host(alert.server());
            if (!client.isEmpty()) attributes.add(attribute(alert, "Network activity", "ip-src", client));
            if (!server.isEmpty()) attributes.add(attribute(alert, "Network activity", "ip-dst", server));
            for (String subject : alert.subjects())
                if (!subject.equals(client) && !subject.equals(server))
                    attributes.add(attribute(alert, "Other", "text", subject));
        }
        exhibit.alerts().stream()
                .flatMap(alert -> alert.attack().stream())
                .distinct()
                .forEach(technique ->
                        tags.add(Trees.object("name", "misp-galaxy:mitre-attack-pattern=\"" + technique + "\"")));
        Object event = Trees.object(
                "Event",
                Trees.object(
                        "uuid",
                        Trees.uuid("misp " + exhibit.seal()),
                        "info",
                        "Alerts of Earshot" + (exhibit.caseNumber().isEmpty() ? "" : ", case " + exhibit.caseNumber()),
                        "date",
                        Exhibit.time(first).substring(0, 10),
                        "timestamp",
                        Long.toString(last / 1_000_000_000L),
                        "threat_level_id",
                        "4",
                        "analysis",
                        "2",
                        "distribution",
                        "0",
                        "Tag",
                        tags,
                        "Attribute",
                        attributes));
        out.write((Trees.json(event) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Object attribute(Exhibit.Alert alert, String category, String type, String value) {
        return Trees.object(
                "uuid",
                Trees.uuid("misp " + alert.id() + type + value),
                "category",
                category,
                "type",
                type,
                "value",
                value,
                "to_ids",
                false,
                "distribution",
                "5",
                "timestamp",
                Long.toString(alert.time() / 1_000_000_000L),
                "comment",
                alert.rule() + " (" + alert.severity() + "): " + alert.title());
    }
}
