package earshot.report.table;

import earshot.event.json.JsonBuffer;
import earshot.report.line.Json;
import earshot.report.text.Columns;
import earshot.report.text.Csv;
import earshot.report.text.Shown;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Prints tables.
public final class TableWriter {
    private static final int GAP = 2;
    /// No column of text is made narrower than this.
    private static final int NARROWEST = 6;

    private TableWriter() {}

    /// Aligned columns with a heading; text from the traffic is made harmless. Columns without any value are
    /// left out.
    ///
    /// @param width columns of the terminal; the widest columns give way. 0: as wide as need be
    public static void text(Table table, Appendable out, int width) throws IOException {
        List<List<String>> cells = new ArrayList<>();
        cells.add(table.columns());
        for (List<Object> row : table.rows())
            cells.add(row.stream().map(TableWriter::shown).toList());
        int[] widths = new int[table.columns().size()];
        for (int c = 0; c < widths.length; c++) {
            int column = c;
            boolean empty =
                    cells.stream().skip(1).allMatch(row -> row.get(column).isEmpty());
            if (!empty)
                widths[c] = cells.stream()
                        .mapToInt(row -> Columns.width(row.get(column)))
                        .max()
                        .orElse(0);
        }
        if (width > 0) narrow(widths, width);
        for (List<String> row : cells) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < widths.length; c++) {
                if (widths[c] == 0) continue;
                if (!line.isEmpty()) line.append(" ".repeat(GAP));
                line.append(Columns.fit(row.get(c), widths[c]));
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
    }

    private static void narrow(int[] widths, int width) {
        while (true) {
            int sum = -GAP, widest = 0;
            for (int c = 0; c < widths.length; c++) {
                if (widths[c] > 0) sum += widths[c] + GAP;
                if (widths[c] > widths[widest]) widest = c;
            }
            if (sum <= width || widths[widest] <= NARROWEST) return;
            widths[widest]--;
        }
    }

    private static String shown(Object cell) {
        return switch (cell) {
            case null -> "";
            case List<?> list ->
                Shown.line(String.join(", ", list.stream().map(Object::toString).toList()));
            default -> Shown.line(cell.toString());
        };
    }

    /// Comma-separated values with a heading.
    public static void csv(Table table, Appendable out) throws IOException {
        Csv csv = new Csv(out);
        csv.row(table.columns());
        for (List<Object> row : table.rows()) {
            List<Object> cells = new ArrayList<>(row.size());
            for (Object cell : row) {
                cells.add(
                        cell instanceof List<?> list
                                ? String.join(
                                        "; ",
                                        list.stream().map(Object::toString).toList())
                                : cell);
            }
            csv.row(cells);
        }
    }

    /// One JSON object a line, without the cells that have no value.
    public static void json(Table table, Appendable out) throws IOException {
        for (List<Object> row : table.rows()) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (int c = 0; c < row.size(); c++) {
                Object cell = row.get(c);
                boolean none = cell == null || cell.equals("") || cell instanceof List<?> list && list.isEmpty();
                if (!none) object.put(table.columns().get(c), cell);
            }
            JsonBuffer line = new JsonBuffer(512);
            Json.write(line, object);
            out.append(new String(line.bytes(), 0, line.size(), StandardCharsets.UTF_8))
                    .append('\n');
        }
    }
}
