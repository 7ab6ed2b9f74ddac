package earshot.app;

import earshot.app.digest.Amounts;
import earshot.app.digest.Moments;
import earshot.app.digest.Paint;
import earshot.report.casefile.CaseFolder;
import earshot.report.line.EventLine;
import earshot.report.text.Shown;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `files`: what was sent as a file.
final class RecoveredFiles implements CaseCommand {
    @Override
    public String name() {
        return "files";
    }

    @Override
    public String syntax() {
        return "[options]";
    }

    @Override
    public String purpose() {
        return "Files that were sent: who, to whom, digests, and where the bytes are kept.";
    }

    @Override
    public String about() {
        return """
                Lists the files whose bytes were recovered, with their size, digests, type by content and the place in the
                case where they lie (named by their SHA-256, never by a name from the wire). Bytes that the capture lacks
                are listed as ranges and stand as zeros in the file.

                Be careful with what strangers sent: these are the original bytes.
                """;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("earshot files", "What was recovered."),
                new Example("earshot files --offers", "Offers, acceptances and refusals too."),
                new Example("earshot files --csv > files.csv", "For a spreadsheet."));
    }

    @Override
    public Options options() {
        return CaseCommand.options(
                Opts.flag(null, "offers", "Offers, acceptances and refusals too."),
                Filters.SERVICE,
                Filters.ACCOUNT,
                Table.JSON,
                Table.CSV);
    }

    @Override
    public int run(CaseFolder folder, CommandLine line, Terminal terminal) throws IOException, UsageException {
        Filters filters = Filters.of(line);
        List<EventLine> files = new ArrayList<>();
        new CaseLines(folder).each("file", file -> {
            boolean recovered = file.has("sha256");
            if ((recovered || line.hasOption("offers")) && filters.wants(file)) files.add(file);
        });
        if (Table.forPrograms(line)) table(folder, files).print(line, terminal);
        else for (EventLine file : files) print(folder, file, terminal);
        return Exit.DONE;
    }

    private static Table table(CaseFolder folder, List<EventLine> files) {
        Table table = new Table(
                List.of(
                        "time", "service", "network", "from", "to", "name", "state", "size", "bytes", "missing", "mime",
                        "md5", "sha256", "kept", "frames", "id"),
                List.of());
        for (EventLine file : files) {
            Path kept = folder.file(file.text("sha256"));
            table.row(
                    file.text("time"),
                    file.text("service"),
                    file.text("network"),
                    file.text("from"),
                    file.list("to"),
                    file.text("name"),
                    file.text("state"),
                    file.has("size") ? file.number("size", 0) : null,
                    file.has("bytes") ? file.number("bytes", 0) : null,
                    file.text("missing"),
                    file.text("mime"),
                    file.text("md5"),
                    file.text("sha256"),
                    kept == null ? "" : kept.toString(),
                    CaseLines.frames(file.proof()),
                    file.id());
        }
        return table;
    }

    private static void print(CaseFolder folder, EventLine file, Terminal terminal) {
        Paint paint = new Paint(terminal.colours());
        PrintStream out = terminal.out();
        long bytes = file.number("bytes", file.number("size", -1));
        out.println(paint.bold(file.has("name") ? Shown.line(file.text("name")) : "(no name)")
                + (bytes < 0 ? "" : "  " + Amounts.of(bytes, "byte")) + ", " + file.text("state")
                + (file.has("missing") ? ", missing " + Shown.line(file.text("missing")) : "")
                + (file.has("mime") ? ", " + Shown.line(file.text("mime")) : ""));
        out.println("  " + Shown.line(file.text("from")) + " to " + Shown.line(String.join(", ", file.list("to")))
                + ", " + Moments.moment(file.time()) + ", frames " + Shown.cut(CaseLines.frames(file.proof()), 60));
        if (file.has("md5")) out.println(paint.dim("  md5     ") + file.text("md5"));
        if (file.has("sha256")) {
            out.println(paint.dim("  sha256  ") + file.text("sha256"));
            Path kept = folder.file(file.text("sha256"));
            if (kept != null) out.println(paint.dim("  kept    ") + kept);
        }
        out.println(paint.dim("  id      ") + file.id());
        out.println();
    }
}
