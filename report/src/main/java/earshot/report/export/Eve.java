package earshot.report.export;

import earshot.report.line.EventLine;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/// Suricata's EVE: an alert a line, as SIEMs that read Suricata expect it.
final class Eve implements Format {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSSxx", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Override
    public String name() {
        return "eve";
    }

    @Override
    public String what() {
        return "alerts in the form of Suricata's EVE, an object a line";
    }

    @Override
    public String ending() {
        return "json";
    }

    @Override
    public void write(Exhibit exhibit, OutputStream out) throws IOException {
        for (Exhibit.Alert alert : exhibit.alerts()) {
            Map<String, Object> line = Trees.object(
                    "timestamp", STAMP.format(Instant.EPOCH.plusNanos(alert.time())),
                    "event_type", "alert",
                    "src_ip", EventLine.host(alert.client()),
                    "src_port", port(alert.client()),
                    "dest_ip", EventLine.host(alert.server()),
                    "dest_port", port(alert.server()),
                    "proto", alert.transport().toUpperCase(Locale.ROOT),
                    "app_proto", alert.service(),
                    "community_id", alert.communityId(),
                    "alert",
                            Trees.object(
                                    "action",
                                    "allowed",
                                    "gid",
                                    1,
                                    // A number of the rule's own, out of the range for local rules.
                                    "signature_id",
                                    1_910_000 + Math.floorMod(alert.rule().hashCode(), 80_000),
                                    "rev",
                                    1,
                                    "signature",
                                    "EARSHOT " + alert.rule() + ": " + alert.title(),
                                    "category",
                                    alert.explanation(),
                                    "severity",
                                    severity(alert.severity())),
                    "earshot",
                            Trees.object(
                                    "id",
                                    alert.id(),
                                    "subjects",
                                    alert.subjects(),
                                    "attack",
                                    alert.attack(),
                                    "because",
                                    alert.because()));
            JsonLines.line(out, line);
        }
    }

    private static Object port(String endpoint) {
        return endpoint.isEmpty() ? null : Integer.valueOf(endpoint.substring(endpoint.lastIndexOf(':') + 1));
    }

    /// 1 is the worst.
    private static int severity(String severity) {
        return switch (severity) {
            case "critical", "high" -> 1;
            case "medium" -> 2;
            default -> 3;
        };
    }
}
