package earshot.report.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Relativity Short Message Format 2.0, for e-discovery: an Internet message (RFC 5322) with its text for search and a
/// zip
/// file attached that holds `rsmf_manifest.json`.
final class Rsmf implements Format {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String BOUNDARY = "=_earshot_rsmf_=";

    @Override
    public String name() {
        return "rsmf";
    }

    @Override
    public String what() {
        return "Relativity Short Message Format 2.0, for e-discovery";
    }

    @Override
    public String ending() {
        return "rsmf";
    }

    @Override
    public void write(Exhibit exhibit, OutputStream out) throws IOException {
        long begin = Long.MAX_VALUE, end = Long.MIN_VALUE;
        int count = 0;
        StringBuilder body = new StringBuilder();
        for (Exhibit.Conversation one : exhibit.conversations()) {
            for (Exhibit.Line line : one.lines()) {
                begin = Math.min(begin, line.time());
                end = Math.max(end, line.time());
                count++;
                body.append(line.from()).append(": ").append(line.text()).append("\r\n");
            }
        }
        String manifest = Trees.json(manifest(exhibit));
        StringBuilder head = new StringBuilder();
        head.append("X-RSMF-Version: 2.0.0\r\nX-RSMF-Generator: ")
                .append(exhibit.tool())
                .append("\r\n");
        head.append("X-RSMF-EventCollectionID: ")
                .append(Trees.uuid("rsmf " + manifest))
                .append("\r\n");
        head.append("X-RSMF-EventCount: ").append(count).append("\r\n");
        if (count > 0) {
            head.append("X-RSMF-BeginDate: ").append(stamp(begin)).append("\r\n");
            head.append("X-RSMF-EndDate: ").append(stamp(end)).append("\r\n");
        }
        head.append("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"")
                .append(BOUNDARY)
                .append("\"\r\n\r\n");
        head.append("--").append(BOUNDARY).append("\r\nContent-Type: text/plain; charset=utf-8\r\n");
        head.append("Content-Transfer-Encoding: base64\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
        out.write(base64(body.toString().getBytes(StandardCharsets.UTF_8)));
        out.write(("\r\n--" + BOUNDARY + "\r\nContent-Type: application/zip; name=\"rsmf.zip\"\r\n"
                        + "Content-Disposition: attachment; filename=\"rsmf.zip\"\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(base64(zip(manifest)));
        out.write(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] base64(byte[] bytes) {
        return Base64.getMimeEncoder(76, new byte[] {'\r', '\n'}).encode(bytes);
    }

    private static byte[] zip(String manifest) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PlainZip zip = new PlainZip(bytes)) {
            zip.add("rsmf_manifest.json", manifest.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static Map<String, Object> manifest(Exhibit exhibit) {
        Map<String, Map<String, Object>> people = new LinkedHashMap<>();
        List<Object> conversations = new ArrayList<>(), events = new ArrayList<>();
        for (Exhibit.Conversation one : exhibit.conversations()) {
            List<String> ids = new ArrayList<>();
            for (String person : one.people()) ids.add(person(people, one.service(), person));
            conversations.add(Trees.object(
                    "id", one.id(),
                    "platform", one.service(),
                    "type", one.room().isEmpty() ? "direct" : "channel",
                    "display", one.title(),
                    "participants", ids));
            for (Exhibit.Line line : one.lines()) {
                List<Object> custom = new ArrayList<>();
                custom.add(Trees.object("name", "frames", "value", String.join(" | ", line.frames())));
                if (!line.notes().isEmpty())
                    custom.add(Trees.object("name", "notes", "value", String.join("; ", line.notes())));
                events.add(Trees.object(
                        "id", line.id(),
                        "type", "message",
                        "participant", person(people, one.service(), line.from()),
                        "conversation", one.id(),
                        "timestamp", stamp(line.time()),
                        "body", line.text(),
                        "custom", custom));
            }
        }
        return Trees.object(
                "version",
                "2.0.0",
                "eventcollectionid",
                Trees.uuid("collection " + exhibit.seal()),
                "participants",
                new ArrayList<>(people.values()),
                "conversations",
                conversations,
                "events",
                events);
    }

    private static String person(Map<String, Map<String, Object>> people, String service, String name) {
        String id = service + ":" + name;
        people.computeIfAbsent(
                id, _ -> Trees.object("id", id, "display", name, "email", name.contains("@") ? name : ""));
        return id;
    }

    private static String stamp(long nanos) {
        return STAMP.format(Instant.EPOCH.plusNanos(nanos));
    }
}
