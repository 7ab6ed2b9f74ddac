package earshot.report.export;

import earshot.report.text.Csv;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// For spreadsheets: a row for each thing said; no cell is run.
final class CsvTable implements Format {
    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String what() {
        return "a row for each message";
    }

    @Override
    public String ending() {
        return "csv";
    }

    @Override
    public void write(Exhibit exhibit, OutputStream out) throws IOException {
        StringWriter text = new StringWriter();
        Csv csv = new Csv(text);
        csv.row(List.of(
                "conversation",
                "service",
                "network",
                "room",
                "time",
                "from",
                "to",
                "text",
                "kind",
                "notes",
                "frames",
                "id"));
        for (Exhibit.Conversation one : exhibit.conversations()) {
            for (Exhibit.Line line : one.lines()) {
                csv.row(List.of(
                        one.id(),
                        one.service(),
                        one.network(),
                        one.room(),
                        Exhibit.time(line.time()),
                        line.from(),
                        String.join("; ", line.to()),
                        line.text(),
                        line.kind(),
                        String.join("; ", line.notes()),
                        String.join("; ", line.frames()),
                        line.id()));
            }
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
