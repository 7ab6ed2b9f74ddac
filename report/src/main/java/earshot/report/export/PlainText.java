package earshot.report.export;

import earshot.report.text.Shown;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// For people: a line for each thing said.
final class PlainText implements Format {
    @Override
    public String name() {
        return "text";
    }

    @Override
    public String what() {
        return "transcript as plain text";
    }

    @Override
    public String ending() {
        return "txt";
    }

    @Override
    public void write(Exhibit exhibit, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("Case ").append(exhibit.caseNumber().isEmpty() ? "without number" : exhibit.caseNumber());
        text.append(", seal ")
                .append(exhibit.seal())
                .append(", ")
                .append(exhibit.tool())
                .append('\n');
        if (!exhibit.redaction().isEmpty())
            text.append(exhibit.redaction().note()).append('\n');
        for (Exhibit.Conversation one : exhibit.conversations()) {
            text.append('\n').append(Shown.line(one.title())).append("  (").append(one.service());
            if (!one.network().isEmpty()) text.append(" on ").append(Shown.line(one.network()));
            text.append(", ").append(one.id()).append(")\n");
            for (Exhibit.Line line : one.lines()) {
                text.append(Exhibit.time(line.time()))
                        .append("  ")
                        .append(Shown.line(line.from()))
                        .append(": ");
                text.append(Shown.block(line.text()).replace("\n", "\n    "));
                if (!line.notes().isEmpty())
                    text.append("  [").append(String.join("; ", line.notes())).append(']');
                text.append("  {")
                        .append(Shown.line(String.join(" | ", line.frames())))
                        .append("}\n");
            }
        }
        for (Exhibit.Alert alert : exhibit.alerts()) {
            text.append('\n')
                    .append(Exhibit.time(alert.time()))
                    .append("  ALERT ")
                    .append(alert.severity());
            text.append("  ")
                    .append(Shown.line(alert.title()))
                    .append("  (")
                    .append(alert.id())
                    .append(")\n    ");
            text.append(Shown.line(alert.explanation())).append('\n');
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
