package earshot.app;

import earshot.app.digest.Amounts;
import earshot.app.digest.Columns;
import earshot.app.digest.Paint;
import earshot.report.line.Json;
import earshot.report.text.Csv;
import earshot.report.text.Shown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/// Rows of a table, printed for people, as CSV or as JSON.
///
/// A cell is a text, a number or a list of texts; null and empty ones have no value.
final class Table {
    /// For people, a cell is cut at this width.
    private static final int WIDEST = 40;

    static final Option JSON = Opts.flag(null, "json", "One JSON object a line.");
    static final Option CSV = Opts.flag(null, "csv", "Comma-separated values with a line of names.");

    private final List<String> columns;
    /// Columns that people are spared: identifiers and digests too long for a line.
    private final List<String> hidden;
    private final List<List<Object>> rows = new ArrayList<>();

    Table(List<String> columns, List<String> hidden) {
        this.columns = columns;
        this.hidden = hidden;
    }

    void row(Object... cells) {
        if (cells.length != columns.size()) throw new IllegalArgumentException("a cell for each column");
        List<Object> row = new ArrayList<>();
        for (Object cell : cells) row.add(cell);
        rows.add(row);
    }

    int size() {
        return rows.size();
    }

    static boolean forPrograms(CommandLine line) throws UsageException {
        if (line.hasOption("json") && line.hasOption("csv")) throw new UsageException("either --json or --csv");
        return line.hasOption("json") || line.hasOption("csv");
    }

    void print(CommandLine line, Terminal terminal) throws IOException, UsageException {
        if (!forPrograms(line)) people(terminal);
        else if (line.hasOption("csv")) csv(terminal);
        else json(terminal);
    }

    private void csv(Terminal terminal) throws IOException {
        Csv csv = new Csv(terminal.out());
        csv.row(columns);
        for (List<Object> row : rows) {
            csv.row(row.stream()
                    .map(cell -> cell instanceof List<?> list ? joined(list) : cell)
                    .toList());
        }
    }

    private void json(Terminal terminal) throws IOException {
        for (List<Object> row : rows) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) if (has(row.get(i))) object.put(columns.get(i), row.get(i));
            terminal.out().write(Json.bytes(object));
            terminal.out().write('\n');
        }
    }

    private static boolean has(Object cell) {
        return switch (cell) {
            case null -> false;
            case String text -> !text.isEmpty();
            case List<?> list -> !list.isEmpty();
            default -> true;
        };
    }

    private void people(Terminal terminal) {
        Paint paint = new Paint(terminal.colours());
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) if (!hidden.contains(columns.get(i))) shown.add(i);
        List<List<String>> texts = new ArrayList<>();
        for (List<Object> row : rows)
            texts.add(shown.stream().map(i -> text(row.get(i))).toList());
        int[] widths = new int[shown.size()];
        for (int c = 0; c < widths.length; c++) {
            int column = c;
            int widest = texts.stream()
                    .mapToInt(row -> Columns.width(row.get(column)))
                    .max()
                    .orElse(0);
            widths[c] =
                    widest == 0 ? 0 : Math.max(widest, columns.get(shown.get(c)).length());
        }
        terminal.out()
                .println(paint.dim(line(widths, shown.stream().map(columns::get).toList())));
        for (List<String> row : texts) terminal.out().println(line(widths, row));
    }

    /// Columns without any value take no room.
    private static String line(int[] widths, List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            if (widths[c] > 0) line.append(Columns.pad(cells.get(c), widths[c])).append("  ");
        }
        return line.toString().stripTrailing();
    }

    private static String text(Object cell) {
        return switch (cell) {
            case null -> "";
            case List<?> list -> Columns.cut(Shown.line(joined(list)), WIDEST);
            case Long number -> Amounts.number(number);
            default -> Columns.cut(Shown.line(cell.toString()), WIDEST);
        };
    }

    private static String joined(List<?> list) {
        StringBuilder text = new StringBuilder();
        for (Object one : list) text.append(text.isEmpty() ? "" : ", ").append(one);
        return text.toString();
    }
}
