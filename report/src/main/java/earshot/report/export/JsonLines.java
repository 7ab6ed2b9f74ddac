package earshot.report.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// For programs: a JSON object for each thing said and each alert.
final class JsonLines implements Format {
    @Override
    public String name() {
        return "jsonl";
    }

    @Override
    public String what() {
        return "a JSON object a line, for each message and alert";
    }

    @Override
    public String ending() {
        return "jsonl";
    }

    @Override
    public void write(Exhibit exhibit, OutputStream out) throws IOException {
        for (Exhibit.Conversation one : exhibit.conversations()) {
            for (Exhibit.Line line : one.lines()) {
                line(
                        out,
                        Trees.object(
                                "type", "message",
                                "conversation", one.id(),
                                "service", one.service(),
                                "network", one.network(),
                                "room", one.room(),
                                "time", Exhibit.time(line.time()),
                                "from", line.from(),
                                "to", line.to(),
                                "text", line.text(),
                                "kind", line.kind(),
                                "notes", line.notes(),
                                "frames", line.frames(),
                                "ids", line.ids()));
            }
        }
        for (Exhibit.Alert alert : exhibit.alerts()) {
            line(
                    out,
                    Trees.object(
                            "type", "alert",
                            "id", alert.id(),
                            "time", Exhibit.time(alert.time()),
                            "rule", alert.rule(),
                            "severity", alert.severity(),
                            "title", alert.title(),
                            "explanation", alert.explanation(),
                            "subjects", alert.subjects(),
                            "attack", alert.attack(),
                            "because", alert.because()));
        }
    }

    static void line(OutputStream out, Object tree) throws IOException {
        out.write((Trees.json(tree) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
