package earshot.report.export;

import earshot.report.line.EventLine;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/// Elastic Common Schema 8: a document a line for each alert.
final class Ecs implements Format {
    @Override
    public String name() {
        return "ecs";
    }

    @Override
    public String what() {
        return "alerts for Elastic (ECS 8), a document a line";
    }

    @Override
    public String ending() {
        return "jsonl";
    }

    @Override
    public void write(Exhibit exhibit, OutputStream out) throws IOException {
        for (Exhibit.Alert alert : exhibit.alerts()) {
            JsonLines.line(
                    out,
                    Trees.object(
                            "@timestamp", Exhibit.time(alert.time()),
                            "ecs", Map.of("version", "8.11.0"),
                            "message", alert.explanation(),
                            "event",
                                    Trees.object(
                                            "id", alert.id(),
                                            "kind", "alert",
                                            "category", List.of("network"),
                                            "type", List.of("info"),
                                            "module", "earshot",
                                            "dataset", "earshot.alert",
                                            "severity", severity(alert.severity())),
                            "rule", Trees.object("id", alert.rule(), "name", alert.title()),
                            "threat",
                                    alert.attack().isEmpty()
                                            ? null
                                            : Trees.object(
                                                    "framework",
                                                    "MITRE ATT&CK",
                                                    "technique",
                                                    Trees.object("id", alert.attack())),
                            "network",
                                    Trees.object(
                                            "transport",
                                            alert.transport(),
                                            "application",
                                            alert.service(),
                                            "community_id",
                                            alert.communityId()),
                            "source", endpoint(alert.client()),
                            "destination", endpoint(alert.server()),
                            "related", Trees.object("user", alert.subjects())));
        }
    }

    private static Object endpoint(String endpoint) {
        if (endpoint.isEmpty()) return null;
        String port = endpoint.substring(endpoint.lastIndexOf(':') + 1);
        return Trees.object("ip", EventLine.host(endpoint), "port", Integer.parseInt(port));
    }

    static int severity(String severity) {
        return switch (severity) {
            case "critical" -> 99;
            case "high" -> 73;
            case "medium" -> 47;
            case "low" -> 21;
            default -> 1;
        };
    }
}
